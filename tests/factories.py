"""Rows for tests: plain functions that save one row, with readable defaults.

Whatever a test is about it says itself; everything else is filled in. Names and addresses count
up, so that two rows of a kind never meet a unique constraint.
"""

import datetime as dt
from itertools import count

from django.contrib.auth.models import Group, User

from articles import passages
from articles.models import (
    ArchivedCopy,
    Article,
    Correction,
    Outlet,
    Photo,
    Subscription,
    Tag,
)
from people import dates
from people.models import (
    Alias,
    Citation,
    Interaction,
    Kind,
    Mention,
    Organization,
    Participant,
    Person,
    Quote,
    Role,
)
from people.status import Stance

numbers = count(1)
BODY = "<p>Mary Brook met John Field in Geneva on Tuesday.</p><p>Neither would say why.</p>"
MET = "Mary Brook met John Field in Geneva"


def surname(number: int) -> str:
    """A surname for every number, its digits as syllables: 31 is Moke."""
    syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def day(text: str) -> dt.datetime:
    """Noon (UTC) of a day written as 2017-02-13."""
    return dt.datetime.fromisoformat(text).replace(hour=12, tzinfo=dt.UTC)


def member(group=None, **fields) -> User:
    """Somebody who may enter the admin: of a group ("Editor"), else of none."""
    row = User.objects.create(username=f"user{next(numbers)}", is_staff=True, **fields)
    if group:
        row.groups.add(Group.objects.get(name=group))
    return row


def outlet(name=None, **fields) -> Outlet:
    return Outlet.objects.create(name=name or f"The Daily {next(numbers)}", **fields)


def article(headline=None, *, body=BODY, tags=(), published="2017-02-13", **fields) -> Article:
    """A published article; `published=None` makes a draft. Tags are given as words."""
    if "outlet" not in fields:
        fields["outlet"] = outlet()
    headline = headline or f"Two envoys meet, part {next(numbers)}"
    row = Article(headline=headline, body=body, **fields)
    if published:
        row.publish(at=day(published))
    else:
        row.save()
    row.tags.add(*tags)
    return row


def archived_copy(article, content=b"<p>They met.</p>", **fields) -> ArchivedCopy:
    row = ArchivedCopy(article=article, address="https://paper.example/1", **fields)
    row.content = content
    row.save()
    return row


def subscription(feed_url=None, **fields) -> Subscription:
    feed_url = feed_url or f"https://paper{next(numbers)}.example/feed"
    return Subscription.objects.create(feed_url=feed_url, **fields)


def withdrawn_article(reason="It was wrong.", *, withdrawn=None, **fields) -> Article:
    """An article that was taken back, on a day (`withdrawn="2017-03-01"`) or just now."""
    row = article(**fields)
    row.withdraw(reason)
    if withdrawn:
        row.withdrawn_at = day(withdrawn)
        row.save()
    return row


def tag(name="Diplomacy", **fields) -> Tag:
    return Tag.objects.create(name=name, **fields)


def correction(article, text="An earlier version gave the wrong day.", **fields) -> Correction:
    return Correction.objects.create(article=article, text=text, **fields)


def photo(article, alt="Two people shake hands.", **fields) -> Photo:
    """A photo without a file: a page only says where it would be."""
    size = {"width": 800, "height": 600}
    return Photo.objects.create(article=article, alt=alt, **{"image": "a.jpg", **size, **fields})


def person(name=None, *, aliases=(), **fields) -> Person:
    row = Person.objects.create(name=name or f"Mary {surname(next(numbers))}", **fields)
    for alias in aliases:
        Alias.objects.create(person=row, name=alias)
    return row


def organization(name=None, **fields) -> Organization:
    return Organization.objects.create(name=name or f"Committee {next(numbers)}", **fields)


def role(person, title="ambassador", **fields) -> Role:
    return Role.objects.create(person=person, title=title, **fields)


def mention(article, person, count=1, **fields) -> Mention:
    return Mention.objects.create(article=article, person=person, count=count, **fields)


def interaction(
    summary=None, *, kind=Kind.MEETING, when="2016-12-29", people=(), **fields
) -> Interaction:
    """A meeting; `when` as an editor types it. Not public until something cites it."""
    row = Interaction.objects.create(
        summary=summary or f"Meeting {next(numbers)} takes place.",
        kind=kind,
        when=dates.parse(when),
        **fields,
    )
    for position, somebody in enumerate(people):
        Participant.objects.create(interaction=row, person=somebody, position=position)
    return row


def citation(interaction, article=None, *, exact=MET, stance=Stance.REPORTS, **fields) -> Citation:
    """A passage of an article (a new one of the default text, if none is given)."""
    return _passage(Citation, article, exact, interaction=interaction, stance=stance, **fields)


def quote(speaker, article=None, *, exact="Neither would say why.", **fields) -> Quote:
    return _passage(Quote, article, exact, speaker=speaker, **fields)


def _passage(model, where, exact, **fields):
    where = where or article()
    start = where.body_text.index(exact)
    row = model(article=where, **fields)
    row.anchor_at(passages.take(where.body_text, start, start + len(exact)))
    row.save()
    return row
