from people.models.interaction import (
    Citation,
    Interaction,
    InteractionNumber,
    Participant,
    StatusChange,
)
from people.models.kind import KIND_GROUPS, Kind
from people.models.mention import Mention, MentionDecision, UnresolvedName
from people.models.merge import DifferentPeople, Merge
from people.models.person import Alias, Organization, Person, PersonSlug, Role
from people.models.quote import Quote
from people.models.suggestion import DismissedSuggestion

__all__ = [
    "KIND_GROUPS",
    "Alias",
    "Citation",
    "DifferentPeople",
    "DismissedSuggestion",
    "Interaction",
    "InteractionNumber",
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
