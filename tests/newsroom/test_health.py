import pytest
from django.db import OperationalError, connection


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_site_in_order_says_so(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "Cache-Control" not in answer


def test_a_process_that_runs_is_alive_without_asking_the_database(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_without_its_database_it_is_not_ready(client, monkeypatch):
    def unreachable():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", unreachable)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "no database"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt", "/style-0.css"])
@pytest.mark.django_db
def test_they_can_be_read_and_nothing_else(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_robots_are_kept_from_what_has_no_end_and_led_to_the_sitemaps(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /search/" in lines
    assert "Disallow: /*?*person=" in lines
    assert "Disallow: /*?*as_of=" in lines
    assert not any("after=" in line for line in lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Sitemap: http://testserver/sitemap-news.xml" in lines


@pytest.mark.parametrize("page", ["certainty", "corrections", "accessibility"])
@pytest.mark.django_db
def test_what_the_site_holds_itself_to_can_be_read(client, page):
    assert client.get(f"/about/{page}/").status_code == 200
    assert client.post(f"/about/{page}/").status_code == 405
