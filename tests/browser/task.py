"""The three-minute task: a pasted article, its record and its publication, by keyboard alone.

`tests/browser/test_capture.py` does it; `benchmarks/capture.py` counts what it takes.
"""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

MOST_TABS = 100

HEADLINE = "Envoy and lake company spoke for months before the harbour contract"
PEOPLE = ("Mary Brook", "John Field", "Peter Marsh")
OUTLET = "The Courier"
# Wrapped here, and unwrapped by `as_paragraphs`.
TEXT = """\
The ambassador who led the harbour talks met the head of the company that later won the contract,
and the two went on speaking while the bids were still sealed, according to documents seen by The
Courier and to three people who worked on the talks.

The contract, for the dredging and rebuilding of the northern harbour, is the largest that the
region has awarded in a generation. It was signed in the spring, after a tender in which five
companies took part. None of the other four was told that the winner had spoken with the envoy,
and two of them now say that they would not have taken part had they known.

Mary Brook met John Field at a hotel in Geneva on 29 December 2016. The hotel's register, of which
The Courier has seen a copy, shows that a table was laid for two and that the bill was paid in
cash. The meeting was not in the ambassador's public diary, which says that she was travelling
that day.

Ms. Brook, 54, has served in four capitals and was regarded as the ministry's most careful
negotiator. Colleagues describe a woman who keeps a handwritten note of every conversation,
numbered and dated, in a row of grey files behind her desk. No note of a conversation in Geneva
has been found in them.

Mr. Field built his lake company from a single barge. He seldom gives interviews, and his office
answers letters by letter. Those who have done business with him say that he prefers to settle
things face to face, and that he remembers what he has been promised.

The hotel was not the end of it. Brook called Field by telephone on 11 January 2017, the day
before the bids were opened, the documents show. The call lasted for nineteen minutes. It was made
from a line in the embassy's visitors' room, where calls are entered in a book by the guard on
duty, and the guard wrote down the number without the name.

A former member of the delegation, who asked not to be named because the inquiry is still open,
said that the mood had changed in that week. Until then, this person said, the lake company had
been thought too small for the work. Afterwards nobody raised its size again.

The ministry had its own doubts. Senator Peter Marsh, who sits on the committee for public works,
asked in writing for the papers of the tender and was sent eleven pages, nine of them blank. He
asked again. This time the answer came from a lawyer.

In February 2017 Peter Marsh met Mary Brook in his office to ask about the diary. According to two
of his aides, who were in the room, the ambassador said that she had no recollection of where she
had been on the day in question, and offered to look it up. She has not written to him since.

Mr. Marsh would not describe the conversation. He said in a short statement that the committee
would hear everybody who had a part in the tender, that it would do so in public, and that it
would not be hurried by anyone. The first hearing is planned for the autumn.

Then there is the money. John Field paid Peter Marsh for a consultancy on 3 March 2017, according
to an invoice that the lake company filed with its accounts. The senator's spokeswoman said that
the sum had been for an earlier piece of work, done before he took his seat, and that he had
declared it to the clerk on the day on which he received it.

The clerk's office confirmed that a declaration exists. It would not say when the declaration was
made, or whether it names the company. Under the rules of the chamber such declarations are open
to the public only after a year.

The other bidders are watching. One of them, a dredging firm from the coast, has asked a court to
suspend the contract until the committee has heard the envoy. The region says that the work cannot
wait: the northern mole has been closed since a storm broke it, and the ferries are landing at a
pier that was built for fishing boats.

On the quay, few people had an opinion on who had dined with whom. "They can eat where they like,"
said a pilot who has worked there for thirty years. "I should like to know when the crane is
coming."
"""


def as_paragraphs() -> str:
    """The text as it is copied, and as the site keeps it: paragraphs of one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in TEXT.split("\n\n"))


@dataclass
class Hands:
    """Hands that stay on the keyboard. They count what they press, and what has to be decided:
    everything but a Tab on the way to something, and what is typed as a whole."""

    page: Page
    presses: int = 0
    decisions: int = 0

    def press(self, keys: str):
        """Press a key, perhaps with another held."""
        self.page.keyboard.press(keys)
        self.presses += keys.count("+") + 1
        self.decisions += keys != "Tab"

    def type(self, words: str):
        self.page.keyboard.type(words)
        self.presses += len(words)
        self.decisions += 1

    def paste(self, text: str):
        """What was copied elsewhere: copying it is no part of the task."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def tab_to(self, place):
        """Press Tab until the focus is in a place."""
        for _ in range(MOST_TABS):
            if place.evaluate("element => element.contains(document.activeElement)"):
                return
            self.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs do not lead to {place}.")


def do(hands: Hands):
    """From the empty form of an article to the published one with its record."""
    write(hands)
    record(hands)
    publish(hands)


def write(hands: Hands):
    """The article as a draft; Enter in a field of one line saves it."""
    page = hands.page
    page.goto("/admin/articles/article/add/")
    hands.tab_to(page.get_by_label("Headline"))
    hands.type(HEADLINE)
    hands.tab_to(page.get_by_role("textbox", name="Body"))
    hands.paste(as_paragraphs())
    expect(page.get_by_role("textbox", name="Body")).to_contain_text("when the crane is coming")
    hands.tab_to(page.get_by_role("combobox", name="Outlet"))
    hands.type(OUTLET)
    hands.tab_to(page.get_by_label("Byline"))
    hands.press("Enter")
    expect(page.get_by_role("region", name="People found in this text")).to_be_visible()
    page.wait_for_load_state()


def record(hands: Hands):
    """What its four suggestions say, each opened with Enter and recorded with Enter."""
    page = hands.page
    hands.press("Alt+i")
    for number in (4, 3, 2, 1):
        expect(page.get_by_text(f"{number} suggestion")).to_be_visible()
        expect(page.locator(".sentence:focus")).to_be_visible()
        hands.press("Enter")
        expect(page.get_by_label("What happened")).to_be_focused()
        hands.press("Enter")
    expect(page.get_by_text("No suggestions left")).to_be_visible()
    expect(page.locator(".sentence:focus")).to_be_visible()


def publish(hands: Hands):
    page = hands.page
    hands.press("e")
    expect(page.get_by_role("textbox", name="Body")).to_be_visible()
    page.wait_for_load_state()
    hands.tab_to(page.get_by_role("button", name="Publish"))
    hands.press("Enter")
    expect(page.get_by_role("link", name="View on site")).to_be_visible()
    page.wait_for_load_state()
