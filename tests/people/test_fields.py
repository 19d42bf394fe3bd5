import datetime as dt

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people import dates
from people.fields import ImpreciseDateField, ImpreciseDateFormField
from people.models import Citation, Interaction, Person
from tests import factories as make

TYPED = [
    "",
    "unknown",
    "2016",
    "2016-12",
    "29 December 2016",
    "about December 2016",
    "between 3 and 9 June 2016",
    "from June to November 2016",
    "before 13 February 2017",
    "between about 29 September 2016 and possibly about 30 November 2016",
]


class WhenForm(forms.Form):
    when = ImpreciseDateField(blank=True).formfield()


# --- In the database -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("typed", TYPED)
def test_a_date_comes_back_as_it_was_kept(typed):
    when = dates.parse(typed)
    make.interaction(when=typed)

    assert Interaction.objects.get().when == when
    assert Interaction.objects.filter(when=when).exists()
    assert Interaction.objects.filter(when=typed).exists()


@pytest.mark.django_db
def test_a_date_that_nobody_gave_is_unknown():
    assert Interaction.objects.get(pk=make.interaction(when="").pk).when.is_unknown
    assert Person.objects.get(pk=make.person().pk).born.is_unknown


@pytest.mark.django_db
def test_a_date_of_a_row_that_is_not_there_is_no_trouble():
    make.citation(make.interaction(), attributed_to_words="an aide")

    [citation] = Citation.objects.select_related("attributed_to_person")
    assert citation.attributed_to_person is None
    [born] = Citation.objects.values_list("attributed_to_person__born", flat=True)
    assert born.is_unknown


@pytest.mark.django_db
def test_a_date_survives_being_written_to_a_file():
    make.interaction(when="about December 2016")
    written = serializers.serialize("json", Interaction.objects.all())
    [read] = serializers.deserialize("json", written)

    assert '"2016-12~"' in written
    assert read.object.when == dates.parse("about December 2016")


def test_what_is_no_date_is_refused_with_the_reason():
    with pytest.raises(ValidationError) as refused:
        ImpreciseDateField().to_python("31 February 2017")

    assert "2017" in refused.value.messages[0]


def test_an_unknown_date_is_refused_where_one_is_needed():
    field = ImpreciseDateField()

    assert field.clean("2016", None).edtf == "2016"
    with pytest.raises(ValidationError):
        field.clean("unknown", None)


# --- In a form -------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", TYPED)
def test_a_form_shows_a_date_in_words_that_it_reads_again(typed):
    when = dates.parse(typed)
    shown = WhenForm(initial={"when": when})["when"].value()
    form = WhenForm({"when": shown}, initial={"when": when})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["when"] == when
    assert not form.has_changed()


def test_a_form_notices_another_date():
    form = WhenForm({"when": "2017"}, initial={"when": dates.parse("2016")})

    assert form.is_valid()
    assert form.has_changed()
    assert form.cleaned_data["when"].lower == dt.date(2017, 1, 1)


def test_a_form_says_what_is_wrong_and_shows_what_was_typed():
    form = WhenForm({"when": "31 February 2017"})

    assert not form.is_valid()
    assert form.errors["when"]
    assert form["when"].value() == "31 February 2017"


def test_a_form_can_demand_a_date():
    with pytest.raises(ValidationError):
        ImpreciseDateFormField().clean("")


@given(st.text(max_size=120))
def test_whatever_is_typed_is_a_date_or_a_message(typed):
    form = WhenForm({"when": typed})

    assert form.is_valid() or form.errors["when"]
