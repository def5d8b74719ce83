"""The tables of people."""

from safar.people.models.aliases import Alias, AliasReason
from safar.people.models.contacts import DataConsent, SafeContact
from safar.people.models.duplicates import LikelyPair, LinkRun
from safar.people.models.enquiries import Enquiry, MatchQuestion
from safar.people.models.families import Household, HouseholdMember, Relation, RelationConcern
from safar.people.models.guardians import Guardianship
from safar.people.models.imports import ImportRun, SourceHousehold, SourceRecord
from safar.people.models.merges import Merge
from safar.people.models.papers import Custody, Document
from safar.people.models.persons import Name, Nationality, Person, PersonOffice, SpokenLanguage
from safar.people.models.searches import SearchCard, SearchKey
from safar.people.models.tracing import Tracing, TracingAnswer, TracingAttempt, TracingMatch

__all__ = [
    "Alias",
    "AliasReason",
    "Custody",
    "DataConsent",
    "Document",
    "Enquiry",
    "Guardianship",
    "Household",
    "HouseholdMember",
    "ImportRun",
    "LikelyPair",
    "LinkRun",
    "MatchQuestion",
    "Merge",
    "Name",
    "Nationality",
    "Person",
    "PersonOffice",
    "Relation",
    "RelationConcern",
    "SafeContact",
    "SearchCard",
    "SearchKey",
    "SourceHousehold",
    "SourceRecord",
    "SpokenLanguage",
    "Tracing",
    "TracingAnswer",
    "TracingAttempt",
    "TracingMatch",
]
