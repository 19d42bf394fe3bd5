import gzip

from django.db import models
from django.utils import timezone

from articles.models.article import Article


class ArchivedCopy(models.Model):
    """The web page that an article was brought from, as it came, for editors to go back to.

    It stays in the database, where no web server can hand it to readers. The lead image waits
    here too until an editor has described it: only then it becomes a photo.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="archived_copy")
    address = models.URLField(max_length=2000)
    fetched_at = models.DateTimeField(default=timezone.now)
    content_type = models.CharField(max_length=200, blank=True)
    compressed = models.BinaryField()
    picture = models.BinaryField(default=b"", help_text="The lead image, checked; else nothing.")

    class Meta:
        verbose_name_plural = "archived copies"

    def __str__(self):
        return f"{self.address}, {self.fetched_at:%Y-%m-%d}"

    @property
    def content(self) -> bytes:
        """The page, byte for byte."""
        return gzip.decompress(self.compressed)

    @content.setter
    def content(self, content: bytes):
        self.compressed = gzip.compress(content)
