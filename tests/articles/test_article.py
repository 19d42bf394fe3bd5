import datetime as dt
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, ArticleSlug, Outlet, Tag
from articles.signals import text_changed, told_together
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed():
    """The articles whose text was announced as changed, a list for each announcement."""
    announced = []

    def listen(sender, articles, **kwargs):
        announced.append(articles)

    text_changed.connect(listen)
    yield announced
    text_changed.disconnect(listen)


# --- What is derived -------------------------------------------------------------------------


def test_saving_derives_html_and_plain_text_from_the_body():
    article = make.article(body="<p>One</p><script>alert(1)</script><p onclick='x()'>Two</p>")

    article.refresh_from_db()
    assert article.body_html == "<p>One</p><p>Two</p>"
    assert article.body_text == "One\n\nTwo"
    assert article.body == "<p>One</p><script>alert(1)</script><p onclick='x()'>Two</p>"


def test_a_headline_is_one_line_of_visible_characters():
    article = make.article("  Envoys\x00 \ud800meet\u200b\n in  Geneva ")

    assert article.headline == "Envoys meet in Geneva"
    assert article.slug == "envoys-meet-in-geneva"


def test_a_body_loses_only_what_no_database_can_hold():
    article = make.article(body="<p>One\x00 two\ud800 three</p>")

    assert Article.objects.get(pk=article.pk).body == "<p>One two three</p>"


def test_the_text_read_for_names_is_headline_standfirst_and_body():
    article = make.article("Headline", standfirst="Standfirst.", body="<p>Body.</p>")

    assert article.text == "Headline\n\nStandfirst.\n\nBody."
    assert article.text[len(article.preface) :] == article.body_text


def test_words_are_counted_and_reading_takes_a_minute_at_least():
    assert make.article(body="").reading_minutes == 1
    assert make.article(body="<p>" + "word " * 714 + "</p>").word_count == 714
    assert make.article(body="<p>" + "word " * 714 + "</p>").reading_minutes == 3


def test_a_very_long_body_is_kept_whole_though_not_all_of_it_is_searched():
    text = " ".join(f"word{number}" for number in range(100_000))
    article = make.article(body=f"<p>{text}</p>")

    assert Article.objects.get(pk=article.pk).body_text == text
    assert article in Article.objects.matching("word7")
    assert article not in Article.objects.matching("word99999")


@pytest.mark.parametrize("body", ["<p>" + "a" * 100_000 + "</p>", "<p>" + "龘 " * 60_000 + "</p>"])
def test_a_body_that_is_hard_to_index_is_kept_all_the_same(body):
    article = make.article("Strange text", body=body)

    assert article in Article.objects.matching("strange")


# --- Its states ------------------------------------------------------------------------------


def test_an_article_begins_as_a_draft():
    article = make.article(published=None)

    assert article.state == Article.State.DRAFT
    assert not article.is_public
    assert article not in Article.objects.published()


def test_publishing_without_a_date_is_publishing_now():
    article = make.article(published=None)
    article.publish()

    assert timezone.now() - article.published_at < dt.timedelta(minutes=1)
    assert article.is_public
    assert article in Article.objects.published()


def test_publishing_keeps_the_date_it_has():
    article = make.article(published=None, published_at=make.day("2016-05-04"))
    article.publish()

    assert article.published_at == make.day("2016-05-04")


def test_a_published_article_with_a_time_to_come_is_scheduled(at):
    article = make.article(published="2999-01-01")
    assert article.is_scheduled
    assert not article.is_public
    assert article not in Article.objects.published()

    at(make.day("2999-01-01"))
    assert not article.is_scheduled
    assert article.is_public
    assert article in Article.objects.published()


def test_an_article_goes_from_draft_to_review_and_back():
    article = make.article(published=None)

    article.submit()
    assert Article.objects.get().state == Article.State.IN_REVIEW
    article.return_to_draft()
    assert Article.objects.get().state == Article.State.DRAFT


def test_withdrawing_takes_it_from_readers_and_keeps_the_reason_and_the_moment(at):
    article = make.article()
    at(make.day("2017-03-01"))
    article.withdraw("  It was wrong.  ")

    assert article.is_withdrawn
    assert article.withdrawal_reason == "It was wrong."
    assert article.withdrawn_at == make.day("2017-03-01")
    assert article not in Article.objects.withdrawn(as_of=make.day("2017-02-28"))
    assert article not in Article.objects.published()
    assert article in Article.objects.withdrawn()


def test_an_undated_article_is_undated_until_somebody_dates_it():
    make.article(is_undated=True)
    article = Article.objects.get()
    article.headline = "Envoys meet again"
    article.save()
    assert article.is_undated

    article.publish(at=make.day("2017-03-01"))
    assert not Article.objects.get().is_undated


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_withdrawing_needs_a_reason(reason):
    article = make.article()
    with pytest.raises(ValueError, match="reason"):
        article.withdraw(reason)

    assert Article.objects.get().is_public


def test_publishing_it_again_takes_the_reason_back():
    article = make.withdrawn_article()
    article.publish()

    assert article.is_public
    assert (article.withdrawal_reason, article.withdrawn_at) == ("", None)


def test_a_form_learns_that_a_published_article_needs_its_date():
    article = make.article()
    article.published_at = None
    with pytest.raises(ValidationError) as refused:
        article.full_clean()

    assert "published_at" in refused.value.message_dict


@pytest.mark.parametrize(("field", "length"), [("headline", 301), ("body", 1_000_001)])
def test_a_form_refuses_what_is_too_long(field, length):
    article = make.article()
    setattr(article, field, "a" * length)
    with pytest.raises(ValidationError) as refused:
        article.full_clean()

    assert list(refused.value.message_dict) == [field]


# --- Its address -----------------------------------------------------------------------------


def test_two_articles_with_one_headline_have_two_addresses():
    first, second = make.article("Flynn resigns"), make.article("Flynn resigns")

    assert first.get_absolute_url() == "/articles/flynn-resigns/"
    assert second.get_absolute_url() == "/articles/flynn-resigns-2/"


def test_an_article_keeps_its_address_when_its_headline_changes():
    article = make.article("Flynn resigns")
    article.headline = "Flynn has resigned"
    article.save()

    assert article.slug == "flynn-resigns"


def test_an_old_address_is_remembered():
    article = make.article(slug="first")
    for slug in ("second", "third"):
        article.slug = slug
        article.save()

    assert {row.slug for row in article.former_slugs.all()} == {"first", "second"}


def test_an_address_taken_up_again_is_no_longer_an_old_one():
    article = make.article(slug="first")
    for slug in ("second", "first"):
        article.slug = slug
        article.save()

    assert [row.slug for row in article.former_slugs.all()] == ["second"]


def test_a_new_article_takes_no_address_that_redirects_to_another():
    article = make.article("Flynn resigns")
    article.slug = "flynn-is-gone"
    article.save()

    assert make.article("Flynn resigns").slug == "flynn-resigns-2"


def test_an_editor_may_give_an_old_address_to_another_article():
    article = make.article(slug="first")
    article.slug = "second"
    article.save()
    make.article(slug="first")

    assert not ArticleSlug.objects.exists()


def test_a_copy_from_before_the_change_of_address_can_still_be_saved():
    article = make.article(slug="first")
    other = Article.objects.get()
    other.slug = "second"
    other.save()
    article.refresh_from_db()
    article.save()

    assert Article.objects.get().slug == "second"
    assert [row.slug for row in article.former_slugs.all()] == ["first"]


# --- Who is told of new text -----------------------------------------------------------------


def test_a_new_article_is_announced(changed):
    assert changed == [[make.article(published=None)]]


@pytest.mark.parametrize("field", ["headline", "standfirst", "body"])
def test_a_changed_text_is_announced(changed, field):
    article = make.article()
    changed.clear()
    setattr(article, field, "<p>Something else.</p>")
    article.save()

    assert changed == [[article]]


def test_an_article_saved_with_the_same_text_is_not_announced(changed):
    article = Article.objects.get(pk=make.article().pk)
    changed.clear()
    article.byline = "By Ann Hill"
    article.body = article.body.replace("<p>", "<p >")
    article.save()
    article.withdraw("It was wrong.")

    assert changed == []


# --- Lists, tags and outlets -----------------------------------------------------------------


def test_newest_first_and_of_one_moment_the_last_entered_first():
    old, first, second = (make.article(published=f"2017-01-0{day}") for day in (1, 2, 2))

    assert list(Article.objects.newest_first()) == [second, first, old]


def test_a_list_loads_no_bodies(django_assert_num_queries):
    make.article()
    [article] = Article.objects.for_listing()

    assert article.get_deferred_fields() == {"body", "body_html", "body_text", "search"}
    with django_assert_num_queries(0):
        assert article.outlet.name
        assert list(article.mentions.all()) == []


def test_words_are_found_whatever_their_accents_case_and_ending():
    article = make.article("Señor Müller resigned", body="<p>In Łódź.</p>")

    for words in ("muller", "MÜLLER", "senor", "resigns", "lodz", "Łódź"):
        assert article in Article.objects.matching(words), words


def test_tags_are_counted_over_what_readers_may_see():
    make.article(tags=["Sea"])
    make.article(tags=["Law", "Sea"])
    make.article(tags=["Law", "Sea", "Secret"], published=None)
    make.article(tags=["Soon", "Law"], published="2999-01-01")
    make.withdrawn_article(tags=["Wrong"])

    assert [(tag.name, tag.article_count) for tag in Tag.objects.in_use().with_counts()] == [
        ("Law", 1),
        ("Sea", 2),
    ]


def test_a_tag_is_the_same_in_small_letters_and_has_an_address_in_ascii():
    make.article(tags=["Żółw"])
    make.article(tags=["żółw"])

    assert Tag.objects.get().get_absolute_url() == "/tags/zolw/"


def test_a_tag_without_letters_has_an_address_too():
    make.article(tags=["?!", "…"])

    assert all(tag.slug for tag in Tag.objects.all())


def test_an_outlet_makes_its_own_address():
    assert make.outlet("The Daily Paper").get_absolute_url() == "/articles/?outlet=the-daily-paper"
    assert Outlet.objects.get().slug == "the-daily-paper"


def test_diacritics_are_taken_off_by_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_unaccent('Señor Müller, Łódź, Ødegård, Đorđe')")
        assert cursor.fetchone() == ("Senor Muller, Lodz, Odegard, Dorde",)


def test_texts_changed_together_are_told_of_once_and_only_if_they_were_saved(changed):
    with told_together():
        first = make.article()
        with suppress(RuntimeError), transaction.atomic():
            make.article()
            raise RuntimeError
        second = make.article()
        assert changed == []

    assert changed == [[first, second]]


def test_nothing_is_told_of_what_failed_as_a_whole(changed):
    with suppress(RuntimeError), transaction.atomic(), told_together():
        make.article()
        raise RuntimeError

    assert changed == []


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_what_readers_have_never_seen_is_not_withdrawn(published):
    article = make.article(published=published)
    with pytest.raises(ValueError, match="readers can see"):
        article.withdraw("It was wrong.")
