"""A form is drawn so that anybody can fill it: labels, hints, errors in words at the field and on top."""

from __future__ import annotations

from django import forms
from django.utils import translation

from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import PartedForm, refuse


class _Form(PartedForm):
    layout = [("Who", ["name", "alone"])]
    name = forms.CharField(help_text="As in the document.")
    alone = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="The text was read aloud")
    note = forms.CharField(widget=forms.Textarea, required=False)


def _drawn(data: dict[str, str] | None = None) -> str:
    return " ".join(str(_Form(data)).split())


def test_a_label_names_its_field_and_says_required_in_words() -> None:
    drawn = _drawn()
    assert '<label for="id_name">Name <span class="needed">(required)</span></label>' in drawn
    assert '<label for="id_note">Note</label>' in drawn


def test_text_takes_its_direction_from_what_is_typed() -> None:
    drawn = _drawn({"name": "زهرا", "note": "سلام"})
    assert '<input type="text" name="name" value="زهرا" dir="auto"' in drawn
    assert '<textarea name="note" dir="auto"' in drawn


def test_hint_and_error_are_tied_to_the_field() -> None:
    drawn = _drawn({})
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext">As in the document.' in drawn
    assert 'id="id_name_error"><li>Write what belongs here.' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_group_of_choices_has_a_legend_and_its_error() -> None:
    drawn = _drawn({})
    assert '<fieldset class="field wrong" aria-describedby="id_alone_error">' in drawn
    assert "<legend>Alone" in drawn


def test_the_summary_leads_to_each_wrong_answer() -> None:
    drawn = _drawn({})
    assert 'class="error-summary" role="alert"' in drawn
    assert "3 answers need a look" in drawn
    for target in ("#id_name", "#id_alone", "#id_agreed"):
        assert f'href="{target}"' in drawn


def test_a_form_without_faults_has_no_summary() -> None:
    assert "error-summary" not in _drawn()


def test_fields_outside_every_part_are_not_lost() -> None:
    parts = _Form().parts
    assert [[field.name for field in part.fields] for part in parts] == [["name", "alone"], ["agreed", "note"]]


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed() -> None:
    form = _Form({"name": "Zahra", "alone": "y", "agreed": "on"})
    assert form.is_valid()
    refuse(form, Refused("no_such_code", field="name"))
    drawn = " ".join(str(form).split())
    assert 'id="id_name_error"' in drawn
    assert 'value="Zahra"' in drawn


def test_a_refusal_of_no_field_stands_on_top() -> None:
    form = _Form({"name": "Zahra", "alone": "y", "agreed": "on"})
    refuse(form, Refused("no_such_code"))
    assert "no_such_code" in str(form.non_field_errors())


def test_fields_say_what_to_do_in_every_language() -> None:
    class Asking(forms.Form):
        name = forms.CharField(max_length=3)
        place = forms.ChoiceField(choices=[("a", "A")])
        count = forms.IntegerField()

    for language in ("en", "pt", "fa-af"):
        with translation.override(language):
            said = Asking({"name": "four", "place": "b", "count": "x"}).errors.as_text() + Asking({}).errors.as_text()
            assert "This field is required" not in said
            assert "Ensure" not in said
            assert len(set(said.splitlines())) >= 6, said
            if language == "fa-af":
                assert "Write" not in said
                assert "Choose" not in said
