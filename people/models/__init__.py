from people.models.interaction import Citation, Interaction, Kind, Participant, StatusChange
from people.models.mention import Mention, MentionDecision, UnresolvedName
from people.models.merge import DifferentPeople, Merge
from people.models.person import Alias, Organization, Person, PersonSlug, Role
from people.models.quote import Quote

__all__ = [
    "Alias",
    "Citation",
    "DifferentPeople",
    "Interaction",
    "Kind",
    "Mention",
    "MentionDecision",
    "Merge",
    "Organization",
    "Participant",
    "Person",
    "PersonSlug",
    "Quote",
    "Role",
    "StatusChange",
    "UnresolvedName",
]
