"""The joined style sheets and scripts of the admin."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.forms import Media, Script
from django.test import override_settings
from django.urls import reverse

from newsroom import desk_files

KINDS = pytest.mark.parametrize("kind", ["css", "js"])


def address(kind, version=None):
    return reverse("newsroom:desk_files", args=[version or desk_files.version(kind), kind])


@KINDS
def test_todays_files_may_be_kept_for_ever(client, kind):
    response = client.get(address(kind))
    assert response.headers["Content-Type"].startswith(desk_files.TYPES[kind])
    assert "immutable" in response.headers["Cache-Control"]
    assert response.content.decode() == desk_files.joined(kind)


@KINDS
def test_an_older_version_gets_todays_files_and_not_to_keep(client, kind):
    response = client.get(address(kind, "0123456789ab"))
    assert response.content.decode() == desk_files.joined(kind)
    assert "immutable" not in response.headers["Cache-Control"]


@KINDS
def test_nothing_is_sent_to_them(client, kind):
    assert client.post(address(kind)).status_code == 405


@KINDS
def test_they_come_compressed(client, kind):
    response = client.get(address(kind), headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < len(desk_files.joined(kind)) / 2


def test_every_file_that_is_joined_is_there():
    assert [name for name in desk_files.JOINED if not finders.find(name)] == []


def test_every_address_in_the_styles_leads_to_a_file():
    found = re.findall(r'url\("([^"]+)"\)', desk_files.joined("css"))
    files = [url.removeprefix("/static/") for url in found if not url.startswith("data:")]
    assert files
    assert all(finders.find(name) for name in files)
    assert "@import" not in desk_files.joined("css")


def test_an_address_carries_the_digest_that_static_files_have_in_production(tmp_path):
    name = "django_prose_editor/material-icons.woff2"
    manifest = {"paths": {name: "django_prose_editor/material-icons.0a1b.woff2"}, "version": "1.1"}
    (tmp_path / "staticfiles.json").write_text(str(manifest).replace("'", '"'))
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    storages = {"staticfiles": {"BACKEND": storage}, "default": {"BACKEND": storage}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        styles = desk_files._styles("django_prose_editor/material-icons.css")
    assert "material-icons.0a1b.woff2" in styles


def test_scripts_find_the_words_of_the_admin_before_they_ask_for_them():
    js = desk_files.joined("js")
    assert js.index("django.gettext") < js.index("DateTimeShortcuts = ")


def test_what_is_joined_is_not_asked_for_again():
    media = Media(
        css={"all": ["newsroom/admin/desk.css", "newsroom/admin/capture/page.css"]},
        js=["admin/js/core.js", Script("newsroom/admin/tags.js", defer=True), "other.js"],
    )
    rest = desk_files.unjoined(media)
    assert rest._css == {"all": ["newsroom/admin/capture/page.css"]}
    assert rest._js == ["other.js"]
    assert "admin/js/core.js" in media._js
