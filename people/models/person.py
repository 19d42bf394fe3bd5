import datetime as dt

from anyascii import anyascii
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from articles import slugs
from articles.addresses import path_of
from articles.characters import clean_text
from people import name_forms, name_matching
from people.fields import ImpreciseDateField

LONGEST_NAME = 200
LONGEST_KEY = 2 * LONGEST_NAME  # other scripts need more letters in ours
WORDS = SearchVector("folded", config="simple")


class NamedQuerySet(models.QuerySet):
    """Rows that each have one name."""

    def with_words(self, words):
        """Names that have a word, or one that begins so, for each of these sets of spellings.

        An index lookup, whatever the number of names.
        """
        query = " & ".join(f"({' | '.join(map(_beginning, sorted(each)))})" for each in words)
        looked_for = SearchQuery(query, config="simple", search_type="raw")
        return self.alias(words=WORDS).filter(words=looked_for)


class PersonQuerySet(NamedQuerySet, slugs.MovedQuerySet):
    def named_like(self, keys):
        """People of whom a known name has one of these index keys (see `people.name_forms`).

        Two index lookups, whatever the number of people.
        """
        by_name = self.filter(name_key__in=keys).values("pk")
        by_alias = Alias.objects.filter(key__in=keys).values("person_id")
        return self.filter(pk__in=by_name.union(by_alias))

    def called(self, words):
        """People of whom a name or alias has all of these words, or words that begin so.

        Accents, case and the usual transliterations make no difference.
        """
        keys = folded_words(words).split()
        people = self if keys else self.none()
        for key in keys:
            by_name = Person.objects.with_words([{key}]).values("pk")
            by_alias = Alias.objects.with_words([{key}]).values("person_id")
            people = people.filter(pk__in=by_name.union(by_alias))
        return people

    def with_namesakes(self):
        """People who share the index key of a name or alias with somebody else.

        Two index lookups for every name on record.
        """
        by_name = self.filter(_somebody_else_has(key="name_key", person="pk")).values("pk")
        aliases = Alias.objects.filter(_somebody_else_has(key="key", person="person"))
        return self.filter(pk__in=by_name.union(aliases.values("person_id")))

    def alphabetical(self):
        return self.order_by("sort_key", "pk")


def _beginning(word):
    """A word as `to_tsquery` takes it: quoted, since in there it may be anything."""
    return f"'{word.replace(chr(39), '')}':*"


def _somebody_else_has(key, person):
    """Whether another person has a name or alias with the key of the outer row."""
    names = Person.objects.filter(name_key=OuterRef(key)).exclude(pk=OuterRef(person))
    aliases = Alias.objects.filter(key=OuterRef(key)).exclude(person=OuterRef(person))
    return Exists(names) | Exists(aliases)


class Person(models.Model):
    """Somebody the news is about."""

    name = models.CharField(max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=slugs.MAX_LENGTH, unique=True, blank=True)
    sort_name = models.CharField(
        max_length=LONGEST_NAME,
        blank=True,
        help_text="Made from the name when left empty: “Flynn, Michael”.",
    )
    description = models.CharField(
        max_length=200, blank=True, help_text="Who this is, in one line."
    )
    biography = models.TextField(blank=True)
    portrait = models.ImageField(upload_to="portraits/", blank=True)
    born = ImpreciseDateField(blank=True)
    died = ImpreciseDateField(blank=True)
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)
    # Derived: the key by which texts are matched, the folded name, the keys by which readers find
    # it however they spell it, the alphabetical order.
    name_key = models.CharField(max_length=LONGEST_NAME, editable=False, db_index=True)
    folded = models.CharField(max_length=LONGEST_KEY, editable=False)
    keys = ArrayField(models.TextField(), default=list, editable=False)
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name_plural = "people"
        permissions = [("merge_person", "Can merge people")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_person_has_a_name"),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__regex=r"^Q[1-9]\d*$"),
                name="a_wikidata_id_is_q_and_digits",
                violation_error_message="A Wikidata id is Q and digits: Q312.",
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~Q(wikidata_id=""),
                name="a_wikidata_id_is_one_person",
                violation_error_message="Another person has this Wikidata id.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="person_alphabetical"),
            GinIndex(WORDS, name="person_words"),
            GinIndex(fields=["keys"], name="person_keys"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("people:person_detail", self.slug)

    def url_with(self, other) -> str:
        """The address of what happened between two people: one address, whoever is named first."""
        return path_of("people:pair", *sorted([self.slug, other.slug]))

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Derive what is looked up, and keep the old address working."""
        former = self._stored()
        if former and self.sort_name == name_forms.sort_name(former.name):
            self.sort_name = ""  # nobody chose it: it follows the name
        self.derive()
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)
        PersonSlug.objects.filter(slug=self.slug).delete()
        if former and former.slug != self.slug:
            PersonSlug.objects.create(person=self, slug=former.slug)

    def derive(self):
        """Make from the name what people are found and sorted by; does not save."""
        self.name = clean_text(self.name)
        self.sort_name = self.sort_name or name_forms.sort_name(self.name)
        self.name_key = name_forms.index_key(self.name)[:LONGEST_NAME]
        self.folded = folded_words(self.name)
        self.keys = name_matching.keys(self.name)
        self.sort_key = anyascii(self.sort_name).casefold()[:LONGEST_KEY]

    @property
    def first_letter(self):
        """The letter under which an index lists the person; # when it is none."""
        letter = self.sort_key[:1].upper()
        return letter if letter.isalpha() else "#"

    @property
    def known_names(self) -> list[str]:
        """The name and every alias; one query unless the aliases are prefetched."""
        return [self.name, *(alias.name for alias in self.aliases.all())]

    def role_on(self, day: dt.date):
        """The role held on a day: of several the one begun last; None when none is known.

        From the prefetched roles: no query when `roles__organization` was prefetched.
        """
        return role_held(self.roles.all(), day)

    def last_role(self, day: dt.date):
        """The role held on a day, else the one held last before it; None when none is known."""
        begun = [role for role in self.roles.all() if role.began is None or role.began <= day]
        by_end = max(begun, key=lambda role: role.ended or dt.date.max, default=None)
        return self.role_on(day) or by_end

    def _free_slug(self):
        return slugs.free_slug(
            self.name,
            "person",
            Person.objects.exclude(pk=self.pk),
            PersonSlug.objects.exclude(person=self.pk),
        )

    def _stored(self):
        """The person as the database still has them; None when they are new."""
        return Person.objects.filter(pk=self.pk).only("name", "slug").first()


def folded_words(name: str) -> str:
    """A name as comparison keys, each after a space, for `PersonQuerySet.called`."""
    words = (f" {name_forms.fold(word.text)}" for word in name_forms.words_of(name))
    return "".join(words)[:LONGEST_KEY]


class PersonSlug(slugs.FormerSlug):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_slugs")


class Alias(models.Model):
    """Another name by which articles name a person. Two people may share one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=LONGEST_NAME, editable=False, db_index=True)
    folded = models.CharField(max_length=LONGEST_KEY, editable=False)
    keys = ArrayField(models.TextField(), default=list, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="an_alias_is_a_name"),
            models.UniqueConstraint(fields=["person", "name"], name="a_person_has_an_alias_once"),
        ]
        indexes = [
            GinIndex(WORDS, name="alias_words"),
            GinIndex(fields=["keys"], name="alias_keys"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Make from the name what it is found by; does not save."""
        self.name = clean_text(self.name)
        self.key = name_forms.index_key(self.name)[:LONGEST_NAME]
        self.folded = folded_words(self.name)
        self.keys = name_matching.keys(self.name)


class Organization(models.Model):
    """A body of people: an agency, a company, a campaign."""

    name = models.CharField(max_length=LONGEST_NAME, unique=True)
    slug = models.SlugField(max_length=slugs.MAX_LENGTH, unique=True, blank=True)
    description = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="an_organization_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name = clean_text(self.name)
        self.slug = self.slug or slugs.free_slug(
            self.name, "organization", Organization.objects.exclude(pk=self.pk)
        )
        super().save(*args, **kwargs)


class Role(models.Model):
    """A position a person held: "Attorney General", 9 February 2017 to 7 November 2018."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="roles"
    )
    began = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True, help_text="Empty while it is still held.")

    class Meta:
        ordering = ["began", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_role_has_a_title"),
            models.CheckConstraint(
                condition=Q(began__isnull=True) | Q(ended__isnull=True) | Q(ended__gte=F("began")),
                name="a_role_ends_after_it_begins",
                violation_error_message="A role ends on or after the day it begins.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def words(self) -> str:
        """When it was held, in years: the days are often known no better than that."""
        began, ended = (str(day.year) if day else "" for day in (self.began, self.ended))
        if began and ended:
            return began if began == ended else f"{began} to {ended}"
        return f"since {began}" if began else f"until {ended}" if ended else ""

    def held_on(self, day: dt.date) -> bool:
        return (self.began is None or self.began <= day) and (
            self.ended is None or day <= self.ended
        )


def role_held(roles, day: dt.date) -> Role | None:
    """The one of a person's roles held on a day, of several the one begun last."""
    held = [role for role in roles if role.held_on(day)]
    return max(held, key=lambda role: role.began or dt.date.min, default=None)
