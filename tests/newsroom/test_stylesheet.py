import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import reverse

from newsroom import stylesheet

COMPONENTS = stylesheet.FOLDER / "components"


def address(version):
    return reverse("newsroom:stylesheet", args=[version])


def test_every_file_of_the_folder_is_in_the_stylesheet_once_and_nothing_is_left_to_fetch():
    css = stylesheet.css()

    assert "@import" not in css
    for path in stylesheet.FOLDER.rglob("*.css"):
        if path.name != "newsroom.css":
            assert css.count(path.read_text(encoding="utf-8")) == 1, path.name


def test_each_file_lies_in_a_layer_that_was_declared():
    css = stylesheet.css()

    declared = re.search(r"^@layer ([\w, ]+);", css, re.MULTILINE)[1].split(", ")
    used = re.findall(r"^@layer (\w+) \{", css, re.MULTILINE)
    assert list(dict.fromkeys(used)) == declared


@pytest.mark.parametrize("path", sorted(COMPONENTS.iterdir()), ids=lambda path: path.name)
def test_a_component_has_its_braces_in_pairs(path: Path):
    rules = path.read_text(encoding="utf-8")

    assert rules.count("{") == rules.count("}")


def test_the_stylesheet_fits_into_twelve_kilobytes_on_the_way(client):
    response = client.get(address(stylesheet.version()), headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 12 * 1024


def test_the_stylesheet_may_be_kept_for_ever(client):
    response = client.get(address(stylesheet.version()))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age=31536000" in response["Cache-Control"]
    assert "immutable" in response["Cache-Control"]


def test_an_older_version_gets_the_present_rules_but_not_to_keep(client):
    response = client.get(address("0123456789ab"))

    assert response.content.decode() == stylesheet.css()
    assert "immutable" not in response["Cache-Control"]


def test_a_page_links_to_the_present_version():
    linked = Template("{% load page %}{% stylesheet_url %}").render(Context())

    assert linked == address(stylesheet.version())
