"""What the API tells of people and of the record: the counterpart of `articles.api`."""

from ninja import Router

from people.api import changes, passages, people, record

__all__ = ["router"]

router = Router()
for part in (people, record, passages, changes):
    router.add_router("", part.router)
