"""The demo story: a small, true story told in our own words from the public record.

    people.toml        who it is about: other names they go by, roles they held
    tags.toml          its subjects
    articles/*.md      its articles, named after the day the news came out
    interactions.toml  what happened, and the words of the articles that say so

Edit the files and `manage.py load_demo` says what does not fit. The outlets are invented; the
byline of every article is "Demo desk".

`story` reads and checks the files; `loading` stores what is not there yet.
"""
