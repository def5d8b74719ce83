"""The administrator's pages about staff: who there is, a new account, a new post, a new one-time password."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safar.accounts import queries, services
from safar.accounts.services import require
from safar.accounts.types import Role, StaffMember
from safar.accounts.web.forms import AddUserForm, PostForm, office_choices
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse

MANAGE = "accounts.manage_staff"


def _administrator(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, MANAGE)
    return actor


def _member(user_id: int) -> StaffMember:
    found = next((member for member in queries.all_staff() if member.user_id == user_id), None)
    if found is None:
        raise Http404
    return found


def staff_list(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, by name; filtered by office and role."""
    _administrator(request)
    office, role = request.GET.get("office", ""), request.GET.get("role", "")
    staff = [
        member
        for member in queries.all_staff()
        if (not office or str(member.office_id) == office) and (not role or member.role == role)
    ]
    page = {"staff": staff, "offices": office_choices(), "roles": Role.choices, "office": office, "role": role}
    return render(request, "accounts/staff.html", page)


def add(request: HttpRequest) -> HttpResponse:
    """Make an account with its first post; its one-time password is shown once."""
    actor = _administrator(request)
    form = AddUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_user(by=actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return render(request, "accounts/one_time_password.html", {"made": made, "is_new": True})
    return render(request, "accounts/add_user.html", {"form": form})


def account(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: its posts, and what can be done with it."""
    _administrator(request)
    page = {"member": _member(user_id), "posts": queries.posts_of(user_id), "form": PostForm()}
    return render(request, "accounts/account.html", page)


@require_POST
def post(request: HttpRequest, user_id: int) -> HttpResponse:
    """Move somebody to another post from a day on."""
    actor = _administrator(request)
    member = _member(user_id)
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            services.post_user(by=actor, at=timezone.now(), user_id=user_id, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The new post is kept."))
            return redirect("accounts:account", user_id)
    page = {"member": member, "posts": queries.posts_of(user_id), "form": form}
    return render(request, "accounts/account.html", page)


@require_POST
def new_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a new one-time password; the old one stops working at once."""
    actor = _administrator(request)
    made = services.reset_password(by=actor, at=timezone.now(), user_id=_member(user_id).user_id)
    return render(request, "accounts/one_time_password.html", {"made": made, "is_new": False})


def close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask once, then close the account of somebody who leaves."""
    actor = _administrator(request)
    member = _member(user_id)
    if request.method == "POST":
        services.close_account(by=actor, at=timezone.now(), user_id=user_id)
        messages.success(request, _("The account is closed. What was done with it stays under its name."))
        return redirect("accounts:staff")
    return render(request, "accounts/close_account.html", {"member": member})
