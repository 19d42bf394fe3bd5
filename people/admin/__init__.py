"""The newsroom's desk for the record: people, what happened between them, who is named where.

It decides and never computes. The form of an article gets its people here, because articles
know nothing of them.
"""

from people.admin import article, interaction, person, undoing

__all__ = ["article", "interaction", "person", "undoing"]
