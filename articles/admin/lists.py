"""Lists that take as long in a large archive as in a small one."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db import DataError
from django.db.models import QuerySet
from django.utils.functional import cached_property

from articles.admin.ids import is_id
from articles.characters import clean_text

MOST_COUNTED = 1000


def up_to(queryset: QuerySet, most: int = MOST_COUNTED) -> int:
    """How many rows there are; one more than `most` for any number beyond it. One query."""
    return queryset.order_by().values("pk")[: most + 1].count()


class BoundedPaginator(Paginator):
    """Pages of the first few thousand rows: whoever looks for more narrows the list instead."""

    MOST = 5000

    @cached_property
    def count(self):
        return min(up_to(self.object_list, self.MOST), self.MOST)


class ForgivingList(ChangeList):
    """What nothing can be narrowed by is left out, also if only the database finds that out."""

    def get_results(self, request):
        try:
            super().get_results(request)
        except (ValueError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class QuickList:
    """For an admin: its list counts no more rows than anybody leafs through."""

    show_full_result_count = False
    paginator = BoundedPaginator

    def get_changelist(self, request, **kwargs):
        return ForgivingList

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, clean_text(search_term))

    def response_action(self, request, queryset):
        """Of the rows chosen, what is no id chooses nothing."""
        request.POST = request.POST.copy()
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST.setlist(ACTION_CHECKBOX_NAME, list(filter(is_id, chosen)))
        return super().response_action(request, queryset)
