from people.views.changes import changes, changes_count, following, open_questions
from people.views.exports import export, exports
from people.views.people import pair, person_denials, person_detail, person_list, person_quotes
from people.views.record import interaction_detail, timeline

__all__ = [
    "changes",
    "changes_count",
    "export",
    "exports",
    "following",
    "interaction_detail",
    "open_questions",
    "pair",
    "person_denials",
    "person_detail",
    "person_list",
    "person_quotes",
    "timeline",
]
