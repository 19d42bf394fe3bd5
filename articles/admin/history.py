"""The history of a row in the admin: who changed what, when and why; comparing; going back."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import history
from articles.admin.ids import is_id
from articles.admin.wording import moment
from articles.characters import clean_text
from articles.models import Version

NEWEST = 100
LONGEST_REASON = Version._meta.get_field("why").max_length


class WithHistory:
    """For an admin: whatever it logs is kept as a version of the row, with who, when and why."""

    def get_object(self, request, object_id, from_field=None):
        """With its history begun, before anything is changed."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST":
            history.begin(row)
        return row

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        self.keep_version(request, obj, entry.get_change_message())
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        self.keep_version(request, obj, entry.get_change_message())
        return entry

    def keep_version(self, request, row, deed):
        why = clean_text(request.POST.get("why", ""))[:LONGEST_REASON]
        return history.keep(row, by=request.user, deed=deed, why=why)

    def after_restoring(self, row):
        """Derive again what saving the row has not."""

    # --- The page -------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        """The versions of a row; `?before=` and `?after=` are compared, POST goes back to one."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        may_restore = self.has_change_permission(request, row)
        if request.method == "POST":
            if not may_restore:
                raise PermissionDenied
            return self._go_back(request, row)
        versions = Version.objects.of(row).select_related("made_by")
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of “{row}”",
            "opts": self.opts,
            "row": row,
            "versions": versions.reverse().defer("content")[:NEWEST],
            "has_older": versions.count() > NEWEST,
            "may_restore": may_restore,
            **self._compared(request, row),
        }
        return TemplateResponse(request, "admin/articles/history.html", context)

    def _compared(self, request, row):
        """Two versions and what differs: the last one, if not asked, and the one before it."""
        versions = Version.objects.of(row)
        after = _asked(row, request.GET.get("after", "")) or versions.last()
        before = after and _asked(row, request.GET.get("before", ""))
        before = before or (after and versions.filter(pk__lt=after.pk).last())
        if not before:
            return {}
        found = history.differences(self.model, before.content, after.content)
        return {"before": before, "after": after, "differences": found}

    def _go_back(self, request, row):
        version = _asked(row, request.POST.get("restore", ""))
        if version is None:
            self.message_user(request, "There is no such version.", messages.WARNING)
            return redirect(request.path)
        try:
            with transaction.atomic():
                history.restore(row, version)
                self.after_restoring(row)
                self.log_change(request, row, f"Went back to {moment(version.made_at)}.")
        except ValidationError as error:
            return self._stay(request, " ".join(error.messages))
        except OSError:
            return self._stay(request, "The file of a picture is not there any more.")
        except IntegrityError:
            return self._stay(request, "Something else has its place by now.")
        self.message_user(request, f"It is again as it was on {moment(version.made_at)}.")
        return redirect(request.path)

    def _stay(self, request, reason):
        said = f"That version cannot come back: {reason} Nothing was changed."
        self.message_user(request, said, messages.ERROR)
        return redirect(request.path)


def _asked(row, pk):
    """A version of this row by its id as it was asked for."""
    return Version.objects.of(row).filter(pk=pk).first() if is_id(pk) else None
