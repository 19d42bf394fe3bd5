"""The page on which an editor records what an article says: its text beside its record.

A deed is a form that is sent to the page itself. The page's script asks for nothing but what a
browser would, and is given the page without what stands around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import passages
from articles.admin.ids import DIGITS
from articles.models import Article
from people import capturing
from people.admin.capture_forms import PasteForm, Sheet, offered_in
from people.admin.marked_text import Note, marked
from people.models import Citation, Interaction, Quote
from people.proposals import Proposals
from people.status import Status

NEEDED = ["articles.view_article", "people.add_interaction", "people.add_citation"]


def may_record(user) -> bool:
    return user.has_perms(NEEDED)


def record_url(article) -> str:
    return reverse("admin:people_article_record", args=[article.pk])


@dataclass(frozen=True)
class Entry:
    """An interaction the article tells of: its status for readers, if any, and the passages."""

    number: int
    interaction: Interaction
    status: Status | None
    citations: list[Citation]

    @property
    def anchor(self) -> str:
        return f"entry-{self.interaction.pk}"


# --- The page ---------------------------------------------------------------------------------


def record_page(request, pk):
    """The page; `?start=&end=` (and `kind`) or pasted `?words=` open the form for these words.

    `?after=` is where the editor was: the next suggestion after it is the one to go on with.
    """
    if not may_record(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _do(request, pk)
    article = get_object_or_404(Article.objects.defer("search"), pk=pk)
    proposals = Proposals(article)
    paste = PasteForm(request.GET if "words" in request.GET else None, text=proposals.text)
    return _page(request, proposals, paste=paste, sheet=_begun(request, proposals, paste))


def _begun(request, proposals, paste) -> Sheet | None:
    """The form for the words that the address names."""
    if paste.is_bound:
        return Sheet.begun(proposals, paste.passage) if paste.is_valid() else None
    if "start" not in request.GET:
        return None
    try:
        start, end = (int(request.GET.get(name, "")) for name in ("start", "end"))
        passage = passages.take(proposals.text, start, end)
    except ValueError:
        messages.warning(request, "There are no such words in the text of the article.")
        return None
    return Sheet.begun(proposals, passage, request.GET.get("kind", ""))


def _page(request, proposals, sheet=None, paste=None):
    article = proposals.article
    entries = _entries(article)
    quotes = list(article.quotes.select_related("speaker"))
    context = {
        "title": "Record",
        "opts": Article._meta,
        "article": article,
        "proposals": proposals,
        "next": _next(proposals, request.GET.get("after", "")),
        "lines": marked(proposals, list(_notes(entries, quotes))),
        "entries": entries,
        "quotes": quotes,
        "recent": capturing.may_be_taken_back(article, request.user),
        "sheet": sheet,
        "paste": paste or PasteForm(text=proposals.text),
    }
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        parts = {"fragment": True, **context}
        return TemplateResponse(request, "admin/people/capture/parts.html", parts)
    around = admin.site.each_context(request)
    return TemplateResponse(request, "admin/people/capture.html", around | context)


def _next(proposals, after):
    """The first open proposal from an offset on, else the first of all."""
    if not _is_number(after):
        return None
    later = (proposal for proposal in proposals.open if proposal.start >= int(after))
    return next(later, None) or next(iter(proposals.open), None)


def _entries(article) -> list[Entry]:
    """In the order of their first passages; five queries."""
    cited: dict[Interaction, list[Citation]] = {}
    for citation in _citations(article):
        cited.setdefault(citation.interaction, []).append(citation)
    public = Interaction.objects.published().filter(pk__in=[row.pk for row in cited])
    status = dict(public.values_list("pk", "current_status"))
    return [
        Entry(number, row, Status(status[row.pk]) if row.pk in status else None, citations)
        for number, (row, citations) in enumerate(cited.items(), start=1)
    ]


def _citations(article) -> list[Citation]:
    """In the order in which they stand, those that were lost at the end."""
    rows = article.citations.select_related(
        "interaction", "attributed_to_person", "attributed_to_organization"
    ).prefetch_related(
        "interaction__participants__person", "interaction__participants__organization"
    )
    return sorted(rows, key=lambda row: (row.is_lost, row.start, row.pk))


def _notes(entries, quotes) -> Iterator[Note]:
    """A note for all words of the article that are on record."""
    for entry in entries:
        for row in entry.citations:
            if not row.is_lost:
                label = f"On record: {entry.interaction}"
                yield Note(row.start, row.end, str(entry.number), entry.anchor, label)
    for quote in quotes:
        if not quote.is_lost:
            label = f"Quote of {quote.speaker}"
            yield Note(quote.start, quote.end, "“”", f"quote-{quote.pk}", label)


# --- Deeds ------------------------------------------------------------------------------------


@transaction.atomic
def _do(request, pk):
    """Do what was asked, or give the form back with what is wrong with it.

    The article is locked meanwhile: its text stays, and what is sent twice is done once.
    """
    article = get_object_or_404(Article.objects.select_for_update(no_key=True), pk=pk)
    proposals = Proposals(article)
    deed = next((DEEDS[name] for name in DEEDS if name in request.POST), _record)
    refused = deed(request, proposals)
    if isinstance(refused, Sheet):
        return _page(request, proposals, sheet=refused)
    return redirect(f"{record_url(article)}?after={_place(request)}")


def _place(request) -> str:
    """Where in the text the editor was: with that begins whatever was sent."""
    names = ("start", "quote", "dismiss", "bring_back", "undo")
    sent = next((request.POST[name] for name in names if name in request.POST), "")
    place = sent.partition("-")[0]
    return place if _is_number(place) else "0"


def _record(request, proposals) -> Sheet | None:
    sheet = Sheet.posted(request.POST, proposals)
    offered = offered_in(request.POST)
    if not sheet.is_valid:
        return sheet
    if any(row.pk not in offered for row in sheet.alike):
        messages.warning(request, "Not recorded yet: look whether it is on record already.")
        return sheet
    interaction = sheet.happening.interaction()
    parties = sheet.happening.parties()
    capturing.record(interaction, parties, proposals.article, sheet.saying.saying(), request.user)
    _log(request, interaction, f"Recorded from “{proposals.article}”.", added=True)
    messages.success(request, f"Recorded: {interaction}")
    return None


def _cite(request, proposals) -> Sheet | None:
    sheet = Sheet.posted(request.POST, proposals)
    if not sheet.saying.is_valid():
        return sheet
    pk = request.POST["cite"]
    known = Interaction.objects.filter(pk=pk if _is_number(pk) else None).first()
    if known is None:
        messages.warning(request, "That interaction is not on record any more.")
        return sheet
    capturing.cite(known, proposals.article, sheet.saying.saying(), request.user)
    _log(request, known, f"Cited “{proposals.article}”.")
    messages.success(request, f"Cited: {known}")
    return None


def _quote(request, proposals):
    if not request.user.has_perm("people.add_quote"):
        raise PermissionDenied
    if proposal := _proposal(request, "quote", proposals.open):
        quote = capturing.keep_quote(proposal, proposals.article, request.user)
        messages.success(request, f"Quote recorded: {quote.speaker}")


def _dismiss(request, proposals):
    if proposal := _proposal(request, "dismiss", proposals.open):
        capturing.dismiss(proposal, proposals.article, request.user)
        messages.success(request, f"Set aside: {proposal.label.lower()}.")


def _bring_back(request, proposals):
    if proposal := _proposal(request, "bring_back", proposals.set_aside):
        capturing.bring_back(proposal, proposals.article)
        messages.success(request, f"Brought back: {proposal.label.lower()}.")


def _undo(request, proposals):
    rows = capturing.may_be_taken_back(proposals.article, request.user)
    chosen = next((row for row in rows if _key(row) == request.POST["undo"]), None)
    if chosen is None:
        messages.warning(request, "That cannot be taken back here any more.")
        return
    if isinstance(chosen, Citation):
        _log(request, chosen.interaction, f"Took back what “{proposals.article}” says of it.")
    words = str(chosen.speaker if isinstance(chosen, Quote) else chosen.interaction)
    capturing.take_back(chosen)
    messages.success(request, f"Taken back: {words}")


DEEDS = {
    "cite": _cite,
    "quote": _quote,
    "dismiss": _dismiss,
    "bring_back": _bring_back,
    "undo": _undo,
    "record": _record,
}


def _proposal(request, name, among):
    """The one of these proposals that was sent; None, and a warning, if it is not among them."""
    proposal = next((p for p in among if p.key == request.POST[name]), None)
    if proposal is None:
        messages.warning(
            request, "That suggestion is not there any more: the text or its record has changed."
        )
    return proposal


def _key(row: Citation | Quote) -> str:
    """What something recorded is called in a form: where it stands, what it is, its id."""
    return f"{row.start}-{row._meta.model_name}-{row.pk}"


def _log(request, interaction, words, added=False):
    model_admin = admin.site.get_model_admin(Interaction)
    log = model_admin.log_addition if added else model_admin.log_change
    log(request, interaction, words)


def _is_number(text):
    return text.isdecimal() and len(text) <= DIGITS
