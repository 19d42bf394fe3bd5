from articles.sitemaps import DatedSitemap
from people.models import Interaction, Person


class PersonSitemap(DatedSitemap):
    def items(self):
        return Person.objects.only("slug", "updated_at")


class InteractionSitemap(DatedSitemap):
    def items(self):
        return Interaction.objects.published().only("updated_at")
