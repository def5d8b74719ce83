"""Counselling: when it was held, with whom, who could see or hear, what was covered and what was understood."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.interpreters import Interpreter
from safar.consent.models.journeys import Journey, Traveller
from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.packs import InformationPack


class Session(models.Model):
    """One talk. `held_at` is what people say; `recorded_at` is the database's clock."""

    id = random_key()
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="sessions")
    counsellor = to("accounts.User")
    held_at = models.DateTimeField()
    recorded_at = recorded()
    late = models.BooleanField(default=False)
    minutes = models.IntegerField(null=True)
    purpose = models.TextField(default="first")
    language = models.TextField()
    interpreter_name = models.TextField(default="")
    interpreter = models.ForeignKey(Interpreter, null=True, on_delete=models.PROTECT, related_name="+")
    interpreter_mode = models.TextField(default="")
    no_interpreter_needed = models.BooleanField(default=False)
    place_kind = models.TextField(default="office")
    place = models.TextField(default="")
    motive = models.TextField(default="")
    heard_of_us = models.TextField(default="")
    options_explained = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(interpreter_name="") | models.Q(no_interpreter_needed=True),
                name="v3_interpreter_or_none_needed",
            ),
            models.CheckConstraint(
                condition=models.Q(place_kind__in=["office", "detention", "remote", "home"]),
                name="consent_session_place_kind",
            ),
        ]


class SessionPerson(models.Model):
    """One traveller's part in a session: what was covered with them, how, and what they said of it."""

    id = random_key()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="people")
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="sessions")
    alone = models.BooleanField()
    decision = models.TextField(default="considering")
    topics = ArrayField(models.TextField(), default=list)
    pack = models.ForeignKey(InformationPack, null=True, on_delete=models.PROTECT, related_name="+")
    manner = models.TextField(default="")
    understood = models.BooleanField(default=False)
    consequences_told = models.BooleanField(default=False)
    own_words = ArrayField(models.TextField(), default=list)
    travel_document = models.TextField(default="")
    debts = models.TextField(default="")
    lodging = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "traveller"], name="consent_session_person_once"),
            models.CheckConstraint(
                condition=models.Q(decision__in=["yes", "no", "considering"]), name="consent_session_decision"
            ),
            models.CheckConstraint(
                condition=models.Q(manner__in=["", "text", "read_aloud", "recorded_audio"]),
                name="consent_session_manner",
            ),
        ]


class Presence(models.Model):
    """Somebody else who was there: in sight, or within hearing."""

    id = random_key()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="presences")
    kind = models.TextField()
    in_sight = models.BooleanField()
    in_hearing = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "interpreter",
                        "spouse",
                        "family",
                        "guardian",
                        "lawyer",
                        "court",
                        "social_service",
                        "police",
                        "detention",
                        "immigration",
                        "origin_state",
                        "other",
                    ]
                ),
                name="consent_presence_kind",
            ),
        ]
