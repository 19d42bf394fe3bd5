"""The lines of an archive become the rows that they were."""

from collections.abc import Callable
from datetime import date, datetime
from zipfile import ZipFile

from django.core.management.color import no_style
from django.db import connection, models

from articles.models import (
    Article,
    ArticleSlug,
    Correction,
    Edition,
    Outlet,
    Photo,
    SeeAlso,
    Tag,
    TaggedArticle,
    TagSlug,
    TagSynonym,
)
from people import record
from people.dates import from_edtf
from people.exporters.chosen import BATCH, in_batches
from people.exporters.lines import sha256
from people.importers.archive import files
from people.models import (
    Alias,
    Citation,
    Interaction,
    InteractionNumber,
    Mention,
    MentionDecision,
    Organization,
    Participant,
    Person,
    PersonSlug,
    Quote,
    Role,
)

CLOCKS = ["created_at", "updated_at"]
# An interaction that was merged may have had a higher number than any that there are now.
CONTINUE_INTERACTIONS = """
    SELECT setval(
        pg_get_serial_sequence('people_interaction', 'id'),
        GREATEST((SELECT max(id) FROM people_interaction), max(number))
    )
    FROM people_interactionnumber
"""


class Loader:
    """Stores the files of one archive in the order in which they need each other."""

    def __init__(self, archive: ZipFile, advance: Callable[[int], object]):
        self.archive, self.advance = archive, advance

    def load(self):
        self._store("outlets.jsonl", self._outlets)
        self._store("tags.jsonl", self._tags)
        self._store("organizations.jsonl", self._organizations)
        self.outlets = _keys(Outlet, "name")
        self.tags = _keys(Tag, "name")
        self.organizations = _keys(Organization, "name")
        self._store("people.jsonl", self._people)
        self.people = _keys(Person, "slug")
        self._store("articles.jsonl", self._articles)
        self.articles = _keys(Article, "slug")
        self._point_to_others()
        self._store("interactions.jsonl", self._interactions)
        self._answer_others()
        self._store("quotes.jsonl", self._quotes)
        for batch in in_batches(Interaction.objects.values_list("pk", flat=True).iterator()):
            record.rebuild_all(Interaction.objects.filter(pk__in=batch))
        _continue_numbering()
        Edition.raise_number()

    def _store(self, name, store):
        for batch in in_batches(files.lines(self.archive, name)):
            store(batch)
            self.advance(len(batch))

    def _outlets(self, lines):
        Outlet.objects.bulk_create(Outlet(**line) for line in lines)

    def _tags(self, lines):
        Tag.objects.bulk_create(Tag(**_picked(line, "id name slug description")) for line in lines)
        TagSlug.objects.bulk_create(
            TagSlug(tag_id=line["id"], slug=slug)
            for line in lines
            for slug in line.get("former_slugs", ())
        )
        TagSynonym.objects.bulk_create(
            TagSynonym(tag_id=line["id"], name=name)
            for line in lines
            for name in line.get("synonyms", ())
        )

    def _organizations(self, lines):
        Organization.objects.bulk_create(Organization(**line) for line in lines)

    def _people(self, lines):
        _insert(Person, map(self._person, lines), CLOCKS)
        PersonSlug.objects.bulk_create(
            PersonSlug(person_id=line["id"], slug=slug)
            for line in lines
            for slug in line["former_slugs"]
        )
        aliases = [
            Alias(person_id=line["id"], name=name) for line in lines for name in line["aliases"]
        ]
        for alias in aliases:
            alias.derive()
        Alias.objects.bulk_create(aliases)
        Role.objects.bulk_create(
            Role(
                person_id=line["id"],
                title=role["title"],
                organization_id=role["organization"] and self.organizations[role["organization"]],
                began=_day(role["began"]),
                ended=_day(role["ended"]),
            )
            for line in lines
            for role in line["roles"]
        )

    def _person(self, line):
        person = Person(
            **_picked(line, "id slug name sort_name description biography wikidata_id"),
            portrait=files.stored_picture(self.archive, line["portrait"]),
            born=from_edtf(line["born"]),
            died=from_edtf(line["died"]),
            **_clocks(line),
        )
        person.derive()
        return person

    def _articles(self, lines):
        _insert(Article, map(self._article, lines), CLOCKS)
        ArticleSlug.objects.bulk_create(
            ArticleSlug(article_id=line["id"], slug=slug)
            for line in lines
            for slug in line["former_slugs"]
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object_id=line["id"], tag_id=self.tags[name])
            for line in lines
            for name in line["tags"]
        )
        Photo.objects.bulk_create(
            Photo(
                article_id=line["id"],
                image=files.stored_picture(self.archive, photo["file"]),
                position=position,
                **_picked(photo, "width height alt caption credit"),
            )
            for line in lines
            for position, photo in enumerate(line["photos"])
        )
        Correction.objects.bulk_create(
            Correction(
                id=told["id"],
                article_id=line["id"],
                text=told["text"],
                published_at=_moment(told["published_at"]),
            )
            for line in lines
            for told in line["corrections"]
        )
        self._names(lines)

    def _article(self, line):
        article = Article(
            **_picked(
                line, "id slug headline standfirst byline canonical_url external_id language"
            ),
            body=line["body_html"],
            outlet_id=self.outlets[line["outlet"]],
            state=Article.State.PUBLISHED,
            is_undated=line["is_undated"],
            published_at=_moment(line["published_at"]),
            **_clocks(line),
        )
        article.derive()
        if sha256(article.body_text) != line["text_sha256"]:
            raise files.ArchiveError(
                f"The text of “{article.slug}” is not the one that was hashed."
            )
        return article

    def _names(self, lines):
        """Whom the articles name, as it was found and decided: nothing is read anew."""
        Mention.objects.bulk_create(
            Mention(
                article_id=line["id"],
                person_id=self.people[found["person"]],
                count=found["count"],
                spans=[place for span in found["spans"] for place in span],
                forms=found["forms"],
            )
            for line in lines
            for found in line["people"]
        )
        MentionDecision.objects.bulk_create(
            MentionDecision(
                article_id=line["id"],
                name=decided["name"],
                person_id=decided["person"] and self.people[decided["person"]],
            )
            for line in lines
            for decided in line["names_decided"]
        )

    def _point_to_others(self):
        """An article can point to one that comes after it in the file."""
        for batch in in_batches(files.lines(self.archive, "articles.jsonl")):
            SeeAlso.objects.bulk_create(
                SeeAlso(article_id=line["id"], other_id=self.articles[slug], position=position)
                for line in batch
                for position, slug in enumerate(line["see_also"])
                if slug in self.articles
            )

    def _interactions(self, lines):
        _insert(Interaction, map(self._interaction, lines), CLOCKS)
        InteractionNumber.objects.bulk_create(
            InteractionNumber(interaction_id=line["id"], number=number)
            for line in lines
            for number in line.get("former_ids", ())
        )
        Participant.objects.bulk_create(
            Participant(
                interaction_id=line["id"],
                person_id=self._known(self.people, party.get("person")),
                organization_id=self._known(self.organizations, party.get("organization")),
                description=party.get("description", ""),
                part=party["part"],
                position=position,
            )
            for line in lines
            for position, party in enumerate(line["participants"])
        )
        citations = (
            Citation(
                interaction_id=line["id"],
                stance=told["stance"],
                when_given=from_edtf(told["when_given"]),
                attributed_to_person_id=self._known(self.people, told["attributed_to_person"]),
                attributed_to_organization_id=self._known(
                    self.organizations, told["attributed_to_organization"]
                ),
                attributed_to_words=told["attributed_to_words"],
                **self._passage(told),
            )
            for line in lines
            for told in line["citations"]
        )
        _insert(Citation, citations, ["created_at"])

    def _interaction(self, line):
        interaction = Interaction(
            **_picked(line, "id kind summary when_printed when_basis place occurrences"),
            when=from_edtf(line["when"]),
            **_clocks(line),
        )
        interaction.derive()
        return interaction

    def _answer_others(self):
        numbers = set(Interaction.objects.values_list("pk", flat=True))
        for line in files.lines(self.archive, "interactions.jsonl"):
            if line["responds_to"] in numbers:
                answering = Interaction.objects.filter(pk=line["id"])
                answering.update(responds_to=line["responds_to"])

    def _quotes(self, lines):
        quotes = (
            Quote(speaker_id=self.people[line["speaker"]], **self._passage(line)) for line in lines
        )
        _insert(Quote, quotes, ["created_at"])

    def _passage(self, line):
        return {
            **_picked(line, "id prefix suffix start"),
            "exact": line["words"],
            "article_id": self.articles[line["article"]],
            "said_on": _day(line["said_on"]),
            "lost_at": _moment(line["lost_at"]),
            "created_at": _moment(line["recorded_at"]),
        }

    def _known(self, keys, name):
        return keys[name] if name else None


def _insert(model: type[models.Model], rows, clocks: list[str]):
    """Insert rows with the moments they carry, in place of which Django puts the present one."""
    rows = list(rows)
    carried = [{name: getattr(row, name) for name in clocks} for row in rows]
    model.objects.bulk_create(rows)
    for row, moments in zip(rows, carried, strict=True):
        for name, value in moments.items():
            setattr(row, name, value)
    model.objects.bulk_update(rows, clocks, batch_size=BATCH)


def _keys(model, field) -> dict[str, int]:
    return dict(model.objects.values_list(field, "pk"))


def _picked(line, names):
    return {name: line[name] for name in names.split()}


def _clocks(line):
    moments = (_moment(line["recorded_at"]), _moment(line["updated_at"]))
    return dict(zip(CLOCKS, moments, strict=True))


def _moment(text) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text) -> date | None:
    return date.fromisoformat(text) if text else None


def _continue_numbering():
    """New rows get numbers after those that came with the archive, former ones among them."""
    loaded = [Outlet, Tag, Organization, Person, Article, Correction, Interaction, Citation, Quote]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)
        cursor.execute(CONTINUE_INTERACTIONS)
