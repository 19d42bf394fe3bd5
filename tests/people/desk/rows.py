"""Rows at the desk: their pages, as a browser holds and sends them, and what is on record."""

from django.urls import reverse

from tests.forms import fields

CHOICE = "conflict_form"


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_of(row):
    return f"{row._meta.model_name}_form"


def opened(client, row):
    """What a browser holds of the form of a row, before anybody changes anything."""
    return fields(client.get(change(row)), form_of(row))


def post(client, row, sent, **changes):
    return client.post(change(row), {**sent, "_save": "x", **changes})


def answer(client, row, refused, **choices):
    """Save what is chosen beforehand, but for some choices."""
    made = {f"choice-{key}": side for key, side in choices.items()}
    return client.post(change(row), {**fields(refused, CHOICE), **made, "_save": "x"})


def named(article):
    return {mention.person.name: mention.forms for mention in article.mentions.all()}
