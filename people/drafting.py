"""The sentence that an interaction is first told in, for an editor to better. Pure.

Made from its kind and from who took part, the first of them being whom the sentence is about.
"""

from collections.abc import Sequence

from articles.wording import and_join

# By kind: what one did alone, and what the first did with the others.
DRAFTS = {
    "meeting": ("{first} had a meeting", "{first} met {others}"),
    "phone_call": ("{first} made a telephone call", "{first} spoke by telephone with {others}"),
    "message": ("{first} sent a message", "{first} wrote to {others}"),
    "interview": ("{first} gave an interview", "{first} was interviewed with {others}"),
    "encounter": ("{first} was seen", "{first} encountered {others}"),
    "statement": ("{first} made a statement", "{first} made a statement about {others}"),
    "testimony": ("{first} testified", "{first} testified about {others}"),
    "disclosure": ("{first} made a disclosure", "{first} disclosed dealings with {others}"),
    "appointment": ("{first} was appointed", "{first} appointed {others}"),
    "resignation": ("{first} resigned", "{everybody} resigned"),
    "dismissal": ("{first} was dismissed", "{first} dismissed {others}"),
    "recusal": ("{first} stepped aside", "{first} stepped aside from matters about {others}"),
    "charge": ("{first} was charged", "{everybody} were charged"),
    "plea": ("{first} entered a plea", "{everybody} entered pleas"),
    "conviction": ("{first} was convicted", "{everybody} were convicted"),
    "pardon": ("{first} was pardoned", "{first} pardoned {others}"),
    "payment": ("{first} made a payment", "{first} paid {others}"),
    "deal": ("{first} made a deal", "{first} made a deal with {others}"),
    "family": ("{first} has family", "{everybody} are related"),
    "employment": ("{first} was employed", "{first} worked for {others}"),
    "ownership": ("{first} was an owner", "{first} owned a business with {others}"),
    "affiliation": ("{first} was affiliated", "{first} was affiliated with {others}"),
    "other": ("{first} was involved", "{first} was in contact with {others}"),
}


def sentence(kind: str, names: Sequence[str]) -> str:
    """The draft for an interaction of this kind; empty when nobody took part."""
    if not names:
        return ""
    first, *others = names
    alone, together = DRAFTS[kind]
    draft = together if others else alone
    return draft.format(first=first, others=and_join(others), everybody=and_join(names))
