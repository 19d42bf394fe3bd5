"""System checks: a site in production refuses to start half-configured, and says why."""

from django.conf import settings
from django.core.checks import Error, register
from django.db import connection

SHORTEST_KEY = 40


@register("newsroom")
def production_is_configured(app_configs, **kwargs):
    """DEBUG off, a long secret key, named hosts; a site on one's own machine needs none."""
    if settings.LOCAL:
        return []
    found = []
    if settings.DEBUG:
        found.append(
            Error(
                "DEBUG is on in production: visitors would see source code and settings.",
                hint="Unset DEBUG. For a site on your own machine, set NEWSROOM_LOCAL=1.",
                id="newsroom.E001",
            )
        )
    # Read from the module: the settings object itself refuses to hand out an empty key.
    key = settings._wrapped.__dict__.get("SECRET_KEY") or ""
    if len(key) < SHORTEST_KEY:
        found.append(
            Error(
                f"SECRET_KEY is missing or shorter than {SHORTEST_KEY} characters.",
                hint="Set it to a long random string, and keep that string secret.",
                id="newsroom.E002",
            )
        )
    if not settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS is missing: the site would answer to nobody.",
                hint="Set it to the host names of the site: ALLOWED_HOSTS=news.example",
                id="newsroom.E003",
            )
        )
    elif "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS is *, so that anybody could make the site answer in their name.",
                hint="Name the hosts of the site: ALLOWED_HOSTS=news.example",
                id="newsroom.E004",
            )
        )
    return found


@register("newsroom")
def database_is_postgresql(app_configs, **kwargs):
    """One database everywhere, with the same features everywhere."""
    if connection.vendor == "postgresql":
        return []
    return [
        Error(
            f"The database is {connection.vendor}; Newsroom runs on PostgreSQL.",
            hint="Unset DATABASE_URL to use the embedded one, or name a PostgreSQL server in it.",
            id="newsroom.E005",
        )
    ]
