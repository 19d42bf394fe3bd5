"""The only signal of the site: how `people` learns that there is new text to read."""

from django.dispatch import Signal

# Sent by `Article.save()` inside its transaction, with the article as `sender_instance`, when
# its headline, standfirst or body text has changed or the article is new.
text_changed = Signal()
