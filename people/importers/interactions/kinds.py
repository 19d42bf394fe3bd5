"""The kind of an interaction, from the words in which a list tells it.

Cautious: what the words do not tell plainly is "other", which is never wrong.
"""

import re

from people.models import Kind

MOST_WORDS = 8  # of what is still a connection's name and no sentence about it

TIES = {
    word: kind
    for kind, words in {
        Kind.FAMILY: """
            aunt brother brother-in-law brothers child children cousin daughter daughter-in-law
            divorced family father father-in-law grandfather grandson husband in-laws married
            mother mother-in-law nephew niece sibling siblings sister sister-in-law son son-in-law
            spouse uncle wife
        """,
        Kind.EMPLOYMENT: """
            administrator adviser advisor agent aide assistant associate attorney ceo cfo
            chairman chairwoman chief consultant coo counsel director editor employed employee
            executive fellow intern lawyer lobbyist manager managers officer president principal
            professor secretary senator services spokesman spokesperson spokeswoman staffer
            treasurer
        """,
        Kind.OWNERSHIP: """
            asset assets co-owner investor investors owned owner owners ownership owns shareholder
            stake stakeholder subsidiary
        """,
        Kind.AFFILIATION: """
            board co-founder committee council founder founders member members partner partners
            partnership trustee trustees
        """,
        Kind.PAYMENT: """
            debt donated donation donations donor donors lender lent loan loaned loans mortgage
            paid payment payments
        """,
    }.items()
    for word in words.split()
}

EVENTS = {
    Kind.MEETING: r"meets|met with|meet with",
    Kind.PHONE_CALL: r"(?:tele)?phones|(?:tele)?phoned|by (?:tele)?phone|phone call",
    Kind.MESSAGE: r"(?:sends|sent|writes|wrote) (?:\w+ ){0,3}(?:letter|e-?mail|message)",
    Kind.INTERVIEW: r"interviews|interviewed",
    Kind.STATEMENT: r"says|said|tells|told|tweets|tweeted|announces|announced",
    Kind.TESTIMONY: r"testifies|testified",
    Kind.APPOINTMENT: r"appoints|appointed|nominates|nominated|is named|sworn in",
    Kind.RESIGNATION: r"resigns|resigned|steps down",
    Kind.DISMISSAL: r"fires|fired|dismisses|dismissed",
    Kind.RECUSAL: r"recuses|recused",
    Kind.CHARGE: r"indicts|indicted|charged with|(?:is|are) charged",
    Kind.PLEA: r"pleads|pleaded|pled",
    Kind.CONVICTION: r"convicted|found guilty|is sentenced|was sentenced",
    Kind.PARDON: r"pardons|pardoned",
    Kind.PAYMENT: r"pays|paid|received \$",
}
EVENTS = {kind: re.compile(rf"\b(?:{words})(?!\w)", re.I) for kind, words in EVENTS.items()}
UNSURE = re.compile(
    r"""(?:n['’]t|\b(?:not|no|never|may|might|could|would|will|if|whether|denies|denied|refuses
    |refused|declines|declined|asks|asked|wants|wanted|plans|planned|offers|offered|tries|tried
    |urges|urged|threatens|threatened|possible|possibly|possibility|proposes|proposed))\b""",
    re.I | re.X,
)


def of_connection(words: str) -> Kind:
    """What ties two parties together, from what a list calls it: "Former board member"."""
    named = re.sub(r"\(.*?\)", " ", words).lower()
    if len(named.split()) > MOST_WORDS or re.search('["“”]', named):
        return Kind.OTHER
    found = re.findall(r"[a-z]+(?:-[a-z]+)*", named)
    return next((TIES[word] for word in found if word in TIES), Kind.OTHER)


def of_event(sentence: str) -> Kind:
    """What happened, if the sentence has words of one kind and none that leave it open."""
    if UNSURE.search(sentence):
        return Kind.OTHER
    kinds = [kind for kind, words in EVENTS.items() if words.search(sentence)]
    return kinds[0] if len(kinds) == 1 else Kind.OTHER
