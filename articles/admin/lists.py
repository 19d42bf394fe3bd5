"""Lists that take as long in a large archive as in a small one."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

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


class QuickList:
    """For an admin: its list counts no more rows than anybody leafs through."""

    show_full_result_count = False
    paginator = BoundedPaginator
