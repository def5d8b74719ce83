"""The daily work on a case: appointments, tasks, notes, files, attempts to reach somebody."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.cases import queries, services
from safar.cases.types import (
    AppointmentAsked,
    AppointmentState,
    ForWhom,
    NoteKind,
    Purpose,
    TaskAsked,
)
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.casework import (
    AppointmentForm,
    ChasingForm,
    FileForm,
    InterpreterForm,
    NoteForm,
    SettlingAppointmentForm,
    TaskDoneForm,
    TaskForm,
)
from safar.cases.web.views.opening import staff_of
from safar.cases.web.views.reaching import safe_ways
from safar.plumbing.web.moments import reader

WORDS_BY_HAND = "other"


class Book(Asking):
    """Book an appointment, with its interpreter where one is known."""

    permission = "cases.appoint"
    form_class = AppointmentForm
    heading = _("Book an appointment")
    submit = _("Book")
    done = _("Booked.")

    def form(self, *sent: Any) -> AppointmentForm:
        """The form with the colleagues of the office."""
        return AppointmentForm(*sent, case=self.case, by=self.by, staff=staff_of(self.by), initial=self.initial())

    def initial(self) -> dict[str, Any]:
        """The main applicant's language and whether an interpreter is needed."""
        leading = next((person for person in self.case.people if not person.left), None)
        if leading is None:
            return {}
        return {
            "language": leading.languages[0] if leading.languages else None,
            "interpreter_needed": leading.interpreter_needed,
        }

    def act(self, given: dict[str, Any]) -> None:
        """Book it."""
        asked = AppointmentAsked(
            starts_at=given["starts_at"],
            minutes=given["minutes"],
            purpose=Purpose(given["purpose"]),
            language=given["language"],
            place_kind=given["place_kind"],
            place=given["place"],
            member_id=given["member"],
            interpreter_needed=given["interpreter_needed"],
            interpreter_name=given["interpreter_name"],
            interpreter_id=UUID(given["interpreter"]) if given["interpreter"] else None,
            with_user_id=given["with_user"],
        )
        services.book_appointment(by=self.by, at=timezone.now(), case_id=self.case.id, asked=asked)


class OneAppointment(Asking):
    """Something about one appointment of the case."""

    permission = "cases.appoint"
    template_name = "cases/appointment.html"

    def prepare(self) -> None:
        """Find the appointment among those of the case."""
        self.meeting = found(self.case.appointments, self.kwargs["appointment"])

    def context(self) -> dict[str, Any]:
        """The appointment."""
        return {"meeting": self.meeting}


class SettleAppointment(OneAppointment):
    """What became of an appointment."""

    form_class = SettlingAppointmentForm
    heading = _("What became of the appointment")

    def act(self, given: dict[str, Any]) -> None:
        """Keep it."""
        services.settle_appointment(
            by=self.by,
            at=timezone.now(),
            appointment_id=self.meeting.id,
            state=AppointmentState(given["state"]),
            reason=given["reason"],
        )


class BookInterpreter(OneAppointment):
    """An interpreter is found for an appointment."""

    form_class = InterpreterForm
    heading = _("Book an interpreter")
    submit = _("Book")
    done = _("The interpreter is booked.")

    def act(self, given: dict[str, Any]) -> None:
        """Book them."""
        services.book_interpreter(
            by=self.by,
            at=timezone.now(),
            appointment_id=self.meeting.id,
            name=given["interpreter_name"],
            interpreter_id=UUID(given["interpreter"]) if given["interpreter"] else None,
        )


class AddTask(Asking):
    """Write down something to be done."""

    permission = "cases.tasks"
    form_class = TaskForm
    heading = _("Add a task")
    submit = _("Add the task")
    done = _("Added.")

    def form(self, *sent: Any) -> TaskForm:
        """The form with the colleagues of the office."""
        return TaskForm(*sent, case=self.case, by=self.by, staff=staff_of(self.by))

    def act(self, given: dict[str, Any]) -> None:
        """Add it; a day without a time ends with the office's day."""
        day = given["due_on"]
        due_at = timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
        asked = TaskAsked(
            code=WORDS_BY_HAND,
            for_whom=ForWhom(given["for_whom"]),
            params={"what": given["what"]},
            member_id=given["member"],
            owner_id=given["owner"],
            due_at=due_at,
        )
        services.add_task(by=self.by, at=timezone.now(), case_id=self.case.id, asked=asked)


class OneTask(Asking):
    """Something about one task of the case."""

    also_closed = True
    permission = "cases.tasks"
    template_name = "cases/task.html"

    def prepare(self) -> None:
        """Find the task among those of the case."""
        self.task = found(self.case.tasks, self.kwargs["task"])

    def context(self) -> dict[str, Any]:
        """The task, and how those it is about can be reached safely: most tasks are a call (D22)."""
        about = [way for way in safe_ways(self.case) if not self.task.member or way[0].name == self.task.member]
        return {"task": self.task, "contacts": about}


class CompleteTask(OneTask):
    """A task is done, and this came of it."""

    form_class = TaskDoneForm
    heading = _("Task done")
    submit = _("Done")
    done = _("The task is done.")

    def act(self, given: dict[str, Any]) -> None:
        """Complete it."""
        services.complete_task(by=self.by, at=timezone.now(), task_id=self.task.id, outcome=given["outcome"])


class Chase(OneTask):
    """Somebody was reminded."""

    form_class = ChasingForm
    heading = _("Record a reminder")
    submit = _("Record the reminder")
    done = _("The reminder is recorded.")

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        services.chase_task(
            by=self.by, at=timezone.now(), task_id=self.task.id, channel=given["channel"], note=given["note"]
        )


class AddNote(Asking):
    """Write a note, or correct one by another."""

    permission = "cases.note"
    form_class = NoteForm
    heading = _("Write a note")
    explanation = _("A note is never changed; to correct one, write another. The person may ask to read it.")
    template_name = "cases/note.html"

    def prepare(self) -> None:
        """Find the note that is to be corrected, if the address names one."""
        wanted = self.kwargs.get("note")
        self.corrects = found(self.case.notes, wanted) if wanted else None

    def form(self, *sent: Any) -> NoteForm:
        """The form; protection notes are offered to protection officers only."""
        first = {"kind": self.corrects.kind, "body": self.corrects.body} if self.corrects else None
        protect = may(self.by, "cases.protection_note")
        return NoteForm(*sent, case=self.case, by=self.by, may_protect=protect, initial=first)

    def act(self, given: dict[str, Any]) -> None:
        """Write it, into the table only protection officers read where it is about protection."""
        about: dict[str, Any] = {
            "by": self.by,
            "at": timezone.now(),
            "case_id": self.case.id,
            "body": given["body"],
            "member_id": given["member"],
            "corrects": self.corrects.id if self.corrects else None,
        }
        if given["kind"] == "protection":
            services.add_protection_note(**about)
        else:
            services.add_note(kind=NoteKind(given["kind"]), **about)

    def context(self) -> dict[str, Any]:
        """The note to be corrected."""
        return {"corrects": self.corrects}


class AddFile(Asking):
    """Keep a file with the case."""

    permission = "cases.note"
    form_class = FileForm
    heading = _("Add a file")
    submit = _("Keep the file")
    done = _("The file is kept.")

    def act(self, given: dict[str, Any]) -> None:
        """Keep it."""
        services.add_file(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            upload=given["upload"],
            kind=given["kind"],
            member_id=given["member"],
        )


def download(request: HttpRequest, id: UUID, file: UUID) -> HttpResponse:
    """A file kept with the case; a browser saves it and never runs it."""
    by = reader()
    require(by, "cases.read")
    heads = queries.case_heads([id], timezone.now())
    kept = queries.file_content(by=by, file_id=file)
    if kept is None or id not in heads:
        raise Http404
    line, content = kept
    log_read(by=by, at=timezone.now(), kind="case", ids=[id], page="case file download")
    response = HttpResponse(content, content_type=line.content_type)
    response["Content-Disposition"] = content_disposition_header(True, line.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
