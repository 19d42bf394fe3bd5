from django.db import connection, models, transaction
from django.db.models import F, Q, Subquery
from django.db.models.signals import post_delete, post_save


class Edition(models.Model):
    """The number of the edition: what the validator (ETag) of every public page is made of.

    One counter for the whole site, raised after every committed change to anything public. A
    page never has to know what it shows: if nothing changed anywhere, it has not changed.
    """

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_edition"),
        ]

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls) -> str:
        """The edition as a short string, in one query.

        It also changes at the minute a scheduled article appears, since the newest moment of
        publication that has been reached is part of it.
        """
        from articles.models.article import Article

        newest = Article.objects.published().order_by("-published_at").values("published_at")[:1]
        row = cls.objects.values_list("number", Subquery(newest)).first()
        number, published_at = row or (0, None)
        return f"{number}.{published_at.timestamp():.6f}" if published_at else f"{number}"

    @classmethod
    def raise_number(cls):
        """Raise the number once the current transaction has committed; at once outside one.

        After the commit and not before, so that two editors never wait for each other's row.
        """
        waiting = {function for _, function, *_ in connection.run_on_commit}
        if _raise_number not in waiting:
            transaction.on_commit(_raise_number)

    @classmethod
    def follow(cls, *watched):
        """Raise the number whenever a row of one of these models is saved or deleted.

        Not for a row that is saved while it `is_unseen`: what is written or brought in before
        readers may see it leaves the pages they read as they are. Bulk operations send no
        signals: whoever uses them calls `raise_number`.
        """
        for model in watched:
            post_save.connect(_row_saved, sender=model, dispatch_uid="edition")
            post_delete.connect(_row_deleted, sender=model, dispatch_uid="edition")


def _raise_number():
    if not Edition.objects.update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1)


def _row_saved(instance, **kwargs):
    if not getattr(instance, "is_unseen", False):
        Edition.raise_number()


def _row_deleted(**kwargs):
    Edition.raise_number()
