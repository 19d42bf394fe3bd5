"""Words that tell a reader whether a capitalised word is somebody's name.

Everything is written lower-case and without full stops, as `name_forms.fold` leaves most
English words; look words up with `str.lower`, not with `fold`.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_HONORIFICS = words("mr mister sir lord king prince father congressman chairman")
FEMALE_HONORIFICS = words(
    "mrs ms miss madam madame dame lady queen princess congresswoman chairwoman"
)
HONORIFICS = (MALE_HONORIFICS | FEMALE_HONORIFICS | words("dr prof rev hon messrs")) - words(
    "father chairman chairwoman congressman congresswoman"
)

OFFICES = words(
    """
    president vice premier chancellor senator senators sen sens representative representatives
    rep reps congressman congresswoman congressmen delegate governor gov govs lieutenant lt
    general gen colonel col major maj captain capt sergeant sgt corporal cpl private pvt admiral
    adm commander cmdr ltg attorney ag secretary minister prime director ambassador judge justice
    speaker chairman chairwoman chair whip mayor sheriff officer agent detective counsel
    prosecutor commissioner king queen prince princess pope cardinal bishop archbishop reverend
    pastor father sister rabbi imam sheikh ayatollah emir sultan deputy candidate nominee
    professor doctor coach inspector administrator superintendent comptroller treasurer
    assemblyman assemblywoman councilman councilwoman alderman
    """
)
TITLES = HONORIFICS | MALE_HONORIFICS | FEMALE_HONORIFICS | OFFICES

# Words that stand before a name and describe its bearer, but are not an office.
ROLES = words(
    """
    spokesman spokeswoman spokesperson strategist adviser advisor aide lawyer attorney lobbyist
    reporter correspondent journalist columnist editor anchor host author historian analyst
    pollster economist activist businessman businesswoman executive ceo founder oligarch
    billionaire actor actress singer comedian producer director scientist researcher professor
    doctor psychologist son daughter wife husband brother sister mother father nephew niece cousin
    lawmaker congressman senator ambassador diplomat dissident banker developer publicist
    operative consultant chairman president leader minister governor mayor secretary prosecutor
    investigator detective officer agent veteran friend colleague democrat republican candidate
    challenger incumbent nominee successor predecessor clerk staff chief
    official policeman member
    """
)

# What a full stop may follow within a name.
ABBREVIATIONS = words(
    """
    mr mrs ms dr prof rev hon sen sens rep reps gov govs lt gen col maj capt sgt cpl pvt adm cmdr
    atty asst jr sr st ft mt wm
    """
)

ABBREVIATED_SUFFIXES = words("jr sr")
SUFFIXES = ABBREVIATED_SUFFIXES | words("ii iii iv")
OPTIONAL_PARTICLES = words("al el")
PARTICLES = OPTIONAL_PARTICLES | words(
    "van von der den de del della di da dos du la le bin bint ben ibn abu ter ten"
)

# Family names written first; applied to names of three parts ("Kim Jong Un"), and to the
# few that no English given name resembles also to names of two ("Xi Jinping").
FAMILY_FIRST = words("kim moon park pak ri xi hu mao deng jiang wang zhang choe jang chiang zhou")
FAMILY_ALWAYS_FIRST = words("xi hu mao deng jiang zhang zhou")

# A surname before one of these belongs to a company, an institution or a place.
INSTITUTIONS = words(
    """
    tower towers organization organisation foundation hotel hotels university college school
    institute institution library museum hospital clinic center centre avenue street road drive
    boulevard lane park plaza building bridge airport county city township village island islands
    lake river creek mountain mountains canyon valley beach inc corp corporation llc llp ltd co
    company companies group holdings enterprises industries partners associates capital bank
    casino casinos golf resort resorts club winery vodka steaks shuttle post times journal herald
    tribune gazette memorial monument stadium field arena theater theatre act amendment prize
    award awards initiative network news media entertainment productions square fund trust
    society laboratory laboratories labs studios pictures records press magazine motors airlines
    brothers sons international soho ballroom
    """
)
# The same in lower case: "the Clinton foundation", "the Trump family".
LOWER_INSTITUTIONS = words("foundation dynasty family brothers")
INSTITUTION_LINKS = words("national international global presidential family world model grand")
PLACE_PREFIXES = words("fort ft mount mt lake port camp san santa saint st point cape")

# Surnames that are also places: after a preposition of place they are the place.
PLACE_SURNAMES = words(
    """
    washington lincoln jackson houston paris austin jefferson madison london cleveland charlotte
    virginia georgia carolina dallas florence israel jordan chad india china france england
    holland ireland montana dakota denver phoenix berlin milan york moscow kiev lexington
    """
)
PLACE_PREPOSITIONS = words("in at from near to outside around across into leaving")

# After a surname that begins a sentence they show the plural of a word: "Sessions are held".
PLURAL_VERBS = words("are were have")

# Titles that are hardly ever another word; a surname may follow them without a full name.
PLAIN_TITLES = HONORIFICS | words(
    """
    sen sens senator rep reps representative congressman congresswoman gov governor lt gen col
    colonel maj capt captain sgt sergeant cpl adm admiral cmdr judge justice ambassador president
    sheriff mayor detective officer agent pastor prosecutor professor
    """
)

SPEECH_VERBS = words(
    """
    said says told tells added adds argued argues wrote writes tweeted tweets testified denied
    denies claimed claims insisted insists noted notes replied replies responded responds warned
    warns explained explains recalled recalls acknowledged asked asks announced stated states
    declined called calls suggested suggests
    """
)


@cache
def female_names() -> frozenset[str]:
    """Given names borne by women, lower-case."""
    return words((DATA / "female_names.txt").read_text(encoding="utf-8").lower())


@cache
def male_names() -> frozenset[str]:
    """Given names borne by men, lower-case."""
    return words((DATA / "male_names.txt").read_text(encoding="utf-8").lower())


@cache
def short_names() -> dict[str, set[str]]:
    """The full given names that each short or full one stands for, lower-case."""
    full_names = defaultdict(set)
    for line in (DATA / "short_names.txt").read_text(encoding="utf-8").lower().splitlines():
        full, *short = line.split()
        for name in (full, *short):
            full_names[name].add(full)
    return dict(full_names)


@cache
def first_names() -> frozenset[str]:
    """Given names, lower-case, but those that more often are another word: "Will", "Said"."""
    return (female_names() | male_names()) - COMMON_WORDS


NATIONS = words(
    """
    american americans russian russians russia ukrainian ukraine british britain french france
    german germany chinese china korean korea iranian iran israeli israel syrian syria turkish
    turkey mexican mexico canadian canada cuban cuba saudi arabian arab european europe soviet
    japanese japan indian pakistani afghan iraqi iraq egyptian libyan polish italian spanish
    greek swiss swedish norwegian dutch african asian latin hispanic muslim christian jewish
    catholic islamic palestinian
    """
)
DAYS_AND_MONTHS = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr aug sept sep oct nov dec
    """
)
COMMON_WORDS = words(
    """
    a an the this that these those he she it they we you i his her its their our your my who whom
    whose which what when where why how if but and or nor so yet for of in on at by to from with
    without within about above across after against along amid among around as before behind
    below beneath beside besides between beyond despite down during except inside into like near
    off onto out outside over past per since than through throughout till toward towards under
    until unlike up upon versus vs via while although because though unless whether once here
    there then now still also just only even never ever always often again already soon later
    earlier meanwhile however moreover furthermore therefore thus instead indeed perhaps maybe
    yes no not none nobody nothing both either neither each every all any some many much most
    more few several such same other another one two three four five six seven eight nine ten
    hundred thousand million billion first second third last next new old former current is are
    was were be been being am has have had having do does did doing done can could will would
    shall should may might must let lets get gets got make made take took say said says tell told
    asked see seen saw know think thought want wants come came go goes went give gave find found
    back well good great big best right left real true according dear today yesterday tomorrow
    people president-elect
    """
)
AFFILIATIONS = words(
    """
    republican republicans democrat democrats democratic gop conservative liberal libertarian
    independent progressive socialist communist nazi kremlin pentagon congress senate house
    team never crooked lyin little mad crazy candidate citizen billionaire pro anti non ex
    fellow re
    """
)
NOT_GIVEN_NAMES = COMMON_WORDS | NATIONS | DAYS_AND_MONTHS | AFFILIATIONS | ROLES | TITLES
NOT_GIVEN_NAMES -= words("april june august israel christian")

# Letters with full stops that are no initials: "U.S.".
DOTTED_ABBREVIATIONS = words(
    "us un uk eu dc la ny nj nc sc nd sd nh nm ri va pc gop fbi cia nra fdr usc era am pm"
)

PLACES = words(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york
    carolina dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
    washington wisconsin wyoming america usa u.s. us uk eu un africa asia europe arabia emirates
    zealand guinea leone lanka rico kong delhi aviv arabia bank vegas angeles francisco diego
    orleans moscow london paris berlin beijing brussels geneva baghdad damascus aleppo kabul
    crimea chicago boston philadelphia detroit miami atlanta seattle dallas houston denver
    cleveland manhattan brooklyn queens bronx hollywood east west north south northern southern
    eastern western central
    """
)
# Words that end the names of things, but after a given name may be a surname: "Billy House".
SURNAMES_AFTER_GIVEN_NAMES = words(
    "house day law laws hill bank park field lane guard church post times street bible wall rose"
)
# No person's name ends in one of these.
NOT_SURNAMES = (
    INSTITUTIONS - words("brothers sons park lane field act bank amendment")
    | PLACES
    | NATIONS
    | DAYS_AND_MONTHS
    | AFFILIATIONS
    | words(
        """
        party parties committee department office agency bureau council court courts service
        services force forces army navy corps guard ministry embassy church union league association
        administration campaign convention states kingdom republic war wars day deal plan project
        report reports law laws code security intelligence justice state affairs defense commerce
        treasury energy labor education health care reform policy politics government parliament
        caucus assembly district congressional election elections primary primaries caucuses debate
        conference summit mission operation program system constitution declaration agreement treaty
        accord order executive branch commission board authority alliance coalition movement front
        forum foundation community world globe today insider beast post times images photo photos
        video twitter facebook google youtube instagram getty reuters ap afp cnn nbc abc cbs pbs npr
        fbi cia nsa doj dnc rnc gop msnbc bbc isis sunday show night live hill street wall capitol
        rights voters oval room online daily weekly ocean sea gulf coast region border pact club
        avenue series bowl cup games olympics tea christmas easter thanksgiving god bible islam
        pass more here now up in on for to of and the or follow share read click
        cabinet ticket line dossier memo file hebdo email emails server investigation probe inquiry
        counsel
        president senator ambassador secretary general director act pageant section integrity
        universe beacon examiner caller chronicle observer guardian standard register dispatch star
        ala ariz ark calif colo conn del fla ga ill ind kan ky mass mich minn mo mont neb nev okla
        ore penn tenn tex va vt wash wis wyo
        sun inquirer independent economist atlantic politico breitbart review spectator watch staff
        """
    )
)
