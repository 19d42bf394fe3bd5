"""Two editors at once: whoever comes second waits, and then finds what the first has done."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from people import mentions
from people.models import Person
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def meanwhile(deed) -> Thread:
    """Have somebody else do something; goes on once that is done, or waits for us."""
    other = Thread(target=in_another_connection, args=[deed])
    other.start()
    while other.is_alive() and not somebody_waits():
        time.sleep(0.01)
    return other


def in_another_connection(deed):
    try:
        deed()
    finally:
        connection.close()


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def named(article):
    return set(article.mentions.values_list("person__name", flat=True))


def test_the_second_of_two_citations_is_judged_with_the_first():
    interaction = make.interaction()
    reporting, denying = (make.article(published=day) for day in ("2017-01-01", "2017-02-01"))
    with transaction.atomic():
        make.citation(interaction, reporting)
        other = meanwhile(lambda: make.citation(interaction, denying, stance=Stance.DENIES))
    other.join()

    assert [change.status for change in interaction.status_changes.all()] == [
        "reported",
        "disputed",
    ]


def test_an_article_is_read_for_two_new_people():
    article = make.article(body="<p>Mary Brook met Ann Hill and John Field.</p>")
    mentions.reread_for(make.person("John Field"))
    brook, hill = make.person("Mary Brook"), make.person("Ann Hill")
    with transaction.atomic():
        mentions.reread_for(brook)
        other = meanwhile(lambda: mentions.reread_for(hill))
    other.join()

    assert named(article) == {"Mary Brook", "Ann Hill", "John Field"}


def test_an_article_is_read_for_a_new_person_as_somebody_else_has_just_saved_it():
    article = make.article(body="<p>Mary Brook left.</p>")
    brook = make.person("Mary Brook")
    with transaction.atomic():
        article.body = "<p>Nobody left.</p>"
        article.save()
        other = meanwhile(lambda: mentions.reread_for(brook))
    other.join()

    assert named(article) == set()


@pytest.mark.parametrize("page", ["articles/article/{}/names/", "people/person/often-named/"])
def test_a_button_pressed_twice_makes_one_person(page):
    article, _ = make.article(), make.article()
    first, second = Client(), Client()
    for client in (first, second):
        client.force_login(make.member(is_superuser=True))

    def press(client):
        client.post(f"/admin/{page.format(article.pk)}", {"name": "John Field", "means": "new"})

    with transaction.atomic():
        press(first)
        again = meanwhile(lambda: press(second))
    again.join()

    assert Person.objects.get().name == "John Field"
