from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles import body, slugs
from articles.addresses import path_of
from articles.characters import visible
from articles.models.naming import TagsOfArticle
from articles.signals import tell_of

MAX_HEADLINE = 300
MAX_BODY = 1_000_000
# PostgreSQL refuses a search vector of more than 1 MiB; this much text always fits into one.
SEARCHED_TEXT = 150_000
# What is long in a row, which lists leave where it is.
BODIES = ("body", "body_html", "body_text", "search")


class Unaccent(Func):
    """The text without diacritics, by a function of our first migration.

    Immutable, so that generated columns and indexes may use it; the `unaccent` extension is
    neither that nor everywhere.
    """

    function = "newsroom_unaccent"
    output_field = models.TextField()


def search_query(words: str) -> SearchQuery:
    """Words as a reader types them (a "phrase", or, -without), for the `search` column."""
    return SearchQuery(Unaccent(Value(words)), config="english", search_type="websearch")


class Outlet(models.Model):
    """A publication that ran articles."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=slugs.MAX_LENGTH, unique=True)
    homepage = models.URLField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugs.free_slug(self.name, "outlet", Outlet.objects.all())
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"{reverse('articles:article_list')}?outlet={self.slug}"


class ArticleQuerySet(models.QuerySet):
    def published(self, as_of=None):
        """What readers may see, now or as of an earlier moment: the one definition of public.

        A *scheduled* article is a published one with a time still to come.
        """
        moment = as_of or timezone.now()
        return self.filter(state=Article.State.PUBLISHED, published_at__lte=moment)

    def withdrawn(self, as_of=None):
        """What readers could see once and was taken back, by now or by an earlier moment."""
        moment = as_of or timezone.now()
        return self.filter(state=Article.State.WITHDRAWN, withdrawn_at__lte=moment)

    def dated(self):
        """Those of which it is known when they came out."""
        return self.filter(is_undated=False)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def matching(self, words):
        """Articles whose text matches a search in the syntax of web search engines."""
        return self.filter(search=search_query(words))

    def for_listing(self):
        """Rows for cards: outlet joined, named people in one query more; no bodies."""
        return self.select_related("outlet").prefetch_related("mentions").defer(*BODIES)

    def for_reading(self):
        """One article with what its page shows of it: outlet, tags, photos, corrections."""
        return (
            self.select_related("outlet")
            .prefetch_related("tags", "photos", "corrections")
            .defer("body", "search")
        )


class Article(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    headline = models.CharField(max_length=MAX_HEADLINE)
    slug = models.SlugField(
        max_length=slugs.MAX_LENGTH,
        unique=True,
        blank=True,
        help_text="Made from the headline when left empty. An old address keeps working.",
    )
    standfirst = models.TextField(
        blank=True,
        max_length=1000,
        help_text="One or two sentences under the headline.",
    )
    body = models.TextField(blank=True, validators=[MaxLengthValidator(MAX_BODY)])
    body_html = models.TextField(blank=True, editable=False)
    body_text = models.TextField(blank=True, editable=False)
    byline = models.CharField(max_length=300, blank=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    canonical_url = models.URLField(
        "web address",
        max_length=1000,
        blank=True,
        help_text="Where the outlet published it.",
    )
    external_id = models.CharField(max_length=200, blank=True, editable=False)
    language = models.CharField(max_length=12, default="en")
    published_at = models.DateTimeField(
        "published",
        null=True,
        blank=True,
        help_text="When the news came out. A time to come schedules the article.",
    )
    # That nobody knows when the news came out: the date is that of its list, or of its import.
    is_undated = models.BooleanField(default=False, editable=False)
    state = models.CharField(
        max_length=10, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    withdrawal_reason = models.TextField(blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    # When what readers could see last became something else; its page says so.
    revised_at = models.DateTimeField(null=True, editable=False)
    # The form it was last saved from: one that is sent twice saves once.
    form_key = models.UUIDField(null=True, editable=False)
    see_also = models.ManyToManyField("self", through="SeeAlso", symmetrical=False, blank=True)
    search = models.GeneratedField(
        expression=(
            SearchVector(Unaccent("headline"), weight="A", config="english")
            + SearchVector(Unaccent("standfirst"), weight="B", config="english")
            + SearchVector(Unaccent(Left("body_text", SEARCHED_TEXT)), weight="D", config="english")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    tags = TaggableManager(through="articles.TaggedArticle", manager=TagsOfArticle, blank=True)
    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        get_latest_by = "published_at"
        permissions = [
            ("publish_article", "Can publish articles"),
            ("withdraw_article", "Can withdraw articles"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="an_article_has_a_headline"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="a_published_article_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawal_reason=""),
                name="a_withdrawn_article_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="a_withdrawn_article_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=~Q(canonical_url=""),
                name="a_web_address_is_one_article",
                violation_error_message="Another article has this web address.",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="an_external_id_is_one_article",
            ),
            models.UniqueConstraint(fields=["form_key"], name="a_form_makes_one_article"),
        ]
        indexes = [
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state="published"),
                name="article_newest_first",
            ),
            # Whether readers may see an article, told without fetching it.
            models.Index(
                fields=["id"],
                include=["published_at"],
                condition=Q(state="published"),
                name="article_public",
            ),
            # The newest of every state, for the desk.
            models.Index(
                F("published_at").desc(), F("id").desc(), name="article_newest_of_any_state"
            ),
            models.Index(
                F("outlet"),
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state="published"),
                name="article_outlet_newest_first",
            ),
            models.Index(
                F("withdrawn_at").desc(),
                F("id").desc(),
                condition=Q(state="withdrawn"),
                name="article_withdrawn_last",
            ),
            GinIndex(fields=["search"], name="article_search"),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return path_of("articles:article_detail", self.slug)

    @classmethod
    def from_db(cls, db, field_names, values):
        article = super().from_db(db, field_names, values)
        article._loaded = {
            name: article.__dict__[name] for name in cls.REMEMBERED if name in article.__dict__
        }
        return article

    # What `save` compares with to know whether text, address, date or state have changed.
    REMEMBERED = ("headline", "standfirst", "body_text", "slug", "published_at", "state")
    _loaded: dict = {}

    def clean(self):
        if self.state == self.State.PUBLISHED and self.published_at is None:
            raise ValidationError({"published_at": "A published article needs its date."})

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Derive what is derived, keep the old address, tell who reads text."""
        self.derive()
        if self._loaded.get("published_at", self.published_at) != self.published_at:
            self.is_undated = False
        self.slug = self.slug or self._free_slug()
        is_new = self._state.adding
        super().save(*args, **kwargs)
        self._keep_former_slug()
        if is_new or self._text_differs():
            tell_of(self)
        self._loaded = {name: getattr(self, name) for name in self.REMEMBERED}

    def derive(self):
        """Clean what was typed, and make HTML and plain text from the body; does not save."""
        self.headline = body.clean_text(self.headline)
        self.standfirst = body.clean_text(self.standfirst)
        self.byline = body.clean_text(self.byline)
        self.body = visible(self.body)
        self.body_html = body.sanitise(self.body)
        self.body_text = body.to_text(self.body_html)

    @property
    def text(self):
        """All that is read for names: headline, standfirst and body text, as three paragraphs."""
        return f"{self.preface}{self.body_text}"

    @property
    def preface(self):
        """What stands before the body in `text`; its length is where the body begins."""
        return f"{self.headline}\n\n{self.standfirst}\n\n"

    @property
    def opening(self):
        """The standfirst, else how the body begins; from a listing, a query for the body."""
        return self.standfirst or body.excerpt(self.body_text)

    @property
    def is_public(self):
        return (
            self.state == self.State.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self):
        return self.state == self.State.PUBLISHED and not self.is_public

    @property
    def is_withdrawn(self):
        return self.state == self.State.WITHDRAWN

    @property
    def is_unseen(self):
        """Whether readers see nothing of it, and saw nothing before what is about to be saved."""
        states = {self.state, self._loaded.get("state")} if self._loaded else {self.state}
        return states <= {self.State.DRAFT, self.State.IN_REVIEW}

    @property
    def word_count(self):
        return body.word_count(self.body_text)

    @property
    def reading_minutes(self):
        return body.reading_minutes(self.body_text)

    def publish(self, at=None):
        """Make it public from `at`, else from its own date, else from now. Saves."""
        self.published_at = at or self.published_at or timezone.now()
        self.state = self.State.PUBLISHED
        self.withdrawal_reason, self.withdrawn_at = "", None
        self.save()

    def submit(self):
        """Hand a draft over for review. Saves."""
        self.state = self.State.IN_REVIEW
        self.save()

    def return_to_draft(self):
        """Take it back from review, or from readers, to go on writing. Saves."""
        self.state = self.State.DRAFT
        self.save()

    def withdraw(self, reason):
        """Take it back for good: its page then answers 410 with the reason. Saves.

        Raises ValueError without a reason, and for what readers have never seen: that can go
        back to being a draft.
        """
        if not reason.strip():
            raise ValueError("Withdrawing an article needs a reason.")
        if not self.is_public:
            raise ValueError("Only what readers can see can be withdrawn.")
        self.state = self.State.WITHDRAWN
        self.withdrawal_reason, self.withdrawn_at = reason.strip(), timezone.now()
        self.save()

    def _free_slug(self):
        return slugs.free_slug(
            self.headline,
            "article",
            Article.objects.exclude(pk=self.pk),
            ArticleSlug.objects.exclude(article=self.pk),
        )

    def _keep_former_slug(self):
        former = self._loaded.get("slug", self.slug)
        ArticleSlug.objects.filter(slug=self.slug).delete()
        if former != self.slug:
            ArticleSlug.objects.update_or_create(slug=former, defaults={"article": self})

    def _text_differs(self):
        return any(
            self._loaded.get(name) != getattr(self, name)
            for name in ("headline", "standfirst", "body_text")
        )


class ArticleSlug(slugs.FormerSlug):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_slugs")
