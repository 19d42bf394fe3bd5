from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from articles import history as versions
        from articles.filters import article_parameters
        from articles.models import Edition
        from people import history, models, receivers
        from people.filters import PERSON_NAMED

        article_parameters.register(PERSON_NAMED)
        receivers.connect()
        versions.AGGREGATES.update(history.AGGREGATES)
        Edition.follow(
            models.Alias,
            models.Citation,
            models.Interaction,
            models.Organization,
            models.Participant,
            models.Person,
            models.PersonSlug,
            models.Quote,
            models.Role,
        )
