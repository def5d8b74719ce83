"""Recorded information packs: playing one, and adding one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.rules import part_asked_for
from safar.consent.web.forms.answers import Typed, line
from safar.consent.web.views.pages import done, status_of
from safar.plumbing.web.moments import reader


class RecordingForm(Typed):
    """A sound file, and whose voice it is."""

    sound = forms.FileField(
        label=gettext_lazy("Sound file"), help_text=gettext_lazy("OGG, MP3, M4A or WAV, at most 40 MB.")
    )
    voice = line(gettext_lazy("Who reads it out?"), required=True)


@require_safe
def recording(request: HttpRequest, id: UUID) -> HttpResponse:
    """The sound, or the part of it that a player asks for."""
    require(reader(), "consent.read")
    found = queries.recording(id)
    if found is None:
        raise Http404
    about, sound = found
    part = part_asked_for(request.headers.get("Range", ""), len(sound))
    first, last = part or (0, len(sound) - 1)
    answer = HttpResponse(sound[first : last + 1], content_type=about.content_type, status=206 if part else 200)
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    if part:
        answer["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return answer


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a recording to an information pack."""
    by = reader()
    require(by, "consent.publish_texts")
    pack = queries.pack_by_id(id)
    if pack is None:
        raise Http404
    form = RecordingForm(request.POST or None, request.FILES or None)

    def keep() -> Any:
        return services.add_recording(
            by=by, at=timezone.now(), pack_id=id, voice=form.cleaned_data["voice"],
            content=form.cleaned_data["sound"].read(),
        )  # fmt: skip

    back = reverse("consent:pack", args=[id])
    if request.method == "POST" and done(form, keep):
        messages.success(request, _("The recording is on file and can be listened to."))
        return HttpResponseRedirect(back)
    return render(request, "consent/recording_new.html", {"form": form, "back": back}, status=status_of(form))
