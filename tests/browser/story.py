"""A small story that shows everything a page can show.

Mary Brook and John Field met in Geneva. The Courier reports it, Field denies it and later admits
it; of the rest, a call is reported, a dinner disputed, a payment denied and an appointment taken
back.
"""

from io import BytesIO
from types import SimpleNamespace

from django.core.files.base import ContentFile
from PIL import Image

from articles import history, revisions
from articles.models import Photo, SeeAlso
from people.models import Kind
from people.status import Stance
from tests import factories

MET = "Mary Brook met John Field in a hotel in Geneva on 29 December"
SPOKE = "The two had spoken by telephone about June"
DINED = "They dined by the lake between 3 and 9 June, a waiter recalled"
NAMED = "Senator Peter Marsh was named to the board of the lake company"
GENEVA = f"""
<p>{MET}, two officials said. Neither would say why.</p>
<h2>A call and a dinner</h2>
<p>{SPOKE}. {DINED}.</p>
<blockquote><p>The fish was good, and nobody spoke of politics.</p></blockquote>
<h3>What the letter says</h3>
<p>{NAMED}, says a letter filed as <code>{"geneva-" * 12}letter</code>.</p>
<ul><li>It has no date.</li><li>It is signed <em>twice</em>.</li></ul>
<table>
  <thead><tr><th>Day</th><th>Delegation</th><th>Hotel</th><th>Correspondent</th></tr></thead>
  <tbody><tr><td>29 December</td><td>Ambassadorial</td><td>Lakeside</td><td>Stone</td></tr></tbody>
</table>
"""

NO_MEETING = "“I was never in Geneva,” John Field said"
NO_DINNER = "Anna Reed, who speaks for him, said that there had been no dinner"
NO_PAYMENT = "Senator Peter Marsh said that nobody had ever paid him"
DENIAL = f"<p>{NO_MEETING} on Saturday.</p><p>{NO_DINNER}. {NO_PAYMENT}.</p>"

ADMITTED = "John Field told the committee that he had met Mary Brook in Geneva"
RETRACTED = "The letter about Senator Marsh that we quoted was a forgery"
LOST = "and that they had talked on the telephone before"
ADMISSION = f"<p>{ADMITTED}, {LOST}.</p><p>{RETRACTED}.</p>"


def tell() -> SimpleNamespace:
    """Saves the story; returns its people, articles and interactions by name."""
    story = SimpleNamespace()
    _people(story)
    _articles(story)
    _interactions(story)
    _edits(story)
    return story


def _people(story):
    story.brook = factories.person(
        "Mary Brook", aliases=["Molly Brook"], description="An ambassador who travels a lot."
    )
    story.field = factories.person("John Field", description="An adviser.")
    story.reed = factories.person("Anna Reed", description="Speaks for John Field.")
    story.marsh = factories.person("Peter Marsh")
    ministry = factories.organization("Foreign Ministry")
    factories.role(story.brook, "Ambassador", organization=ministry, began="2015-06-01")


def _articles(story):
    courier = factories.outlet("The Courier", homepage="https://courier.example/")
    story.geneva = factories.article(
        "Two envoys met in Geneva before the vote",
        standfirst="Two officials describe a meeting that was not on any calendar.",
        body=GENEVA,
        byline="Clara Stone",
        outlet=courier,
        canonical_url="https://courier.example/two-envoys",
        tags=["Diplomacy", "Geneva talks"],
        published="2017-02-09",
    )
    story.denial = factories.article(
        "Field: “I was never in Geneva”",
        body=DENIAL,
        outlet=factories.outlet("Evening Post"),
        tags=["Diplomacy"],
        published="2017-02-11",
    )
    story.admission = factories.article(
        "Field admits the Geneva meeting",
        body=ADMISSION,
        outlet=courier,
        tags=["Geneva talks"],
        published="2017-03-01",
    )
    story.withdrawn = factories.withdrawn_article(
        "The letter was a forgery.", headline="A letter about the senator", tags=["Letters"]
    )
    SeeAlso.objects.create(article=story.geneva, other=story.admission)
    for number, colour in enumerate(["teal", "navy"]):
        Photo.objects.create(
            article=story.geneva,
            image=ContentFile(_picture(colour), f"{colour}.png"),
            alt="A hotel by a lake",
            caption="The hotel in February",
            credit="Clara Stone",
            position=number,
        )
    story.tag = story.geneva.tags.get(name="Diplomacy")


def _interactions(story):
    both = [story.brook, story.field]
    story.meeting = factories.interaction(
        "Mary Brook meets John Field in Geneva.", people=both, place="Geneva"
    )
    _cite(story.meeting, story.geneva, MET, attributed_to_words="two officials")
    _cite(story.meeting, story.denial, NO_MEETING, Stance.DENIES, attributed_to_person=story.field)
    _cite(
        story.meeting, story.admission, ADMITTED, Stance.CONFIRMS, attributed_to_person=story.field
    )
    story.call = factories.interaction(
        "Mary Brook and John Field speak by telephone.",
        kind=Kind.PHONE_CALL,
        when="about June 2016",
        people=both,
        occurrences=2,
    )
    _cite(story.call, story.geneva, SPOKE)
    _cite(story.call, story.admission, LOST, attributed_to_person=story.field, said_on="2017-02-28")
    story.dinner = factories.interaction(
        "Mary Brook dines with John Field.",
        kind=Kind.ENCOUNTER,
        when="between 3 and 9 June 2016",
        people=both,
    )
    _cite(story.dinner, story.geneva, DINED, attributed_to_words="a waiter")
    _cite(story.dinner, story.denial, NO_DINNER, Stance.DENIES, attributed_to_person=story.reed)
    story.payment = factories.interaction(
        "Peter Marsh is paid by the lake company.",
        kind=Kind.PAYMENT,
        when="unknown",
        people=[story.marsh],
    )
    _cite(story.payment, story.denial, NO_PAYMENT, Stance.DENIES, attributed_to_person=story.marsh)
    story.appointment = factories.interaction(
        "Peter Marsh is named to the board of the lake company.",
        kind=Kind.APPOINTMENT,
        when="before 2017-02-09",
        people=[story.marsh],
    )
    _cite(story.appointment, story.geneva, NAMED)
    _cite(story.appointment, story.admission, RETRACTED, Stance.RETRACTS)
    factories.quote(story.field, story.denial, exact="I was never in Geneva")


def _edits(story):
    """One passage is lost, and a correction says why; readers can see what was changed."""
    history.keep(story.admission)
    story.admission.body = ADMISSION.replace(f", {LOST}", "")
    story.admission.save()
    history.keep(story.admission)
    revisions.note(story.admission)
    factories.correction(story.admission, "He did not speak of a call.")


def _cite(interaction, article, words, stance=Stance.REPORTS, **fields):
    factories.citation(interaction, article, exact=words, stance=stance, **fields)


def _picture(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 360), colour).save(file, "PNG")
    return file.getvalue()
