import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.models import FeedItem, Subscription
from tests import factories
from tests.forms import errors, said, send
from tests.pages import words

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/subscription/"
FORM = "subscription_form"
OPML = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="News">
<outline type="rss" text="The Paper" xmlUrl="https://paper.example/feed"/>
<outline type="rss" text="Twice" xmlUrl="https://paper.example/feed"/>
<outline type="rss" title="The Daily" text="x" xmlUrl="http://daily.example/rss?a=1&amp;b=2"/>
<outline type="rss" text="&x;" xmlUrl="javascript:alert(1)"/>
</outline></body></opml>"""


def form_of(subscription):
    return f"{LIST}{subscription.pk}/change/"


def upload(client, content):
    file = SimpleUploadedFile("feeds.opml", content)
    return client.post(f"{LIST}import/", {"file": file}, follow=True)


def test_an_editor_subscribes_to_a_feed(client, editor):
    send(client, f"{LIST}add/", FORM, feed_url="paper.example/feed", tags=[])
    subscription = Subscription.objects.get()
    assert subscription.feed_url == "https://paper.example/feed"
    assert subscription in Subscription.objects.due()


def test_a_feed_is_not_subscribed_to_twice(client, editor):
    factories.subscription("https://paper.example/feed")
    response = send(client, f"{LIST}add/", FORM, feed_url="https://paper.example/feed", tags=[])
    assert "This feed is subscribed to already." in errors(response)


@pytest.mark.parametrize("field", ["outlet", "tags"])
@pytest.mark.parametrize("sent", ["x", "²", "1\0", "9" * 30])
def test_a_choice_that_is_none_is_refused(client, editor, field, sent):
    typed = {"feed_url": "paper.example/feed", "tags": [], field: sent}
    assert errors(send(client, f"{LIST}add/", FORM, **typed))
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("fields", "health"),
    [
        ({}, "Waits for its first poll"),
        ({"polled_at": timezone.now(), "note": "3 new of 20"}, "3 new of 20"),
        ({"failures": 1, "problem": "it is empty"}, "Failed once: it is empty"),
        ({"failures": 4, "problem": "it is empty"}, "Failed 4 times: it is empty"),
        ({"active": False}, "Paused"),
        ({"active": False, "problem": "it is gone"}, "Stopped: it is gone"),
    ],
)
def test_the_list_says_in_words_how_a_feed_goes(client, editor, fields, health):
    factories.subscription(**fields)
    assert health in words(client.get(LIST))


@pytest.mark.parametrize(("health", "number"), [("failing", 1), ("paused", 1), ("well", 1)])
def test_the_list_is_narrowed_by_health(client, editor, health, number):
    factories.subscription(failures=1, problem="it is empty")
    factories.subscription(active=False)
    factories.subscription(polled_at=timezone.now())
    factories.subscription()
    assert len(client.get(LIST, {"health": health}).context["cl"].result_list) == number


def test_the_list_takes_as_many_queries_for_many_feeds_as_for_few(
    client, editor, django_assert_max_num_queries
):
    for _ in range(20):
        factories.subscription(outlet=factories.outlet())
    with django_assert_max_num_queries(7):
        client.get(LIST)


def test_a_feed_is_polled_now(client, editor):
    later = timezone.now() + timezone.timedelta(hours=1)
    waiting = factories.subscription(next_poll_at=later)
    paused = factories.subscription(next_poll_at=later, active=False)
    chosen = {"action": "poll_now", "_selected_action": [waiting.pk, paused.pk]}
    response = client.post(LIST, chosen, follow=True)
    assert "1 feed to be polled in a few seconds. Left alone: 1 feed not active." in said(response)
    assert list(Subscription.objects.due()) == [waiting]


def test_it_is_polled_now_from_its_form_too(client, editor):
    later = timezone.now() + timezone.timedelta(hours=1)
    subscription = factories.subscription(next_poll_at=later, etag='"7"')
    send(client, form_of(subscription), FORM, tags=[])
    assert not Subscription.objects.due().exists()
    send(client, form_of(subscription), FORM, "_poll", tags=[])
    assert Subscription.objects.due().get().etag == '"7"'


def test_another_address_is_another_feed(client, editor):
    subscription = factories.subscription(etag='"7"', failures=3, problem="it is empty")
    send(client, form_of(subscription), FORM, feed_url="https://other.example/feed", tags=[])
    subscription.refresh_from_db()
    assert (subscription.etag, subscription.failures, subscription.problem) == ("", 0, "")


def test_its_form_says_that_it_was_not_polled_yet(client, editor):
    assert "Last polled: Not yet" in words(client.get(form_of(factories.subscription())))


def test_its_form_shows_what_it_has_brought(client, editor):
    subscription = factories.subscription(polled_at=timezone.now(), note="2 new of 2")
    draft = factories.article("Two envoys meet", published=None)
    FeedItem.objects.create(subscription=subscription, key="1", article=draft)
    FeedItem.objects.create(subscription=subscription, key="2")
    text = words(client.get(form_of(subscription)))
    assert "Two envoys meet Draft, found" in text
    assert "An article since deleted" in text


def test_a_list_of_feeds_is_subscribed_to(client, editor):
    factories.subscription("https://paper.example/feed", title="Ours")
    assert "Subscribed to 1 new feed." in said(upload(client, OPML.encode()))
    new = Subscription.objects.get(title="The Daily")
    assert new.feed_url == "http://daily.example/rss?a=1&b=2"
    assert Subscription.objects.count() == 2


def test_the_first_polls_of_a_list_are_spread(client, editor):
    feeds = "".join(f'<outline xmlUrl="https://p{n}.example/feed"/>' for n in range(60))
    upload(client, f"<opml>{feeds}</opml>".encode())
    times = sorted(Subscription.objects.values_list("next_poll_at", flat=True))
    assert len(times) == 60
    assert times[-1] - times[0] > timezone.timedelta(minutes=25)


@pytest.mark.parametrize("content", [b"x", b"<opml/>", b"\0\1", b"<opml>" * 500_000])
def test_what_is_no_list_of_feeds_is_refused(client, editor, content):
    response = upload(client, content)
    assert "This list cannot be used" in errors(response)
    assert not Subscription.objects.exists()
