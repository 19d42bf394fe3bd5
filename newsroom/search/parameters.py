"""The filter parameters of the search page: those of every type of result, asked of all at once."""

import re
from collections import Counter, defaultdict

from articles.addresses import ORDER
from articles.filters import article_parameters
from articles.parameters import Cursor, Option, Order, Parameter, Value, Words
from articles.wording import or_join
from people.filters import QUOTE_PARAMETERS, interaction_parameters

PAGE = 20
LAST_PAGE = 50
COUNTED = 200  # results of a type; beyond, there are said to be more
NO_SUCH_PAGE = "That page does not exist, so here is the first one."
TYPES = {
    "people": "People",
    "articles": "Articles",
    "interactions": "Interactions",
    "quotes": "Quotes",
}
SHARED = ("person", "tag", "outlet", "kind", "status", "from", "to", "as_of")
ORDERS = Order({"relevance": "Most fitting first", "newest": "Newest first"})


class Across(Parameter):
    """A parameter that several types of result have, each in its own way.

    It narrows a queryset for each type. What cannot have it is not found by it: no article is of
    a kind, as a phone call is.
    """

    def __init__(self, by_type: dict[str, Parameter]):
        self.by_type = by_type
        self.any = next(iter(by_type.values()))
        self.kind = self.any.kind
        super().__init__(self.any.name, self.any.label)

    @property
    def adds_up(self):
        return self.any.adds_up

    def at(self, moment):
        return Across({type: one.at(moment) for type, one in self.by_type.items()})

    def read(self, texts):
        return self.any.read(texts)

    def narrow(self, rows, values):
        return {
            type: self.by_type[type].narrow(queryset, values)
            for type, queryset in rows.items()
            if type in self.by_type
        }

    def options(self, rows, values):
        """The choices of all types, with how many results of any of them each would leave."""
        labels, numbers = {}, Counter()
        for type, queryset in rows.items():
            if type in self.by_type:
                for option in self.by_type[type].options(queryset, values):
                    labels[option.value] = option.label
                    numbers[option.value] += option.count
        chosen = {value.text for value in values}
        return [
            Option(value, labels[value], number, value in chosen)
            for value, number in numbers.most_common()
        ]

    def say(self, values):
        return self.any.say(values)


class Text(Words):
    """The words to look for, for which the page has a box of its own.

    They narrow nothing here: `newsroom.search.matches` finds and ranks what has them.
    """

    kind = "hidden"

    def __init__(self):
        super().__init__("q", "Words")

    def read(self, texts):
        return [Value(texts[-1], texts[-1], "")], []

    def narrow(self, rows, values):
        return rows

    def say(self, values):
        return ""


class ResultType(Parameter):
    """The one type of result to show; all of them when it is not given. The others are counted."""

    kind = "hidden"

    def __init__(self):
        super().__init__("type", "Type")

    def read(self, texts):
        text = texts[-1]
        if text in TYPES:
            return [Value(text, text, "")], []
        return [], [
            f"“{text}” is not a type of result, so all are shown. It can be {or_join(TYPES)}."
        ]

    def narrow(self, rows, values):
        return rows

    def say(self, values):
        return ""


class PageNumber(Cursor):
    """The number of a page of results, the first being 1."""

    def __init__(self):
        super().__init__("page")

    def read(self, texts):
        text = texts[-1]
        number = int(text) if re.fullmatch("[0-9]{1,3}", text) else 0
        if not 1 <= number <= LAST_PAGE:
            return [], [NO_SUCH_PAGE]
        return [Value(text, number, "")] if number > 1 else [], []


def search_parameters(first: str | None = None) -> list[Parameter]:
    """All of them, in the order that every address has them in.

    They are said as they are of the type of result that comes `first`.
    """
    by_name: dict[str, dict[str, Parameter]] = defaultdict(dict)
    of_types = {
        "articles": article_parameters(),
        "interactions": interaction_parameters(),
        "quotes": QUOTE_PARAMETERS,
    }
    for type in sorted(of_types, key=lambda type: type != first):
        for parameter in of_types[type]:
            by_name[parameter.name][type] = parameter
    parameters = [Across(by_name[name]) for name in SHARED]
    parameters += [Text(), ResultType(), ORDERS, PageNumber()]
    return sorted(parameters, key=lambda parameter: ORDER.index(parameter.name))
