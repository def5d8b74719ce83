"""Declarations, the consents a child's travel needs, and declarations of the past that carry nothing."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.interpreters import Interpreter
from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.packs import DeclarationText, InformationPack
from safar.consent.models.sessions import Session
from safar.consent.types.codes import PresenceKind

MANNERS = ["signature", "thumbprint", "recorded_voice", "witnessed_mark"]
WITNESSES = ["colleague", "lawyer", "social_worker", "community", "other_organisation", "other"]


class Declaration(models.Model):
    """What one adult declared for themselves. What it was declared about is copied by the database at signing."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="declarations")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="declarations")
    text = models.ForeignKey(DeclarationText, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(InformationPack, on_delete=models.PROTECT, related_name="+")
    signed_by = to("people.Person")
    language = models.TextField()
    interpreter_name = models.TextField(default="")
    interpreter = models.ForeignKey(Interpreter, null=True, on_delete=models.PROTECT, related_name="+")
    no_interpreter_needed = models.BooleanField(default=False)
    manner = models.TextField()
    place = models.TextField()
    witness_name = models.TextField()
    witness_relation = models.TextField()
    signed_at = models.DateTimeField()
    recorded_at = recorded()
    late = models.BooleanField(default=False)
    copy_answer = models.TextField(default="")
    reading_aloud_answer = models.TextField(default="")
    shortened_by_person = models.BooleanField(default=False)
    shortened_reason = models.TextField(default="")
    second_officer = to("accounts.User", null=True)
    legal_advice_offered = models.BooleanField(default=False)
    office = to("accounts.Office", null=True)
    programme_version = to("programmes.ProgrammeVersion", null=True)
    basis = models.TextField(default="")
    return_country = models.TextField(default="")
    return_place = models.TextField(default="")
    promised_digest = models.TextField(default="")
    paper = models.OneToOneField(
        "consent.PaperDeclaration", null=True, on_delete=models.PROTECT, related_name="declaration"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(manner__in=MANNERS), name="v1_manner"),
            models.CheckConstraint(
                condition=models.Q(witness_relation__in=WITNESSES) & ~models.Q(witness_name=""), name="v1_witness"
            ),
            models.CheckConstraint(
                condition=~models.Q(interpreter_name="") | models.Q(no_interpreter_needed=True),
                name="v1_interpreter_or_none_needed",
            ),
        ]


class DeclarationPresence(models.Model):
    """Somebody else who was there when it was signed: in sight, or within hearing (V7)."""

    id = random_key()
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="presences")
    kind = models.TextField()
    in_sight = models.BooleanField()
    in_hearing = models.BooleanField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in PresenceKind]), name="v7_signing_presence_kind"
            ),
        ]


class DeclarationChild(models.Model):
    """A child whom a travelling parent names in their declaration (V16)."""

    id = random_key()
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "child"], name="consent_child_named_once")]


class ParentalConsent(models.Model):
    """What the other holder of parental responsibility, a paper or a panel says about a child's travel (V16)."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="parental_consents")
    kind = models.TextField()
    given_by = to("people.Person", null=True)
    given_by_name = models.TextField(default="")
    given_at = models.DateTimeField()
    paper = models.TextField(default="")
    # The court whose paper it is; without one, a parent who cannot be found is not answered for.
    court = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "parent_consent",
                        "sole_paper",
                        "best_interest_decision",
                        "court_decision",
                        "untraceable",
                        "dissent",
                    ]
                ),
                name="consent_parental_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["sole_paper", "best_interest_decision", "court_decision"])
                | models.Q(given_by__isnull=False)
                | ~models.Q(given_by_name=""),
                name="v16_consent_has_a_giver",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="dissent") | ~models.Q(paper=""), name="v16_consent_names_its_paper"
            ),
        ]


class PastDeclaration(models.Model):
    """A declaration from before this system, brought in as history: no permit can rest on it."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="past_declarations")
    signed_on = models.DateField()
    source = models.TextField()
    topics = ArrayField(models.TextField(), default=list)
    note = models.TextField(default="")
    recorded_at = recorded()
