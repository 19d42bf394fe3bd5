"""Subscriptions: what comes of polling a feed, whatever the feed and the pollers do."""

import datetime as dt
import json
import time

import pytest
from django.utils import timezone

from articles import subscriptions
from articles.models import Article, FeedItem, Subscription
from articles.subscriptions import poll
from tests import factories
from tests.feeds import items, rss


def polled(subscription):
    """Poll it, as due or not, and read it anew."""
    subscription.poll_soon()
    poll(Subscription.objects.take())
    subscription.refresh_from_db()
    return subscription


def minutes_to_next(subscription):
    return (subscription.next_poll_at - timezone.now()).total_seconds() / 60


# --- What comes of a feed -----------------------------------------------------------------------


@pytest.mark.django_db
def test_every_item_of_a_feed_becomes_a_draft(subscribe):
    subscription = polled(subscribe(rss(*items(1, 2))))
    draft = Article.objects.get(canonical_url="https://paper.example/1")
    assert draft.state == Article.State.DRAFT
    assert draft.headline == "Envoys meet, part 1"
    assert draft.byline == "Ann Reed"
    assert draft.published_at == factories.day("2017-02-13")
    assert draft.body_text == "They met in Geneva, part 1."
    assert draft.outlet.name == "The Paper"
    assert Article.objects.count() == 2
    assert subscription.title == "The Paper"
    assert (subscription.health, subscription.standing) == ("2 new of 2", "well")
    assert subscription.leased_until is None
    assert 23 < minutes_to_next(subscription) < 37


@pytest.mark.django_db
def test_its_drafts_are_of_its_outlet_and_carry_its_tags(subscribe):
    paper = factories.outlet("The Other Paper")
    subscription = subscribe(rss(*items(1)), outlet=paper, title="Ours")
    subscription.tags.add(factories.tag("Diplomacy"))
    assert polled(subscription).title == "Ours"
    draft = Article.objects.get()
    assert draft.outlet == paper
    assert [tag.name for tag in draft.tags.all()] == ["Diplomacy"]


@pytest.mark.django_db
def test_polling_again_brings_only_what_is_new(subscribe, site):
    subscription = polled(subscribe(rss(*items(1, 2))))
    site.pages["/feed"] = (200, {}, rss(*items(2, 3)))
    assert polled(subscription).health == "1 new of 2"
    assert polled(subscription).health == "Nothing new"
    assert Article.objects.count() == 3


@pytest.mark.django_db
def test_a_draft_that_was_deleted_does_not_come_back(subscribe):
    subscription = polled(subscribe(rss(*items(1))))
    Article.objects.all().delete()
    polled(subscription)
    assert not Article.objects.exists()
    assert FeedItem.objects.get().article is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "known",
    [
        "https://paper.example/1",
        "http://www.paper.example/1/",
        "https://paper.example/1?utm_source=rss#top",
    ],
)
def test_an_item_whose_article_is_on_record_makes_no_draft(subscribe, known):
    link = "https://paper.example/1"
    if "utm" in known:
        link, known = known, link
    article = factories.article(canonical_url=known)
    item = items(1)[0].replace("https://paper.example/1", link)
    assert polled(subscribe(rss(item))).health == "Nothing new"
    assert FeedItem.objects.get().article == article
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_two_feeds_with_one_article_bring_it_in_once(subscribe):
    polled(subscribe(rss(*items(1))))
    polled(subscribe(rss(*items(1)).replace(b">1</guid>", b">9</guid>"), path="/other"))
    assert Article.objects.count() == 1
    assert FeedItem.objects.count() == 2


@pytest.mark.django_db
def test_items_that_share_an_id_are_told_apart_by_their_links(subscribe):
    shared = [item.replace(">2<", ">1<", 1) for item in items(1, 2)]
    subscription = polled(subscribe(rss(*shared)))
    assert Article.objects.count() == 2
    assert polled(subscription).health == "Nothing new"


@pytest.mark.django_db
def test_an_item_without_headline_date_or_link_is_brought_in_all_the_same(subscribe):
    polled(subscribe(rss("<item><description>They met in Geneva.</description></item>")))
    draft = Article.objects.get()
    assert (draft.headline, draft.published_at) == ("They met in Geneva.", None)
    assert draft.canonical_url == ""


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["yesterday evening", "Mon, 13 Feb 2117 12:00:00 GMT"])
def test_a_date_that_cannot_be_read_or_meant_is_none(subscribe, date):
    item = items(1)[0].replace("Mon, 13 Feb 2017 12:00:00 GMT", date)
    polled(subscribe(rss(item)))
    assert Article.objects.get().published_at is None


@pytest.mark.django_db
def test_an_item_without_any_words_is_left_out_and_said_to_be(subscribe):
    subscription = polled(subscribe(rss(*items(1), "<item><guid>2</guid></item>")))
    assert subscription.health == ("1 new of 2; 1 left out: it has neither a headline nor a text")


@pytest.mark.django_db
def test_a_headline_too_long_is_cut_and_markup_is_sanitised(subscribe):
    item = items(1)[0].replace("Envoys meet", "Envoys " * 100)
    item = item.replace("They met", "&lt;script&gt;x&lt;/script&gt;&lt;b&gt;They&lt;/b&gt; met")
    polled(subscribe(rss(item)))
    draft = Article.objects.get()
    assert len(draft.headline) == 300
    assert "script" not in draft.body_html
    assert "<strong>They</strong>" in draft.body_html


@pytest.mark.django_db
def test_a_json_feed_is_read(subscribe):
    item = {"id": "1", "title": "Envoys meet", "url": "/1", "content_text": "They met."}
    content = json.dumps({"version": "1", "title": "The Paper", "items": [item, 7]})
    subscription = polled(subscribe(content.encode()))
    assert subscription.health == "1 new of 2; 1 left out: it is not a JSON object"
    assert Article.objects.get().body_text == "They met."


@pytest.mark.django_db
def test_a_feed_without_items_is_well(subscribe):
    assert polled(subscribe(rss())).health == "The feed is empty"


@pytest.mark.django_db
def test_of_very_many_items_some_come_with_the_next_poll(subscribe, site, monkeypatch):
    monkeypatch.setattr(subscriptions, "MOST_AT_ONCE", 2)
    subscription = polled(subscribe(rss(*items(1, 2, 3)), headers={"ETag": '"7"'}))
    assert subscription.health == "2 new of 3; 1 to come"
    assert subscription.next_poll_at <= timezone.now()
    assert polled(subscription).health == "1 new of 3"
    assert Article.objects.count() == 3
    assert "If-None-Match" not in site.asked[1][1]


# --- Asking politely ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_feed_is_asked_only_for_what_has_changed(subscribe, site):
    dated = "Mon, 13 Feb 2017 12:00:00 GMT"
    subscription = polled(subscribe(rss(), headers={"ETag": '"7"', "Last-Modified": dated}))
    site.pages["/feed"] = (304, {}, b"")
    assert polled(subscription).health == "Nothing new"
    _, headers = site.asked[1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', dated)
    assert polled(subscription).etag == '"7"'


@pytest.mark.django_db
def test_mangled_headers_do_not_stop_the_polling(subscribe):
    headers = {"ETag": '"\0"', "Last-Modified": "Mon,\0 13 Feb"}
    assert polled(subscribe(rss(*items(1)), headers=headers)).health == "1 new of 1"


@pytest.mark.django_db
def test_a_feed_that_fails_is_asked_less_and_less_often(subscribe, site):
    subscription = polled(subscribe(status=500))
    assert subscription.health == "Failed once: its server answers 500 Internal Server Error"
    assert subscription.standing == "failing"
    pauses = [minutes_to_next(subscription)]
    for _ in range(7):
        pauses.append(minutes_to_next(polled(subscription)))
    for number, minutes in enumerate(pauses, start=1):
        expected = min(30 * 2**number, 24 * 60)
        assert 0.79 * expected < minutes <= 1.2 * expected
    assert subscription.health.startswith("Failed 8 times")
    site.pages["/feed"] = (200, {}, rss(*items(1)))
    assert polled(subscription).health == "1 new of 1"
    assert subscription.failures == 0


@pytest.mark.django_db
def test_a_server_that_asks_for_a_pause_gets_it(subscribe):
    subscription = polled(subscribe(status=429, headers={"Retry-After": "36000"}))
    assert 599 < minutes_to_next(subscription) < 601


@pytest.mark.django_db
def test_a_feed_that_is_gone_is_asked_no_more(subscribe):
    subscription = polled(subscribe(status=410))
    assert subscription.health == "Stopped: its server answers 410 Gone"
    assert not Subscription.objects.due().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><p>Not found</p></html>", "it is not a feed"),
        (b"", "it is empty"),
        (b"\0\1\2", "it is a binary file"),
        (b"{}", "it is not a JSON Feed"),
        (b"[" * 10_000, "it is not a feed"),
        (b"{" + b'"a":[' * 100_000, "it is not JSON"),
    ],
)
def test_what_is_not_a_feed_is_said_to_be_none(subscribe, content, reason):
    assert polled(subscribe(content)).problem == reason


@pytest.mark.django_db
def test_a_feed_on_a_private_host_is_not_asked(site):
    subscription = Subscription.objects.create(feed_url="http://169.254.169.254/latest/")
    assert "not a host on the public internet" in polled(subscription).health


@pytest.mark.django_db
def test_a_bomb_of_entities_is_defused(subscribe):
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
        b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij"
    )
    began = time.monotonic()
    subscription = polled(subscribe(bomb + rss(*items(1)).replace(b"They", b"&j;")))
    assert time.monotonic() - began < 5
    assert len(Article.objects.get().body) < 10_000
    assert subscription.standing == "well"


@pytest.mark.django_db
def test_a_feed_that_names_a_file_gets_none(subscribe, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the launch code")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    polled(subscribe(entity + rss(*items(1)).replace(b"They", b"&x; They")))
    assert "launch" not in Article.objects.get().body


@pytest.mark.django_db
def test_a_feed_that_takes_too_long_is_left(subscribe, monkeypatch):
    monkeypatch.setattr(subscriptions, "SECONDS", 0.2)
    monkeypatch.setattr(subscriptions.feed, "of", lambda *args: time.sleep(10))
    began = time.monotonic()
    assert polled(subscribe(rss())).problem == "it takes too long"
    assert time.monotonic() - began < 5


@pytest.mark.django_db
def test_a_fault_of_ours_is_logged_and_stops_nothing(subscribe, monkeypatch, caplog):
    monkeypatch.setattr(subscriptions.feed, "of", lambda *args: 1 / 0)
    assert polled(subscribe(rss())).problem == "the program stumbled over it; its log says where"
    assert "ZeroDivisionError" in caplog.text


# --- Leases -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_one_due_the_longest_is_taken_first_and_by_one_only(subscribe):
    now = timezone.now()
    later = subscribe(path="/later", next_poll_at=now - dt.timedelta(minutes=1))
    first = subscribe(path="/first", next_poll_at=now - dt.timedelta(minutes=2))
    subscribe(path="/paused", active=False)
    subscribe(path="/not-yet", next_poll_at=now + dt.timedelta(minutes=1))
    assert [Subscription.objects.take() for _ in range(3)] == [first, later, None]


@pytest.mark.django_db
def test_a_lease_ends(subscribe, settings, at):
    subscription = subscribe()
    Subscription.objects.take()
    now = timezone.now()
    at(now + dt.timedelta(seconds=settings.POLL_LEASE - 5))
    assert Subscription.objects.take() is None
    at(now + dt.timedelta(seconds=settings.POLL_LEASE + 5))
    assert Subscription.objects.take() == subscription


@pytest.mark.django_db
def test_a_poll_that_outlives_its_lease_changes_nothing(subscribe, at):
    subscribe(rss(*items(1)))
    slow = Subscription.objects.take()
    at(timezone.now() + dt.timedelta(hours=1))
    quick = Subscription.objects.take()
    assert poll(slow) == "its lease ended before the poll did"
    assert not Article.objects.exists()
    poll(quick)
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_what_an_editor_changed_during_a_poll_stays(subscribe):
    subscribe(rss(*items(1)))
    leased = Subscription.objects.take()
    Subscription.objects.update(active=False, title="Mine")
    poll(leased)
    leased.refresh_from_db()
    assert (leased.active, leased.title, leased.leased_until) == (False, "Mine", None)
