"""Every address of the program: each context's own pages, and the desk's that span them."""

from allauth.account import views as sign_in
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from safar.config.modules import MODULES

_WITH_PAGES = [
    context
    for context in settings.CONTEXTS
    if f"safar.{context}" in settings.INSTALLED_APPS
    and (settings.ROOT / "safar" / context / "web" / "urls.py").exists()
]
_MODULES_WITH_PAGES = [
    module for module in MODULES if settings.ROOT.joinpath(*module.split("."), "web", "urls.py").exists()
]

urlpatterns: list[URLPattern | URLResolver] = [
    # Of allauth's pages only these: nobody signs up, and passwords are reset by an administrator, not by e-mail.
    path("account/login/", sign_in.login, name="account_login"),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/password/change/", sign_in.password_change, name="account_change_password"),
    path("account/inactive/", sign_in.account_inactive, name="account_inactive"),
    *[path("", include(f"safar.{context}.web.urls")) for context in _WITH_PAGES],
    *[path("", include(f"{module}.web.urls")) for module in _MODULES_WITH_PAGES],
]
handler400 = "safar.plumbing.web.errors.bad_request"
handler403 = "safar.plumbing.web.errors.forbidden"
handler404 = "safar.plumbing.web.errors.not_found"
handler500 = "safar.plumbing.web.errors.server_error"
