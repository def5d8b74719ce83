"""The list of programmes, and the page of one at one version."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from safar.accounts.services import require
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.programmes import queries
from safar.programmes.diagrams import draw
from safar.programmes.types import text_in
from safar.programmes.web.sections import Reader


def programme_list(request: HttpRequest) -> HttpResponse:
    """Every published programme at its latest version."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "programmes.read")
    language = display.language()
    rows = []
    for one in queries.latest_published():
        reader = Reader(one.programme, language)
        rows.append(
            {
                "id": one.id,
                "name": reader.text(one.programme.names),
                "summary": reader.text(one.programme.summary),
                "version": one.programme.version,
                "hosts": reader.countries(one.programme.host_countries),
                "returns": reader.countries(one.programme.return_countries),
                "valid_from": one.programme.valid_from,
                "valid_to": one.programme.valid_to,
                "places": reader.places(),
            }
        )
    return render(request, "programmes/list.html", {"rows": rows})


def programme_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What one version of a programme says, with its drawing, sentences, amounts and sources."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "programmes.read")
    try:
        published = queries.published_by_id(version_id)
    except queries.NotPublished as unknown:
        raise Http404 from unknown
    programme = published.programme
    language = display.language()
    versions = queries.versions_of(programme.code)
    context = {
        "published": published,
        "programme": programme,
        "name": text_in(programme.names, language),
        "summary": text_in(programme.summary, language),
        "reader": Reader(programme, language),
        "hosts": Reader(programme, language).countries(programme.host_countries),
        "returns": Reader(programme, language).countries(programme.return_countries),
        "drawing": SafeString(draw(programme, language)),  # our own drawing; every text in it is escaped
        "versions": versions,
        "is_latest": versions[0].id == published.id,
    }
    return render(request, "programmes/programme.html", context)
