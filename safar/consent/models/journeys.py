"""The journey, which is the intended travel of some people, once; and its travellers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.keys import random_key, recorded, to


class Journey(models.Model):
    """An intended travel. What triggers need of the programme is copied at opening by the database itself."""

    id = random_key()
    office = to("accounts.Office")
    offered_to = to("accounts.Office", null=True)
    sent_from = to("accounts.Office", null=True)
    programme_version = to("programmes.ProgrammeVersion")
    host_country = models.CharField(max_length=2)
    return_country = models.CharField(max_length=2)
    return_place = models.TextField(default="")
    promised_digest = models.TextField(default="")
    arranged_by_us = models.BooleanField(default=True)
    programme_code = models.TextField(default="")
    basis = models.TextField(default="")
    reflection_hours = models.IntegerField(default=0)
    lapse_days = models.IntegerField(default=0)
    reconfirm_hours = models.IntegerField(default=0)
    reconfirm_delay_hours = models.IntegerField(default=0)
    late_entry_days = models.IntegerField(default=0)
    removal_date_days = models.IntegerField(default=0)
    child_asked_from_age = models.IntegerField(default=0)
    required_topics = ArrayField(models.TextField(), default=list)
    irreversible_steps = ArrayField(models.TextField(), default=list)
    turn = models.IntegerField(default=0)
    opened_at = models.DateTimeField()
    recorded_at = recorded()


class Traveller(models.Model):
    """One person in one journey: going, staying after all, or struck from it with a reason."""

    class Going(models.TextChoices):
        """Whether the person is to travel."""

        GOING = "going"
        STAYS = "stays"
        STRUCK = "struck"

    id = random_key()
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="travellers")
    person = to("people.Person")
    going = models.TextField(default="going", choices=Going.choices)
    struck_reason = models.TextField(default="")
    struck_at = models.DateTimeField(null=True)
    cannot_read = models.BooleanField(default=False)
    ask_again_since = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "person"], name="consent_traveller_once"),
            models.CheckConstraint(
                condition=models.Q(going="going") | (~models.Q(struck_reason="") & models.Q(struck_at__isnull=False)),
                name="consent_traveller_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(going__in=["going", "stays", "struck"]), name="consent_traveller_going"
            ),
        ]
