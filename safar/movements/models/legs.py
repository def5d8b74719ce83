"""Stations, the legs of each member's journey, what became of them, and delays with what is owed meanwhile."""

from django.db import models
from django.db.models import F, Q

from safar.movements.models.columns import random_id, recorded, staff, to
from safar.movements.types.codes import DutyCode, LegState


class Station(models.Model):
    """An airport or crossing that an office looks after; who is posted there sees the people of the day."""

    id = random_id()
    office = to("accounts.Office")
    code = models.TextField()
    name = models.TextField()
    timezone = models.TextField(default="UTC")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="movements_station_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="movements_station_named"),
        ]


class Leg(models.Model):
    """One member on one leg. Tied to the permit; the state follows from `Outcome` rows and the database writes it."""

    id = random_id()
    case = to("cases.Case")
    member = to("cases.Member")
    itinerary = to("cases.Itinerary")
    permit_id = models.UUIDField()
    permit_state = models.TextField(default="in_force")
    position = models.PositiveSmallIntegerField(default=1)
    way = models.TextField()
    from_place = models.TextField()
    to_place = models.TextField()
    from_station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="+")
    to_station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="+")
    from_zone = models.TextField(default="UTC")
    to_zone = models.TextField(default="UTC")
    carrier = models.TextField(blank=True, default="")
    number = models.TextField(blank=True, default="")
    leaves_at = models.DateTimeField()
    arrives_at = models.DateTimeField(null=True)
    expected_leaves_at = models.DateTimeField()
    expected_arrives_at = models.DateTimeField(null=True)
    state = models.TextField(default=LegState.PLANNED)
    state_since = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in LegState]), name="movements_leg_state_known"
            ),
            models.CheckConstraint(
                condition=Q(arrives_at=None) | Q(arrives_at__gt=F("leaves_at")), name="movements_leg_times_in_order"
            ),
            models.UniqueConstraint(
                fields=["itinerary", "position"], condition=Q(dropped_at=None), name="movements_leg_one_each"
            ),
        ]
        indexes = [
            models.Index(fields=["expected_leaves_at"], name="movements_leg_leaves"),
            models.Index(fields=["member", "position"], name="movements_leg_member"),
            models.Index(fields=["state"], name="movements_leg_state"),
        ]


class Outcome(models.Model):
    """A leg went from one state to another: when, why, who; never changed."""

    id = random_id()
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="outcomes")
    old = models.TextField()
    new = models.TextField()
    stated_at = models.DateTimeField()
    recorded_at = recorded()
    reason = models.TextField(blank=True, default="")
    by = staff()

    class Meta:
        indexes = [models.Index(fields=["leg", "recorded_at"], name="movements_outcome_leg")]


class Delay(models.Model):
    """The carrier says that a leg leaves or arrives at another time; never changed."""

    id = random_id()
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="delays")
    said_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    arrives_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    recorded_at = recorded()
    by = staff()


class Duty(models.Model):
    """One thing people are owed while they wait: a line to be ticked off."""

    id = random_id()
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="duties")
    delay = models.ForeignKey(Delay, on_delete=models.PROTECT, related_name="duties")
    code = models.TextField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = staff()
    note = models.TextField(blank=True, default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=[str(code) for code in DutyCode]), name="movements_duty_code_known"
            ),
            models.UniqueConstraint(fields=["leg", "code"], condition=Q(done_at=None), name="movements_duty_once_open"),
        ]


class SplitWish(models.Model):
    """An adult's own written wish to travel although somebody of the family does not; never changed."""

    id = random_id()
    case = to("cases.Case")
    member = to("cases.Member")
    given_at = models.DateTimeField()
    paper = models.TextField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(paper=""), name="movements_split_wish_on_paper")]
