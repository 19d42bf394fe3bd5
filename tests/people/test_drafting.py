import pytest

from people import drafting
from people.models import Kind


@pytest.mark.parametrize(
    ("kind", "names", "sentence"),
    [
        ("meeting", ["Mary Brook", "John Field"], "Mary Brook met John Field"),
        ("meeting", ["Mary Brook"], "Mary Brook had a meeting"),
        ("payment", ["Field", "Marsh", "Reed"], "Field paid Marsh and Reed"),
        ("resignation", ["Field", "Marsh"], "Field and Marsh resigned"),
        ("meeting", [], ""),
    ],
)
def test_a_draft_tells_who_did_what_with_whom(kind, names, sentence):
    assert drafting.sentence(kind, names) == sentence


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("names", [["Mary Brook"], ["Mary Brook", "John Field"]])
def test_there_is_a_draft_for_every_kind_that_names_everybody(kind, names):
    sentence = drafting.sentence(kind, names)

    assert all(name in sentence for name in names)
    assert "{" not in sentence
