"""Which cases of which lists were brought in, and files waiting between their preview and their import."""

from django.db import models

from safar.cases.models.case import Case
from safar.cases.models.columns import random_id


class ImportedCase(models.Model):
    """A case number of an office's old list, and the case it became: the same list can be imported again unharmed."""

    id = random_id()
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    number = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="cases_imported_number_once")]


class ImportFile(models.Model):
    """A file whose preview somebody looks at; nobody else sees it, and it goes when it is imported or a day old."""

    id = random_id()
    user_id = models.IntegerField()
    name = models.TextField()
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()


class ColumnChoice(models.Model):
    """What the columns of a list mean, as an office said once: by the digest of its header, and nothing of its rows."""

    id = random_id()
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    header = models.TextField()
    columns = models.JSONField(default=dict)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "header"], name="cases_columns_once")]
