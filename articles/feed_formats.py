"""The formats in which a feed is written: RSS 2.0, Atom and JSON Feed 1.1.

Beyond what Django writes, an item says in which language it is, who published it, when it was
last corrected, where it comes from and whom and what it is about. Feeds hand these over as
`language`, `publisher`, `source_url` and `subjects`: pairs of a name and the address of the list
that the name is from.

https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/
"""

import json
from html import escape

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

# In the address of a feed, the format it is asked for in.
FORMAT = "(?P<format>rss|atom|json)"
DUBLIN_CORE = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}


class Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | DUBLIN_CORE

    def add_item_elements(self, handler, item):
        # Readers of RSS take titles for HTML.
        super().add_item_elements(handler, item | {"title": escape(item["title"], quote=False)})
        for name, scheme in item["subjects"]:
            handler.addQuickElement("category", name, {"domain": scheme})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        _add_if_said(handler, "dc:publisher", item["publisher"])
        _add_if_said(handler, "dc:source", item["source_url"])
        _add_if_said(handler, "dc:language", item["language"])


class Atom(Atom1Feed):
    def root_attributes(self):
        return super().root_attributes() | DUBLIN_CORE

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, scheme in item["subjects"]:
            handler.addQuickElement("category", "", {"term": name, "scheme": scheme})
        if item["source_url"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["source_url"]})
        _add_if_said(handler, "dc:publisher", item["publisher"])


class Json(SyndicationFeed):
    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        feed = self.feed
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "description": feed["description"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"]}],
        }
        items = [_said(self._item(item)) for item in self.items]
        outfile.write(json.dumps(_said(document) | {"items": items}, ensure_ascii=False))

    def _item(self, item):
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "external_url": item["source_url"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else [],
            "tags": [name for name, _ in item["subjects"]],
            "language": item["language"],
            "_outlet": _said({"name": item["publisher"]}),
        }


def _add_if_said(handler, element, text):
    if text:
        handler.addQuickElement(element, text)


def _said(fields):
    return {name: value for name, value in fields.items() if value}
