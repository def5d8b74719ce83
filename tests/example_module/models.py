"""Buses and the seats booked on them; a booking is tied to the traveller's permit."""

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Bus(models.Model):
    """A bus that leaves once; everybody may read the timetable."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    leaves_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()


class Booking(models.Model):
    """A seat for one member; when the permit goes, the seat is free."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    bus = models.ForeignKey(Bus, on_delete=models.PROTECT, related_name="bookings")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("cases.Member", on_delete=models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()
    permit_id = models.UUIDField()
    permit_state = models.TextField(default="in_force")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bus", "seat"],
                condition=Q(permit_state__in=["in_force", "used"]),
                name="example_module_seat_taken_once",
            ),
        ]
