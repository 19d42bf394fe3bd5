"""The page that describes the API, which asks the API itself."""

import pytest

pytestmark = pytest.mark.browser


def test_the_description_of_the_api_can_be_browsed_and_tried(story, open_page):
    page = open_page()
    page.goto("/api/v1/")

    page.get_by_role("heading", name="Newsroom API").wait_for()
    page.get_by_text("/api/v1/interactions/{pk}/").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_placeholder("pk").fill(str(story.meeting.pk))
    page.get_by_role("button", name="Execute").click()

    page.locator("pre", has_text=story.meeting.summary).first.wait_for()
