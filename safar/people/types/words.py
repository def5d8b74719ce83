"""The words of people: each a fixed list that the database knows too."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As the person says."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not said")


class BirthBasis(TextChoices):
    """What the two days of a birth rest on (V10)."""

    TOLD = "told", _("as told")
    DOCUMENT = "document", _("from a document")
    ESTIMATE = "estimate", _("recorded estimate")
    ASSESSMENT = "assessment", _("professional assessment")


class NameKind(TextChoices):
    """What a name is to its bearer."""

    GIVEN_FAMILY = "given_family", _("given and family name")
    ONE_NAME = "one_name", _("one name only")
    DOCUMENT = "document", _("as in a document")
    BIRTH = "birth", _("name at birth")
    MARRIED = "married", _("name by marriage")
    ALIAS = "alias", _("also known as")


class Standing(TextChoices):
    """How far a nationality is known."""

    CLAIMED = "claimed", _("claimed")
    CONFIRMED = "confirmed", _("confirmed")
    NONE = "none", _("stateless")


class RelationKind(TextChoices):
    """What the first person is to the second."""

    SPOUSE = "spouse", _("spouse of")
    PARENT = "parent", _("parent of")
    GUARDIAN = "guardian", _("guardian of")
    SIBLING = "sibling", _("brother or sister of")
    GRANDPARENT = "grandparent", _("grandparent of")
    RELATIVE = "relative", _("relative of")
    CARER = "carer", _("carer of")


class RelativeIs(TextChoices):
    """What somebody newly registered is to who is on file already."""

    CHILD = "child", _("child of")
    SPOUSE = "spouse", _("spouse of")
    PARENT = "parent", _("parent of")
    SIBLING = "sibling", _("brother or sister of")
    RELATIVE = "relative", _("relative of")


class DocumentKind(TextChoices):
    """The papers that matter for a return."""

    PASSPORT = "passport", _("passport")
    NATIONAL_ID = "national_id", _("national identity card")
    LAISSEZ_PASSER = "laissez_passer", _("laissez-passer")
    AMAYESH = "amayesh", _("Amayesh card")
    HOVIAT = "hoviat", _("Hoviat card")
    BIRTH_CERTIFICATE = "birth_certificate", _("birth certificate")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit")
    OTHER = "other", _("other document")


class Holder(TextChoices):
    """In whose hands a paper is."""

    PERSON = "person", _("with the person")
    US = "us", _("with us")
    EMBASSY = "embassy", _("at the embassy")
    POLICE = "police", _("with the police")
    ASYLUM_SERVICE = "asylum_service", _("with the asylum service")
    AIRPORT = "airport", _("at the airport")
    AUTHORITIES = "authorities", _("with other authorities")
    LOST = "lost", _("lost")
    STOLEN = "stolen", _("stolen")


class Channel(TextChoices):
    """Ways to reach somebody."""

    PHONE = "phone", _("telephone call")
    MESSAGE = "message", _("text message")
    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")
    EMAIL = "email", _("e-mail")
    VISIT = "visit", _("visit")


class Purpose(TextChoices):
    """Uses of data that a person may consent to, each by itself (D4)."""

    REGISTRATION = "registration", _("registration with us")
    COMPETENT_AUTHORITY = "competent_authority", _("application to the competent authority")
    CONSULAR_REQUEST = "consular_request", _("one request to a consulate")
    RECEIVING_OFFICE = "receiving_office", _("our office in the country of return")
    PARTNER_SERVICE = "partner_service", _("a partner’s service")
    CARRIER = "carrier", _("the carrier")
    FOLLOW_UP_CONTACT = "follow_up_contact", _("contact after return")
    PHOTOGRAPH = "photograph", _("a photograph")


class EnquiryTopic(TextChoices):
    """What a nameless person asks about."""

    RETURN = "return", _("return")
    REINTEGRATION = "reintegration", _("help after return")
    DOCUMENTS = "documents", _("papers")
    STAYING = "staying", _("staying here")
    FAMILY = "family", _("family")
    HEALTH = "health", _("health")
    PROTECTION = "protection", _("danger or threats")
    OTHER = "other", _("something else")


class BirthDecision(TextChoices):
    """What is written down about a doubtful birth: a credible doubt, or what settles it (V10)."""

    DOUBT = "doubt", _("a credible doubt: a child until assessed")
    ESTIMATE = "estimate", _("an estimate is recorded")
    ASSESSMENT = "assessment", _("a professional assessment")
    DOCUMENT = "document", _("a document proves it")


class NamePurpose(TextChoices):
    """What the name behind an alias is opened for (D10); the database says which role may."""

    PROTECTION = "protection", _("to protect the person")
    CORRECTION = "correction", _("to correct how the name is written")
    TICKET = "ticket", _("for the ticket: what the carrier must see")
    BORDER_LIST = "border_list", _("for a list that the border must see")
    TRAVEL_DOCUMENT = "travel_document", _("for a travel document")
    DECLARATION = "declaration", _("for the declaration that the person signs and keeps")
    STATEMENT = "statement", _("for a statement that protects the person")


class GuardianKind(TextChoices):
    """By what right somebody decides for a child; a spouse never does."""

    COURT = "court", _("appointed by a court")
    AUTHORITY = "authority", _("appointed by a child-protection authority")
    INSTITUTION = "institution", _("an institution that has custody in law")
    RELATIVE = "relative", _("a relative with custody in law")


class Assent(TextChoices):
    """What a child says to a guardian's consent."""

    ASSENTS = "assents", _("the child agrees")
    REFUSES = "refuses", _("the child does not agree")
    TOO_YOUNG = "too_young", _("too young to say")


class TracedIs(TextChoices):
    """What the person who is looked for is to the one who looks."""

    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    CHILD = "child", _("child")
    SIBLING = "sibling", _("brother or sister")
    SPOUSE = "spouse", _("husband or wife")
    RELATIVE = "relative", _("another relative")
