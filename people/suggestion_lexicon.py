"""Words by which a sentence tells of an interaction, and by which it says who says so.

What `either` makes is for the inside of a regular expression. Pure: imports no models.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from people.name_lexicon import NATIONS, ROLES, TITLES


def either(words: str) -> str:
    """An alternation of words, the longest first; "_" stands for a space."""
    return "|".join(
        word.replace("_", r"\s+") for word in sorted(words.split(), key=len, reverse=True)
    )


CONFIRMING = either(
    """
    confirm confirms confirmed acknowledge acknowledges acknowledged admit admits admitted concede
    concedes conceded
    """
)
DENYING = either("deny denies denied denying reject rejects rejected rebuts rebutted")
DISPUTING = either("dispute disputes disputed contest contests contested contradicted contradicts")
RETRACTING = either("retract retracts retracted recant recants recanted withdrew walked_back")
NEUTRAL_SAYING = either(
    """
    tweeting writing telling claiming insisting began begins states stated report reports say says
    said saying tell tells told add adds added adding argue argues argued write writes wrote
    tweeted testify testified claims claimed insist insists insisted notes noted noting reply
    replies replied respond responds responded warn warns warned explain explains explained recall
    recalls recalled ask asks asked announce announced stated declare declares declared suggest
    suggests suggested continue continues continued conclude concludes concluded reported stress
    stresses stressed assert asserts asserted allege alleges alleged complain complains complained
    remark remarked joked boast boasts boasted brag brags bragged promised vow vows vowed predict
    predicts predicted quip quipped recount recounted observe observed describe describes described
    called calling labeled labelled lament lamented maintain maintains maintained reveal reveals
    revealed disclose disclosed shout shouted demanded urge urges urged questioned charged accuse
    accused point_out points_out pointed_out read reads agree agrees agreed mention mentioned
    express expressed repeat repeated think thinks believe believes
    """
)
SAYING = "|".join((CONFIRMING, DENYING, DISPUTING, RETRACTING, NEUTRAL_SAYING))
# After a quotation these may stand before the speaker: “…,” said Mary Brook.
INVERTED = either(
    """
    said says wrote writes added adds asked asks replied responded tweeted explained argued argues
    insisted noted notes recalled continued declared concluded stated quipped warned warns
    testified joked reads read remarked observed claimed announced
    """
)

# A party that can be said to say something, without being named.
SOURCES = either(
    """
    official officials source sources person people aide aides adviser advisers advisor advisors
    spokesman spokeswoman spokesperson lawyer lawyers attorney attorneys statement report reports
    letter headline newspaper paper network agency committee house kremlin department
    administration campaign team office bureau post times journal prosecutors prosecutor
    investigators investigator diplomat diplomats lawmakers lawmaker member members staffer
    staffers organizers organizer experts expert critics democrats republicans pentagon memo memos
    document documents filing filings indictment complaint government ministry embassy story column
    blog editorial poll politico reuters cnn bloomberg friend friends colleague witness witnesses
    executive executives employee employees voter voters teacher student woman man senator
    congressman strategist analyst counsel court judge judges tweet post website magazine book
    transcript affidavit son daughter wife husband brother sister mother father reporter journalist
    anchor host ambassador minister president leader leaders politician director chief secretary
    governor mayor group foundation company lead article outlets intermediary consultant they 1 2
    """
)


OFFICE = either(
    """
    president vice_president attorney_general deputy_attorney_general special_counsel
    prime_minister foreign_minister crown_prince secretary_of_state defense_secretary ambassador
    fbi_director director house_speaker chief_of_staff press_secretary national_security_adviser
    national_security_advisor first_lady governor mayor senator congressman congresswoman
    campaign_manager campaign_chairman chairman judge chancellor king pope professor nominee
    inspector_general majority_leader minority_leader sheriff general
    """
)
# Words that, behind a name, make somebody else of it: a Trump lawyer, the Clinton campaign.
BELONGINGS = either(
    """
    campaign campaigns administration transition team aide aides adviser advisers advisor advisors
    lawyer lawyers attorney attorneys official officials associate associates supporter supporters
    spokesman spokeswoman spokesperson ally allies family organization organisation foundation
    tower loyalist loyalists appointee appointees surrogate surrogates voter voters rally rallies
    white house department donor donors deputy deputies staff staffer staffers friend friends
    confidant confidante son sons daughter wife husband brother sister father mother nephew
    ambassador government office investigation probe inquiry case critics critic backers ticket era
    doctrine presidency representative representatives
    """
)

# Words before a name that tell who its bearer is.
DESCRIBING = (
    TITLES
    | ROLES
    | NATIONS
    | frozenset(
        """
        the then former future ex his her a an campaign foreign policy national security white
        house special chief of in law son personal senior top longtime deputy one time legal press
        now fellow eldest younger new for acting outgoing incoming interim own boss rival supporter
        ally counsel manager host hosts affairs department state u.s intelligence committee long
        both fbi cia dutch opposition party parliamentary world real estate developer saudi first
        lady vice foe mentor finance attorneys advisers aides co including
        """.split()
    )
)
DESCRIBING_NOUNS = ROLES | {"supporter", "ally", "rival", "confidant"}


class Shape(Enum):
    """How the people stand around the words that tell what happened."""

    WITH = auto()  # Brook met with Field; Brook and Field spoke
    OBJECT = auto()  # Brook called Field; Field was called by Brook
    NOUN = auto()  # Brook's call with Field; a call between Brook and Field
    ATTENDED = auto()  # Brook and Field attended the meeting
    ACTED_ON = auto()  # Brook fired Field; Field was fired
    ACTED = auto()  # Field resigned
    DEED = auto()  # the firing of Field; Field's resignation


class Cue(NamedTuple):
    """Words that tell of a kind of interaction; `weight` is how often they truly do, 0 to 1."""

    kind: str
    shape: Shape
    pattern: re.Pattern
    weight: float


def _cue(kind: str, shape: Shape, words: str, weight: float) -> Cue:
    return Cue(kind, shape, re.compile(rf"\b(?:{either(words)})\b", re.IGNORECASE), weight)


CUES = (
    _cue(
        "meeting",
        Shape.WITH,
        """
        met meet meets meeting met_privately sat_down sit_down dined dine huddled golfed
        played_golf had_dinner had_lunch had_breakfast ate_dinner convened conferred
        """,
        0.9,
    ),
    _cue(
        "encounter",
        Shape.WITH,
        """
        spoke speak spoken speaks speaking talked talks talk talking discussed discussing discuss
        chatted communicated worked_closely in_touch shook_hands mingled appeared campaigned
        debated clashed consulted coordinated negotiated raised bragged complained apologized
        confided appearing
        """,
        0.8,
    ),
    _cue("message", Shape.WITH, "corresponded exchanged texted traded forwarded", 0.8),
    _cue("meeting", Shape.OBJECT, "met hosted visited welcomed summoned", 0.9),
    _cue("phone_call", Shape.OBJECT, "called phoned telephoned rang", 0.8),
    _cue("message", Shape.OBJECT, "emailed e-mailed texted messaged wrote wrote_to", 0.8),
    _cue("interview", Shape.OBJECT, "interviewed", 0.8),
    _cue(
        "encounter",
        Shape.OBJECT,
        """
        told tell telling asked ask asking urged pressed informed warned advised briefed assured
        ordered instructed directed encouraged thanked congratulated contacted reached_out_to
        greeted approached confronted begged implored reassured introduced invited spoke_to
        talked_to pressured lobbied debated notified consulted
        """,
        0.7,
    ),
    _cue(
        "meeting",
        Shape.NOUN,
        """
        meeting meetings sit-down dinner dinners lunch breakfast summit summits tete-a-tete
        get-together audience
        """,
        0.85,
    ),
    _cue(
        "phone_call",
        Shape.NOUN,
        "call calls phone_call phone_calls phone_conversation phone_conversations",
        0.78,
    ),
    _cue(
        "message",
        Shape.NOUN,
        """
        email emails e-mail e-mails letter letters text_message text_messages texts messages
        message correspondence
        """,
        0.7,
    ),
    _cue("interview", Shape.NOUN, "interview interviews", 0.7),
    _cue(
        "encounter",
        Shape.NOUN,
        """
        conversation conversations discussion discussions contact contacts interaction interactions
        encounter encounters exchange exchanges communication communications talks dealings
        press_conference news_conference debate debates chat matchup showdown
        """,
        0.8,
    ),
    _cue("meeting", Shape.ATTENDED, "attended joined sat_in_on", 0.8),
    _cue("dismissal", Shape.ACTED_ON, "fired fires firing dismissed ousted", 0.9),
    _cue("dismissal", Shape.DEED, "firing dismissal ouster", 0.8),
    _cue(
        "appointment",
        Shape.ACTED_ON,
        "appointed nominated hired hiring tapped",
        0.75,
    ),
    _cue("appointment", Shape.DEED, "appointment nomination hiring", 0.7),
    _cue("pardon", Shape.ACTED_ON, "pardoned", 0.9),
    _cue("charge", Shape.ACTED_ON, "indicted arrested arraigned charged_with", 0.8),
    _cue("charge", Shape.DEED, "indictment arrest", 0.7),
    _cue("conviction", Shape.ACTED_ON, "convicted sentenced", 0.8),
    _cue("payment", Shape.ACTED_ON, "paid bribed", 0.7),
    _cue("resignation", Shape.ACTED, "resigned resigns forced_to_resign stepped_down quit", 0.8),
    _cue("resignation", Shape.DEED, "resignation", 0.8),
    _cue("recusal", Shape.ACTED, "recused recusing recuse", 0.85),
    _cue("recusal", Shape.DEED, "recusal", 0.8),
    _cue("plea", Shape.ACTED, "pleaded_guilty pled_guilty pleaded_not_guilty", 0.9),
)
CONTACT_KINDS = frozenset({"meeting", "phone_call", "message", "interview", "encounter"})
BY_PHONE = re.compile(r"\b(?:phone|telephone|telephoned|by phone)\b", re.IGNORECASE)

# What makes of an event one that is only wanted, planned or thought of, right before its verb ...
NOT_YET = either(
    """
    will would could should can cannot must shall may might if whether wouldn't won't couldn't
    can't plan plans planned planning want wants wanted wish wishes wished hope hopes hoped hoping
    expected expects scheduled set agree agreed agrees offer_to offered_to offers_to ready refused
    refuses declined declines try tries tried trying able unable request requested seek seeks
    seeking sought intend intends intended likely going due about_to prepared willing allowed
    invited asked opportunity chance decided call called calling threatened considered considering
    demanded demanding pressured eager
    """
)
# ... or before its noun.
ONLY_WANTED = either(
    """
    push_for call_for calls_for called_for pushed_for calling_for demand demands potential possible
    planned future upcoming proposed prospective hypothetical another would will could request
    requested want wants wanted seek seeking sought propose proposed invitation before_a any no
    avoid canceled cancelled if whether possible might may should
    """
)
NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|without|n['’]t|no)\b|n['’]t\b|"
    rf"\b(?:{DENYING})\b(?!\s+(?:that\s+)?any)",
    re.IGNORECASE,
)
