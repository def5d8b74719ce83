"""Papers to travel with, step by step, and the itinerary, which is tied to a permit."""

from django.db import models
from django.db.models import F, Q

from safar.cases.models.case import Case, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import PaperStep

WAYS = ("air", "land", "sea")


class TravelDocumentApplication(models.Model):
    """An application for one member's travel document; a consulate is asked only at the person's written wish (D7a)."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="travel_documents")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    document_kind = models.TextField()
    country = models.CharField(max_length=2)
    authority = models.TextField()
    wish_on = models.DateField(null=True)
    wish_paper = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    state = models.TextField(default=PaperStep.NATIONALITY_CLAIMED)
    state_since = models.DateField()
    due_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("state", PaperStep, "cases_traveldocument_state_known"),
            models.UniqueConstraint(
                fields=["member", "document_kind"], condition=Q(closed_at=None), name="cases_traveldocument_one_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="cases_traveldocument_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperStep.ISSUED) | Q(valid_until__isnull=False),
                name="cases_traveldocument_issued_until",
            ),
        ]


class TravelDocumentStep(models.Model):
    """One step of an application, with the day an answer is due; never changed."""

    id = random_id()
    application = models.ForeignKey(TravelDocumentApplication, on_delete=models.PROTECT, related_name="steps")
    step = models.TextField()
    on = models.DateField()
    due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [one_of("step", PaperStep, "cases_traveldocumentstep_known")]


class Itinerary(models.Model):
    """How one member leaves. Tied to the permit: a withdrawal releases it whoever writes it."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="itineraries")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="itineraries")
    permit_id = models.UUIDField()
    permit_state = models.TextField(default="in_force")
    leaves_at = models.DateTimeField()
    arrives_at = models.DateTimeField(null=True)
    way = models.TextField()
    from_place = models.TextField()
    to_place = models.TextField()
    carrier = models.TextField(blank=True)
    number = models.TextField(blank=True)
    reference = models.TextField(blank=True)
    met_by = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("way", WAYS, "cases_itinerary_way_known"),
            models.CheckConstraint(
                condition=Q(arrives_at=None) | Q(arrives_at__gt=F("leaves_at")), name="cases_itinerary_times_in_order"
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(cancelled_at=None, permit_state__in=["in_force", "held", "used"]),
                name="cases_itinerary_one_live",
            ),
        ]
        indexes = [models.Index(fields=["leaves_at"], name="cases_itinerary_leaves")]
