"""What people are told, and the words they sign, per programme and language, in versions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.keys import random_key, recorded, to


class InformationPack(models.Model):
    """The information for one programme in one language; a draft until a named reader has approved it."""

    id = random_key()
    programme_code = models.TextField()
    language = models.TextField()
    version = models.IntegerField()
    topics = ArrayField(models.TextField())
    body = models.TextField()
    origin = models.TextField()
    current_from = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    approved_by_name = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme_code", "language", "version"], name="consent_pack_version_once"),
            models.UniqueConstraint(
                fields=["programme_code", "language"],
                condition=models.Q(superseded_at__isnull=True),
                name="consent_pack_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | ~models.Q(approved_by_name=""),
                name="consent_pack_approved_by_name",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["original", "translation"]), name="consent_pack_origin"
            ),
        ]


class AudioPack(models.Model):
    """An information pack read out and recorded, to be listened to by whoever does not read it."""

    id = random_key()
    pack = models.ForeignKey(InformationPack, on_delete=models.PROTECT, related_name="recordings")
    voice = models.TextField()
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.UUIDField(unique=True)
    added_at = models.DateTimeField()
    added_by = to("accounts.User", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0) & ~models.Q(voice=""), name="consent_audio_whole"),
        ]


class DeclarationText(models.Model):
    """The words of a declaration for one programme in one language."""

    id = random_key()
    programme_code = models.TextField()
    language = models.TextField()
    version = models.IntegerField()
    body = models.TextField()
    origin = models.TextField()
    current_from = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    approved_by_name = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme_code", "language", "version"], name="consent_text_version_once"),
            models.UniqueConstraint(
                fields=["programme_code", "language"],
                condition=models.Q(superseded_at__isnull=True),
                name="consent_text_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | ~models.Q(approved_by_name=""),
                name="consent_text_approved_by_name",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["original", "translation"]), name="consent_text_origin"
            ),
        ]


class WordsOnPaper(models.Model):
    """The same words were in use on paper since a day before they were published here, and read by somebody then."""

    id = random_key()
    pack = models.ForeignKey(InformationPack, null=True, on_delete=models.PROTECT, related_name="on_paper")
    text = models.ForeignKey(DeclarationText, null=True, on_delete=models.PROTECT, related_name="on_paper")
    since = models.DateField()
    reader_name = models.TextField()
    said_by = to("accounts.User")
    said_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pack__isnull=False, text=None) | models.Q(pack=None, text__isnull=False),
                name="consent_on_paper_one_text",
            ),
            models.CheckConstraint(condition=~models.Q(reader_name=""), name="consent_on_paper_read_by_somebody"),
        ]
