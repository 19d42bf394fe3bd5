from django.db import migrations

# The letters that Unicode does not take apart into a letter and a diacritic.
WHOLE_LETTERS = "łŁøØđĐðÐħĦıŧŦ"
THEIR_LETTERS = "lLoOdDdDhHitT"

CREATE = f"""
CREATE FUNCTION newsroom_unaccent(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(
    regexp_replace(normalize(words, NFD), '[\\u0300-\\u036f]', '', 'g'),
    '{WHOLE_LETTERS}', '{THEIR_LETTERS}'
);
"""
DROP = "DROP FUNCTION newsroom_unaccent(text);"


class Migration(migrations.Migration):
    """A text without its diacritics, immutable so that generated columns may use it."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, DROP)]
