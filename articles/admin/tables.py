"""Articles as tables (CSV), in and out of the desk. A table is tried before it is taken."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import tables
from articles.importers import reading, table
from articles.importers.batches import rolled_back
from articles.importers.results import Result, Summary
from articles.importers.rows import Rejected, Row
from articles.importers.storing import ArticleImporter
from articles.models import Article, Outlet

LARGEST = 4 * 1024 * 1024  # bytes
MOST_ROWS = 500  # what a request can store in a few seconds
COMMAND = "Import it in parts, or with the command import_articles."


class TableForm(forms.Form):
    """A table: a file, or (`kept`) the one that was tried and came back with the page."""

    file = forms.FileField(
        required=False,
        help_text="CSV whose first row names the columns: headline, body, outlet, published_at, "
        f"tags… At most {MOST_ROWS} articles and {LARGEST // 1024**2} MB.",
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    outlet = forms.ModelChoiceField(
        Outlet.objects.all(), required=False, help_text="Of articles for which the table has none."
    )
    publish = forms.BooleanField(
        required=False,
        label="Publish them on their dates",
        help_text="Otherwise they are drafts.",
    )

    def clean(self):
        """Puts the bytes of the table under `content`."""
        super().clean()
        if self.errors:
            return
        file, kept = self.cleaned_data["file"], self.cleaned_data["kept"]
        if not (file or kept):
            self.add_error("file", "Choose a file.")
            return
        if file and file.size > LARGEST:
            self.add_error("file", f"It has more than {LARGEST // 1024**2} MB. {COMMAND}")
            return
        self.cleaned_data["content"] = file.read() if file else _unpacked(kept)


class ExchangesTables:
    """For the admin of articles: an action that exports, and the page that imports."""

    actions = ["export_selected"]

    @admin.action(description="Export as CSV", permissions=["view"])
    def export_selected(self, request, queryset):
        """A download of the articles chosen, or of all that the list was narrowed to."""
        rows = Article.objects.filter(pk__in=queryset.order_by().values("pk")).newest_first()
        response = StreamingHttpResponse(tables.articles(rows), content_type="text/csv")
        name = f"articles-{timezone.localdate():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def has_import_permission(self, request):
        """An import brings articles up to date that readers have: for who may publish."""
        return self.has_add_permission(request) and self.has_publish_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_article_import"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"imports": self.has_import_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def import_view(self, request):
        """The form for a table; tried, with what would become of each row; with `_import`, taken.

        Trying is the same work, rolled back.
        """
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        taking = "_import" in request.POST
        outcome = self._outcome(request, form, taking) if form.is_valid() else {}
        if taking and outcome and not outcome["summary"].rejected:
            return redirect("admin:articles_article_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import a table of articles",
            "form": form,
            "is_tried": not taking,
            **outcome,
        }
        return TemplateResponse(request, "admin/articles/article/import.html", context)

    def _outcome(self, request, form, taking) -> dict:
        """What became of the rows, or would, and the form that holds on to the table."""
        results = self._store(request, form.cleaned_data, taking)
        summary = _summary(results)
        counts = next(summary.lines())
        if taking:
            self.message_user(request, f"{counts}.", messages.SUCCESS)
        kept = {"kept": _packed(form.cleaned_data["content"])}
        return {
            "form": TableForm({**form.data.dict(), **kept}),
            "results": results,
            "summary": summary,
            "counts": counts,
        }

    def _store(self, request, data, taking) -> list[Result]:
        """What became of each row; in one transaction, which a trial takes back."""
        importer = ArticleImporter(data["publish"], by=request.user)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "table.csv"
            file.write_bytes(data["content"])
            rows = (_named(row, data["outlet"]) for row in _rows(file))
            with transaction.atomic(), rolled_back(not taking):
                results = list(importer.store(rows))
                if taking:
                    self._log(request, importer.created)
        return results

    def _log(self, request, created):
        for article in Article.objects.filter(pk__in=created):
            self.log_addition(request, article, "Imported from a table.")


def _rows(file) -> Iterator[Row | Rejected]:
    """The rows of a file; after the last that fits one that says so."""
    rows = reading(table.read, file)
    yield from islice(rows, MOST_ROWS)
    if following := next(rows, None):
        yield Rejected(following.where, f"from here on the table is too long. {COMMAND}")


def _named(row, outlet):
    """The row by its line alone; of the outlet given, if it names none."""
    where = row.where._replace(file=Path("line"))
    if isinstance(row, Rejected):
        return row._replace(where=where)
    return replace(row, where=where, outlet=row.outlet or (outlet.name if outlet else ""))


def _summary(results) -> Summary:
    summary = Summary(most=MOST_ROWS)
    for result in results:
        summary.add(result)
    return summary


def _packed(content: bytes) -> str:
    return b64encode(zlib.compress(content)).decode()


def _unpacked(kept: str) -> bytes:
    """What was packed, at most `LARGEST` bytes of it."""
    try:
        return zlib.decompressobj().decompress(b64decode(kept), LARGEST)
    except (ValueError, zlib.error) as error:  # it was not sent as it had come
        raise ValidationError("Choose the file again.") from error
