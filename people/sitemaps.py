from django.contrib.sitemaps import Sitemap

from people.models import Interaction, Person


class PersonSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Person.objects.only("slug", "updated_at").order_by("pk")

    def lastmod(self, person):
        return person.updated_at


class InteractionSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Interaction.objects.published().only("updated_at").order_by("pk")

    def lastmod(self, interaction):
        return interaction.updated_at
