"""The way of an article from draft to reader: which step an editor may take, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.models import Article

State = Article.State


@dataclass(frozen=True)
class Step:
    """What one button of the form does to an article; each saves it."""

    button: str
    label: str
    verb: Callable[[Article], None]
    done: str
    look: str = ""  # a class of the button

    def said(self, article: Article) -> str:
        """What it has done to an article, in words."""
        return "Scheduled." if self.publishes and article.is_scheduled else self.done

    @property
    def publishes(self):
        return self.verb is Article.publish


SAVE = Step("_save", "Save", Article.save, "Saved.")
SAVE_DRAFT = Step("_save", "Save draft", Article.save, "Draft saved.")
SUBMIT = Step("_submit", "Submit for review", Article.submit, "Submitted for review.")
TAKE_BACK = Step(
    "_take_back", "Back to draft", Article.return_to_draft, "A draft again.", look="quiet-button"
)
PUBLISH = Step("_publish", "Publish", Article.publish, "Published.")
PUBLISH_AGAIN = Step("_publish", "Publish again", Article.publish, "Published again.")
NEEDS_TEXT = "An article needs a text before it is published."
BUTTONS = [step.button for step in (SUBMIT, TAKE_BACK, PUBLISH, SAVE)]


def steps(user, article: Article | None) -> list[Step]:
    """The steps a user may take with an article they may change; a new one is a draft."""
    publishes = user.has_perm("articles.publish_article")
    publish = [PUBLISH] if publishes else []
    if article is None or article.state == State.DRAFT:
        return [SAVE_DRAFT, SUBMIT, *publish]
    if article.state == State.IN_REVIEW:
        return [SAVE, TAKE_BACK, *publish]
    if article.is_scheduled:
        return [SAVE, TAKE_BACK]
    # What a publisher has withdrawn, only a publisher brings back.
    if article.is_withdrawn and publishes and user.has_perm("articles.withdraw_article"):
        return [SAVE, PUBLISH_AGAIN]
    return [SAVE]


def step_asked(data, user, article: Article | None) -> Step | None:
    """The step whose button was pressed; None when it is not open to this user."""
    pressed = next((button for button in BUTTONS if button in data), SAVE.button)
    return next((step for step in steps(user, article) if step.button == pressed), None)
