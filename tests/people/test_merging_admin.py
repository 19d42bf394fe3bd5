"""Merging at the desk: both rows side by side, merging, undoing, and who may be one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from people.admin.duplicates import possible_duplicates
from people.admin.merging import merge_url
from people.merging import merge
from people.models import DifferentPeople, Interaction, Merge, Person
from tests import factories as make
from tests.forms import said, send

pytestmark = pytest.mark.django_db
DUPLICATES = "/admin/people/person/duplicates/"


@pytest.fixture(autouse=True)
def publisher(client):
    user = make.member("Publisher")
    client.force_login(user)
    return user


@pytest.fixture
def twins():
    """One man entered twice."""
    kept = make.person("Sergey Volkov", aliases=["The Bear"], description="ambassador")
    lost = make.person("Sergei I. Volkov", born="about 1950", biography="Born by the sea.")
    make.role(lost, "envoy")
    make.interaction("Volkov dined.", people=[lost])
    return kept, lost


def change(row):
    return reverse(f"admin:people_{row._meta.model_name}_change", args=[row.pk])


def undo_url(merge):
    return reverse("admin:people_merge_undo", args=[merge.pk])


def text(response):
    return " ".join(response.content.decode().split())


def choose(client, *rows):
    """The list action on chosen rows."""
    chosen = {"action": "merge_selected", "_selected_action": [row.pk for row in rows]}
    return client.post(f"/admin/people/{rows[0]._meta.model_name}/", chosen, follow=True)


# --- The page -----------------------------------------------------------------------------------


def test_both_people_stand_side_by_side_with_what_will_happen(client, twins):
    kept, lost = twins
    page = text(client.get(merge_url(lost, kept)))
    for words in (
        "Goes: <a",
        "Is kept: <a",
        "The Bear",
        "ambassador",
        "envoy",
        "About 1950",
        "1 interaction",
        "<li>1 part in an interaction</li><li>1 role</li>",
        "/people/sergei-i-volkov/ will lead to /people/sergey-volkov/",
        "“Sergei I. Volkov” becomes another name of Sergey Volkov",
        "Not taken over: biography, born.",
    ):
        assert words in page
    assert Person.objects.count() == 2


def test_the_other_one_is_kept_after_a_swap(client, twins):
    kept, lost = twins
    assert merge_url(kept, lost).replace("&", "&amp;") in text(client.get(merge_url(lost, kept)))


def test_merging_tells_where_all_is_now_and_how_to_undo_it(client, publisher, twins):
    kept, lost = twins
    page = client.post(merge_url(lost, kept), follow=True)
    done = Merge.objects.get()
    assert page.redirect_chain[-1][0] == change(kept)
    assert "“Sergei I. Volkov” is now part of Sergey Volkov. Undo" in said(page)
    assert undo_url(done) in text(page)
    assert (done.merged_by, done.kept_id, done.lost_words) == (publisher, kept.pk, str(lost))
    assert [person.name for person in Person.objects.all()] == ["Sergey Volkov"]
    assert "Merged “Sergei I. Volkov” into it." in LogEntry.objects.get().get_change_message()


def test_a_second_click_merges_nothing_more(client, twins):
    kept, lost = twins
    client.post(merge_url(lost, kept))
    page = client.post(merge_url(lost, kept), follow=True)
    assert "not on record any more" in said(page)
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("model", ["person", "interaction"])
@pytest.mark.parametrize(
    "query", ["", "lost=", "lost=x", "lost=0", f"lost={'9' * 30}", "lost=%00", "lost=-1", "kept=1"]
)
def test_a_mangled_address_merges_nothing(client, model, query):
    page = client.post(f"/admin/people/{model}/merge/?{query}", follow=True)
    assert "not on record any more" in said(page)


def test_a_row_to_keep_that_is_gone_is_said(client, twins):
    page = client.post(f"{merge_url(twins[1])}&kept=999999", follow=True)
    assert "not on record any more" in said(page)
    assert not Merge.objects.exists()


def test_nobody_is_merged_into_themselves(client, twins):
    page = client.post(merge_url(twins[1], twins[1]))
    assert "Merge “Sergei I. Volkov” into…" in text(page)
    assert not Merge.objects.exists()


def test_interactions_stand_side_by_side_and_are_merged(client):
    mary = make.person("Mary Brook")
    kept = make.interaction("They met.", people=[mary], place="Geneva")
    lost = make.interaction("There was a meeting.", when="December 2016", people=[mary])
    citation = make.citation(lost)
    page = text(client.get(merge_url(lost, kept)))
    for words in ("They met.", "Geneva", "December 2016", "Mary Brook", citation.exact):
        assert words in page
    assert "<li>1 citation</li>" in page
    assert f"/interactions/{lost.pk}/ will lead to /interactions/{kept.pk}/" in page
    assert "Not taken over: summary, when." in page
    client.post(merge_url(lost, kept))
    assert list(Interaction.objects.all()) == [kept]
    assert kept.citations.get() == citation


# --- Ways to the page ---------------------------------------------------------------------------


def test_the_form_of_a_row_leads_to_merging_it(client, twins):
    for row in (twins[0], make.interaction()):
        assert merge_url(row) in text(client.get(change(row)))


def test_without_a_second_row_those_that_are_alike_are_offered(client, twins):
    kept, lost = twins
    make.person("Mary Brook")
    page = client.get(merge_url(lost))
    assert [row for row, *_ in page.context["found"]] == [kept]
    assert merge_url(lost, kept).replace("&", "&amp;") in text(page)


def test_another_row_is_searched_for_by_name(client, twins):
    brook = make.person("Mary Brook", description="novelist")
    page = client.get(f"{merge_url(twins[1])}&q=mary")
    assert [row for row, *_ in page.context["found"]] == [brook]
    assert "novelist" in text(page)
    assert "Nothing else on record" in text(client.get(f"{merge_url(twins[1])}&q=Zzyzx%00"))


def test_interactions_of_the_same_people_at_the_same_time_are_offered(client):
    mary, john = make.person("Mary Brook"), make.person("John Field")
    row = make.interaction("They met.", when="29 December 2016", people=[mary, john])
    same = make.interaction("There was a meeting.", when="December 2016", people=[mary])
    likelier = make.interaction("Both met.", when="2016", people=[mary, john])
    make.interaction("They met again.", when="2018", people=[mary])
    make.interaction("Others met.", when="December 2016")
    page = client.get(merge_url(row))
    assert [found for found, *_ in page.context["found"]] == [likelier, same]
    page = client.get(f"{merge_url(row)}&q=others")
    assert [str(found) for found, *_ in page.context["found"]] == ["Others met."]


def test_two_rows_chosen_in_the_list_are_compared(client, twins):
    kept, lost = twins
    page = choose(client, lost, kept)
    assert (page.context["kept"], page.context["lost"]) == (kept, lost)
    first, second = make.interaction(), make.interaction()
    assert choose(client, second, first).context["kept"] == first


def test_one_row_or_three_are_not_compared(client, twins):
    assert "Choose two" in said(choose(client, twins[0]))
    assert "Choose two" in said(choose(client, *twins, make.person()))


def test_an_editor_is_offered_no_merging(client, twins):
    client.force_login(make.member("Editor"))
    assert "Merge" not in text(client.get(change(twins[0])))
    assert "merge_selected" not in text(client.get("/admin/people/person/"))
    for url in (merge_url(*twins), merge_url(make.interaction(), make.interaction())):
        assert client.post(url).status_code == 403
    assert not Merge.objects.exists()


def test_merging_interactions_takes_the_permission_to_delete_them(client):
    user = make.member("Editor")
    client.force_login(user)
    kept, lost = make.interaction(), make.interaction()
    assert client.post(merge_url(lost, kept)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="delete_interaction"))
    assert client.post(merge_url(lost, kept)).status_code == 302
    assert list(Interaction.objects.all()) == [kept]


def test_somebody_new_with_the_name_of_another_can_be_merged_at_once(client, twins):
    response = send(
        client, "/admin/people/person/add/", "person_form", "_continue", name="SERGEI VOLKOV"
    )
    new = Person.objects.get(name="SERGEI VOLKOV")
    page = client.get(response.url)
    assert "There is already Sergey Volkov (ambassador)" in said(page)
    assert merge_url(new, twins[0]).replace("&", "&amp;") in text(page)


# --- Undoing ------------------------------------------------------------------------------------


def test_merges_are_listed_and_undone(client, publisher, twins):
    kept, lost = twins
    lost_pk = lost.pk
    done = merge(kept, lost, by=publisher)
    assert "Sergei I. Volkov" in text(client.get("/admin/people/merge/"))
    page = text(client.get(change(done)))
    assert "1 part in an interaction and 1 role" in page
    assert undo_url(done) in page
    assert "<li>1 role</li>" in text(client.get(undo_url(done)))

    page = client.post(undo_url(done), follow=True)
    assert page.redirect_chain[-1][0] == change(Person.objects.get(pk=lost_pk))
    assert "Sergei I. Volkov is on record again by itself." in said(page)
    assert undo_url(done) not in text(client.get(change(done)))


def test_what_was_undone_is_not_undone_again(client, twins):
    done = merge(*twins)
    client.post(undo_url(done))
    assert "undone already" in text(client.get(undo_url(done)))
    assert "undone already" in said(client.post(undo_url(done), follow=True))


def test_a_later_merge_is_undone_first(client, twins):
    kept, lost = twins
    third = make.person("Sergej Volkow")
    first = merge(kept, lost)
    second = merge(third, kept)
    reason = "“Sergey Volkov” into “Sergej Volkow” was merged later: undo that first."
    assert reason in text(client.get(undo_url(first)))
    assert reason in said(client.post(undo_url(first), follow=True))
    client.post(undo_url(second))
    assert "on record again" in said(client.post(undo_url(first), follow=True))
    assert Person.objects.count() == 3


def test_a_merge_into_somebody_deleted_since_is_not_undone(client):
    kept, lost = make.person("Sergey Volkov"), make.person("Sergei Volkov")
    done = merge(kept, lost)
    Person.objects.all().delete()
    assert "“Sergey Volkov” is not on record any more." in said(
        client.post(undo_url(done), follow=True)
    )


@pytest.mark.parametrize(
    ("taken", "reason"),
    [({"slug": "sergei-volkov"}, "Slug already exists"), ({"wikidata_id": "Q5"}, "Wikidata id")],
)
def test_a_merge_is_not_undone_when_the_place_is_taken(client, taken, reason):
    kept = make.person("Sergey Volkov")
    done = merge(kept, make.person("Sergei Volkov", wikidata_id="Q5"))
    make.person("Somebody Else", **taken)
    page = client.post(undo_url(done), follow=True)
    assert "“Sergei Volkov” has no place any more." in said(page)
    assert reason in said(page)
    assert not Merge.objects.get().is_undone


def test_merges_are_undone_by_those_who_may_make_such(client, twins):
    of_people = merge(*twins)
    of_interactions = merge(make.interaction(), make.interaction())
    user = make.member()
    user.user_permissions.set(Permission.objects.filter(codename="merge_person"))
    client.force_login(user)
    assert undo_url(of_interactions) not in text(client.get(change(of_interactions)))
    assert client.post(undo_url(of_interactions)).status_code == 403
    assert undo_url(of_people) in text(client.get(change(of_people)))
    assert client.post(undo_url(of_people)).status_code == 302


def test_the_merges_are_narrowed_to_those_that_stand(client, twins):
    undone, standing = merge(make.interaction(), make.interaction()), merge(*twins)
    client.post(undo_url(undone))

    def listed(query):
        return list(client.get(f"/admin/people/merge/?{query}").context["cl"].result_list)

    assert listed("standing=yes") == [standing]
    assert listed("standing=no") == [undone]
    assert listed("") == listed("standing=x") == [standing, undone]


def test_the_list_of_merges_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    for _ in range(4):
        merge(make.interaction(), make.interaction(), by=make.member())
    client.get("/admin/people/merge/")
    with django_assert_num_queries(6):
        client.get("/admin/people/merge/")


# --- People who may be one ----------------------------------------------------------------------


def test_people_who_may_be_one_are_listed_and_the_one_known_better_is_kept(client, twins):
    make.person("Mary Brook")
    kept, lost = twins
    page = client.get(DUPLICATES)
    assert "ambassador; 0 articles, 0 interactions" in text(page)
    assert "0 articles, 1 interaction<" in text(page)
    assert merge_url(kept, lost).replace("&", "&amp;") in text(page)
    assert "</span> pair of people who may be one" in text(client.get("/admin/"))


def test_two_people_once_told_apart_are_not_listed_again(client, twins):
    one, other = twins
    page = client.post(DUPLICATES, {"one": other.pk, "other": one.pk}, follow=True)
    assert "Sergei I. Volkov and Sergey Volkov are two people." in said(page)
    client.post(DUPLICATES, {"one": one.pk, "other": other.pk})
    assert DifferentPeople.objects.count() == 1
    assert possible_duplicates() == []
    assert "No two people" in text(client.get(DUPLICATES))
    assert "may be one" not in text(client.get("/admin/"))


def test_an_editor_tells_people_apart_and_merges_none(client, twins):
    client.force_login(make.member("Editor"))
    assert "/merge/" not in text(client.get(DUPLICATES))
    client.post(DUPLICATES, {"one": twins[0].pk, "other": twins[1].pk})
    assert DifferentPeople.objects.exists()


@pytest.mark.parametrize("pk", ["", "x", "999999", "9" * 30, "\0", "-1"])
def test_nobody_is_told_apart_from_somebody_who_is_not_there(client, twins, pk):
    assert client.post(DUPLICATES, {"one": twins[0].pk, "other": pk}).status_code == 404
    client.post(DUPLICATES, {"one": twins[0].pk, "other": twins[0].pk})
    assert not DifferentPeople.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Mary Brook"}, {"name": "mary  brook"}),
        ({"name": "Mary Brook"}, {"name": "Ann Hill", "aliases": ["Mary Brook"]}),
        ({"name": "Ann Stone", "aliases": ["Molly"]}, {"name": "Ann Hill", "aliases": ["Molly"]}),
    ],
)
def test_people_are_compared_by_names_and_aliases(one, other):
    pair = make.person(**one), make.person(**other)
    assert {frozenset(found) for found in possible_duplicates()} == {
        frozenset(person.pk for person in pair)
    }


def test_finding_them_takes_a_fixed_number_of_queries(twins, django_assert_num_queries):
    for number in range(5):
        make.person("Mary Brook", aliases=[f"Molly {number}"])
    with django_assert_num_queries(2):
        assert len(possible_duplicates()) == 11


def test_the_page_takes_a_fixed_number_of_queries(client, twins, django_assert_num_queries):
    for _ in range(5):
        make.person("Mary Brook")
    client.get(DUPLICATES)
    with django_assert_num_queries(7):
        client.get(DUPLICATES)


# --- Deleting people ----------------------------------------------------------------------------


def test_a_name_whose_bearer_is_deleted_is_unknown_again(client):
    person = make.person("Mary Brook")
    article = make.article()
    assert not article.unresolved_names.filter(name="Mary Brook").exists()
    client.post(f"/admin/people/person/{person.pk}/delete/", {"post": "yes"})
    assert article.unresolved_names.get(name="Mary Brook").kind == "unknown"


def test_a_shared_name_means_whoever_is_left(client):
    left, deleted = make.person("Mary Brook"), make.person("Mary Brook")
    article = make.article()
    assert article.unresolved_names.get(name="Mary Brook").kind == "shared"
    chosen = {"action": "delete_selected", "_selected_action": [deleted.pk], "post": "yes"}
    client.post("/admin/people/person/", chosen)
    assert [mention.person for mention in article.mentions.all()] == [left]
    assert not article.unresolved_names.filter(name="Mary Brook").exists()
