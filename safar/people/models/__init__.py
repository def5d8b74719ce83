"""The tables of people."""

from safar.people.models.contacts import DataConsent, SafeContact
from safar.people.models.enquiries import Enquiry, MatchQuestion
from safar.people.models.families import Household, HouseholdMember, Relation, RelationConcern
from safar.people.models.papers import Custody, Document
from safar.people.models.persons import Name, NameWord, Nationality, Person, PersonOffice, SpokenLanguage

__all__ = [
    "Custody",
    "DataConsent",
    "Document",
    "Enquiry",
    "Household",
    "HouseholdMember",
    "MatchQuestion",
    "Name",
    "NameWord",
    "Nationality",
    "Person",
    "PersonOffice",
    "Relation",
    "RelationConcern",
    "SafeContact",
    "SpokenLanguage",
]
