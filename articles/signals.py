"""The only signal of the site: how `people` learns that there is new text to read."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

# Sent with `articles`, a list: those that are new, or whose headline, standfirst or body text has
# changed. Within the transaction of the change.
text_changed = Signal()

_gathered: ContextVar[dict | None] = ContextVar("gathered", default=None)


def tell_of(article):
    """Tell that the text of an article has changed: at once, or with others (`told_together`)."""
    gathered = _gathered.get()
    if gathered is None:
        text_changed.send(sender=type(article), articles=[article])
    else:
        gathered[article.pk] = article


@contextmanager
def told_together():
    """Within it changed texts are only gathered; they are told of at its end, all at once.

    Reading a hundred articles together takes a few queries instead of a thousand. To be put
    inside the transaction that saves them; those of a savepoint rolled back are left out.
    """
    token = _gathered.set({})
    try:
        yield
        gathered = _gathered.get()
    finally:
        _gathered.reset(token)
    if gathered:
        model = type(next(iter(gathered.values())))
        saved = set(model.objects.filter(pk__in=gathered).values_list("pk", flat=True))
        articles = [article for pk, article in gathered.items() if pk in saved]
        text_changed.send(sender=model, articles=articles)
