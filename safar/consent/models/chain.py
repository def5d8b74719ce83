"""The chain that shows whether a declaration, confirmation or withdrawal was altered or removed (V14)."""

from django.db import models

from safar.consent.models.keys import random_key, recorded, to


class ChainLink(models.Model):
    """One link: the salted digest of a row, bound to the link before it in the same office."""

    office = to("accounts.Office")
    number = models.IntegerField()
    kind = models.TextField()
    row_id = models.UUIDField(unique=True)
    digest = models.TextField()
    previous = models.TextField()
    link = models.TextField()
    recorded_at = recorded()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="consent_chain_number_once")]


class ChainSalt(models.Model):
    """The salt of one row: destroying it with the row's content leaves a chain that can still be verified (D16)."""

    row_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField()


class LateEntry(models.Model):
    """Something written down longer after it happened than the programme allows, for somebody to review."""

    id = random_key()
    office = to("accounts.Office")
    kind = models.TextField()
    row_id = models.UUIDField()
    stated_at = models.DateTimeField()
    recorded_at = recorded()
    reviewed_by = to("accounts.User", null=True)
    reviewed_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
