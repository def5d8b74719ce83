"""The forms with which two records are judged, merged and parted again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.people.types import MergePick, PairAnswer, PersonFile
from safar.people.web.comparing import FIRST, SECOND, Compared
from safar.plumbing.web.moments import CleanLines, CleanText


class PairForm(forms.Form):
    """One person, two people, or not sure."""

    answer = forms.ChoiceField(label=_("Are they one person?"), choices=PairAnswer.choices, widget=forms.RadioSelect)
    note = CleanLines(
        label=_("What you saw"), required=False, max_length=2000,
        help_text=_("If you are not sure, say what somebody else should look at."),
    )  # fmt: skip


class TwinForm(forms.Form):
    """Who the other record is: searched like anywhere else."""

    text = CleanText(
        label=_("The other record"),
        max_length=200,
        help_text=_("A name in any script, a document’s number, a telephone."),
    )


class MergeForm(forms.Form):
    """Which record is kept, what it takes over where the two differ, which name stands on lists, and why."""

    def __init__(self, one: PersonFile, other: PersonFile, differing: list[Compared], data: Any = None) -> None:
        super().__init__(data)
        self._files = {FIRST: one, SECOND: other}
        titles = [(side, file.summary.display_name) for side, file in self._files.items()]
        self.fields["keep"] = forms.ChoiceField(
            label=_("Which record is kept?"), choices=titles, widget=forms.RadioSelect, initial=FIRST,
            help_text=_("The other one is read under it. Nothing of either is lost, and it can be undone."),
        )  # fmt: skip
        for line in differing:
            self.fields[str(line.pick)] = forms.ChoiceField(
                label=line.label, choices=[(FIRST, line.first or "–"), (SECOND, line.second or "–")],
                widget=forms.RadioSelect, initial=FIRST if line.first else SECOND,
            )  # fmt: skip
        names = [(str(name.id), name) for file in (one, other) for name in file.names]
        if len(names) > 1:
            self.fields["list_name"] = forms.ChoiceField(
                label=_("Name on lists"), widget=forms.RadioSelect, initial=names[0][0],
                choices=[
                    (key, " · ".join(dict.fromkeys(filter(None, (name.text, name.latin))))) for key, name in names
                ],
            )  # fmt: skip
        self.fields["reason"] = CleanLines(
            label=_("Why they are one person"), max_length=2000,
            help_text=_("Who recognised them, which paper, what they told."),
        )  # fmt: skip

    def kept(self) -> PersonFile:
        """The record that is kept."""
        return self._files[self.cleaned_data["keep"]]

    def gone(self) -> PersonFile:
        """The record that is read under it."""
        return self._files[SECOND if self.cleaned_data["keep"] == FIRST else FIRST]

    def picks(self) -> tuple[MergePick, ...]:
        """What the kept record takes over."""
        keep = self.cleaned_data["keep"]
        return tuple(pick for pick in MergePick if self.cleaned_data.get(str(pick), keep) != keep)

    def list_name(self) -> UUID | None:
        """The name for lists, where it is not the one that stands there anyway."""
        chosen = self.cleaned_data.get("list_name")
        stands = next((str(name.id) for name in self.kept().names if name.is_primary), None)
        return UUID(chosen) if chosen and chosen != stands else None


class UndoMergeForm(forms.Form):
    """Why two records are parted again."""

    reason = CleanLines(label=_("Why?"), max_length=2000, help_text=_("What showed that they are two people."))
    are_two = forms.BooleanField(
        label=_("They are two people: do not ask about this pair again"), required=False, initial=True
    )
