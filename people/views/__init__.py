from people.views.people import person_detail, person_list
from people.views.record import interaction_detail, timeline

__all__ = ["interaction_detail", "person_detail", "person_list", "timeline"]
