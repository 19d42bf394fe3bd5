"""What happens here when something changes there.

New text is read for names and its passages are found again; the record of an interaction is
computed again with whatever it rests on. All within the transaction of the change.
"""

from django.db.models.signals import post_delete, post_save, pre_save

from articles.models import Article
from articles.signals import text_changed
from people import anchoring, mentions, record
from people.models import Citation, Interaction, Participant, Quote


def connect():
    text_changed.connect(read_text, dispatch_uid="people")
    post_save.connect(rebuild_cited, sender=Article, dispatch_uid="people")
    for model in (Citation, Quote):
        pre_save.connect(find_words, sender=model, dispatch_uid="people's words")
    for model in (Citation, Participant):
        pre_save.connect(note_interaction, sender=model, dispatch_uid="people")
        post_save.connect(rebuild_interaction, sender=model, dispatch_uid="people")
        post_delete.connect(rebuild_interaction, sender=model, dispatch_uid="people")


def read_text(sender, articles, **kwargs):
    mentions.rebuild(*articles)
    anchoring.reanchor(*articles)


def rebuild_cited(sender, instance, created, raw=False, **kwargs):
    """An article was published, withdrawn or given another date."""
    if not (raw or created):
        record.rebuild_all(Interaction.objects.filter(citations__article=instance).distinct())


def find_words(sender, instance, raw=False, **kwargs):
    """A passage that is moved to another article stands where its words are there, or is lost."""
    if not raw and _stored(instance, "article_id") not in (None, instance.article_id):
        anchoring.find_again(instance, instance.article.body_text)


def note_interaction(sender, instance, raw=False, **kwargs):
    """What is moved from one interaction to another changes the one that it leaves, too."""
    if not raw:
        instance.left_interaction_id = _stored(instance, "interaction_id")


def rebuild_interaction(sender, instance, raw=False, **kwargs):
    if not raw:
        left = getattr(instance, "left_interaction_id", None)
        touched = {left, instance.interaction_id} - {None}
        record.rebuild_all(Interaction.objects.filter(pk__in=touched))


def _stored(row, column):
    """What the database has in a column of a row that is about to be saved; None if it is new."""
    return type(row).objects.filter(pk=row.pk).values_list(column, flat=True).first()
