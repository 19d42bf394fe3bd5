"""`manage.py rebuild_record`: all that is derived, computed again from its sources."""

from collections.abc import Callable

from django.core.management import BaseCommand
from django.db import transaction
from django.db.models import QuerySet
from tqdm import tqdm

from articles.models import Article
from people import anchoring, mentions, record
from people.models import Citation, Interaction, Quote
from people.names import Gazetteer

BATCH = 100


class Command(BaseCommand):
    help = (
        "Compute mentions, passages and status changes again from articles, known names and "
        "citations; with options, only these. Editors' decisions stay. It may be interrupted "
        "at any time: what is done is done, and what is not is as it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--mentions", action="store_true", help="who is named in which article")
        parser.add_argument("--passages", action="store_true", help="where cited words stand")
        parser.add_argument("--status", action="store_true", help="the history of every status")

    def handle(self, **options):
        parts = {"mentions": self.mentions, "passages": self.passages, "status": self.status}
        wanted = [name for name in parts if options[name]] or parts
        for name in wanted:
            self.stdout.write(f"{name}: {parts[name]()}")

    def mentions(self) -> str:
        """Reads every article again for all known names, of which one gazetteer is made."""
        gazetteer = Gazetteer(mentions.all_known_names())
        articles = Article.objects.defer("search", "body", "body_html")
        done = in_batches(articles, lambda batch: mentions.rebuild_all(batch, gazetteer))
        return f"{done:,} articles read"

    def passages(self) -> str:
        """Finds the passages of every article that has any again."""
        anchored = Citation.objects.values("article").union(Quote.objects.values("article"))
        articles = Article.objects.filter(pk__in=anchored).defer("search", "body", "body_html")
        done = in_batches(articles, lambda batch: anchoring.reanchor(*batch))
        return f"found again in {done:,} articles"

    def status(self) -> str:
        """Computes the history of every interaction."""
        interactions = Interaction.objects.all()
        done = in_batches(
            interactions,
            lambda batch: record.rebuild_all(interactions.filter(pk__in=[row.pk for row in batch])),
        )
        return f"history of {done:,} interactions computed"


def in_batches(rows: QuerySet, rebuild: Callable[[list], object]) -> int:
    """Rebuild what rests on these rows, each batch in one transaction; how many rows there were.

    The rows of a batch are locked: whoever saves one of them meanwhile waits, rather than
    writing the same derived rows twice.
    """
    rows = rows.order_by("pk")
    last = done = 0
    with tqdm(total=rows.count(), disable=None) as bar:
        while True:
            with transaction.atomic():
                batch = list(rows.filter(pk__gt=last).select_for_update(of=("self",))[:BATCH])
                if not batch:
                    return done
                rebuild(batch)
            last, done = batch[-1].pk, done + len(batch)
            bar.update(len(batch))
