"""`manage.py load_demo`: the demo story, as far as it is not there yet."""

from django.core.management import BaseCommand, CommandError

from articles.wording import and_join, counted
from people.demo import loading, story


class Command(BaseCommand):
    help = "Load the demo story. Running it again adds what is missing and changes nothing else."

    def handle(self, **options):
        try:
            loaded = loading.load(story.read())
        except story.StoryError as error:
            raise CommandError(f"The demo story was not loaded. {error}") from error
        self.stdout.write(summary(loaded))


def summary(loaded: loading.Loaded) -> str:
    if not loaded:
        return "The demo story is there already: nothing to load."
    figures = (
        counted(loaded.people, "person", "people"),
        counted(loaded.articles, "article"),
        counted(loaded.interactions, "interaction"),
        counted(loaded.citations, "citation"),
    )
    return f"Loaded the demo story: {and_join(figures)}."
