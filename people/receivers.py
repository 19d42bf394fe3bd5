"""What happens here when something changes there.

New text is read for names and its passages are found again; the record of an interaction is
computed again with whatever it rests on. All within the transaction of the change.
"""

from django.db.models.signals import post_delete, post_save

from articles.models import Article
from articles.signals import text_changed
from people import anchoring, mentions, record
from people.models import Citation, Interaction, Participant


def connect():
    text_changed.connect(read_text, dispatch_uid="people")
    post_save.connect(rebuild_cited, sender=Article, dispatch_uid="people")
    for model in (Citation, Participant):
        post_save.connect(rebuild_interaction, sender=model, dispatch_uid="people")
        post_delete.connect(rebuild_interaction, sender=model, dispatch_uid="people")


def read_text(sender, articles, **kwargs):
    mentions.rebuild(*articles)
    anchoring.reanchor(*articles)


def rebuild_cited(sender, instance, created, raw=False, **kwargs):
    """An article was published, withdrawn or given another date."""
    if not (raw or created):
        record.rebuild_all(Interaction.objects.filter(citations__article=instance).distinct())


def rebuild_interaction(sender, instance, raw=False, **kwargs):
    if not raw:
        record.rebuild_all(Interaction.objects.filter(pk=instance.interaction_id))
