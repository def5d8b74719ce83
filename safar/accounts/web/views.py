"""Choosing the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from safar.accounts import services
from safar.accounts.web.middleware import LANGUAGE_COOKIE


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language, in the account or before signing in on this machine, and go back to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        services.choose_language(user_id=request.user.pk, language=code)
    else:
        response.set_cookie(LANGUAGE_COOKIE, code, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
