"""Choosing the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from safar.accounts import services
from safar.accounts.web.middleware import LANGUAGE_KEY


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language for this session and in the account, and go back to the page.

    Not in a cookie of its own: desks are shared, and the next person may read another language.
    """
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        request.session[LANGUAGE_KEY] = code
        if request.user.is_authenticated:
            services.choose_language(user_id=request.user.pk, language=code)
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return HttpResponseRedirect(target)
