"""What the country of origin or a border is told, and no more (D7): one consular request, one movement's list."""

from django.db import models
from django.db.models import Q

from safar.cases.models.case import Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.models.papers import Itinerary, TravelDocumentApplication
from safar.cases.types.crossing import BorderSide, ConsularAnswer


class ConsularRequest(models.Model):
    """One request to one embassy at that person's written wish. What was sent is copied by the database and kept."""

    id = random_id()
    application = models.ForeignKey(TravelDocumentApplication, on_delete=models.PROTECT, related_name="requests")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    embassy = models.TextField()
    country = models.CharField(max_length=2)
    wish_on = models.DateField()
    wish_paper = models.TextField()
    guardian_name = models.TextField(default="")
    guardian_paper = models.TextField(default="")
    child_view = models.TextField(default="")
    sent_on = models.DateField()
    released_by = staff()
    sent_name = models.TextField(default="")
    sent_own_name = models.TextField(default="")
    sent_father_name = models.TextField(default="")
    sent_sex = models.TextField(default="")
    sent_birth_earliest = models.DateField(null=True)
    sent_birth_latest = models.DateField(null=True)
    sent_birth_country = models.TextField(default="")
    sent_nationality = models.TextField(default="")
    sent_document_kind = models.TextField(default="")
    answer = models.TextField(default=ConsularAnswer.AWAITED)
    answered_on = models.DateField(null=True)
    answer_note = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "wish_on", "wish_paper"], name="d7a_wish_used_once"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(answer=ConsularAnswer.AWAITED), name="d7a_one_at_a_time"
            ),
            one_of("answer", ConsularAnswer, "cases_consular_answer_known"),
            models.CheckConstraint(condition=~Q(wish_paper="") & ~Q(embassy=""), name="d7a_wish_and_embassy_named"),
        ]


class BorderList(models.Model):
    """One movement's list for one border authority: fixed fields, released by two, recalled by itself (D7)."""

    id = random_id()
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    authority = models.TextField()
    side = models.TextField()
    country = models.CharField(max_length=2)
    crossing = models.TextField()
    way = models.TextField()
    carrier = models.TextField(default="")
    number = models.TextField(default="")
    leaves_at = models.DateTimeField()
    prepared_at = models.DateTimeField()
    prepared_by = staff()
    released_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [one_of("side", BorderSide, "cases_borderlist_side_known")]


class BorderListRow(models.Model):
    """One person on a border list, tied to the permit; its words are copied by the database."""

    id = random_id()
    list = models.ForeignKey(BorderList, on_delete=models.PROTECT, related_name="rows")
    itinerary = models.ForeignKey(Itinerary, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    permit_id = models.UUIDField()
    permit_state = models.TextField(default="in_force")
    name = models.TextField(default="")
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    document_number = models.TextField(default="")
    flight = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "member"], name="cases_borderlistrow_once")]


class BorderRelease(models.Model):
    """One of the two colleagues who release a border list; never changed."""

    id = random_id()
    list = models.ForeignKey(BorderList, on_delete=models.PROTECT, related_name="releases")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "by"], name="d7b_released_by_two")]


class BorderRecall(models.Model):
    """A person on a released list does not travel: the border is told so, and somebody confirms that it was told."""

    id = random_id()
    row = models.OneToOneField(BorderListRow, on_delete=models.PROTECT, related_name="recall")
    because = models.TextField()
    recalled_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = staff()
    told_whom = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at=None) | ~Q(told_whom=""), name="cases_borderrecall_told_somebody"
            )
        ]
