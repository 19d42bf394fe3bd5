"""Whatever is asked of an operation that its own description allows, and much that it does not."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.api import api
from tests import factories as make

DOCUMENT = api.get_openapi_schema()
OPERATIONS = [
    (path, operation["parameters"])
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
]
EXAMPLES = 25
SLUGS = ["mary-brook", "john-field", "envoys-meet", "sea", "the-courier", "the-senate"]
STRANGE = [
    *("\0", "\0a", "\ud800", "\U0010ffff", "ümläut", "’; DROP TABLE", "%", "a" * 10_000),
    *("2017-02-31", "0000", "9999-12-31", "0001", "2017-13", "-2017", "2" * 400),
    *("~", "~~~", "2017-02-13T12:00:00+00:00~1", f"2017-02-13~0~{2**63}", "x~-1"),
    *(":* & !", '"', "( or -", "<->", "a or", "-", "\\"),
]
TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(STRANGE), st.sampled_from(SLUGS))
NUMBERS = st.one_of(st.integers(0, 5), st.integers(min_value=0)).map(str)


def values_of(parameter):
    """Values as the description has them, and others."""
    schema = parameter["schema"]
    of_one = schema.get("items", schema)
    known = of_one.get("enum") or of_one.get("examples") or SLUGS
    if of_one["type"] == "integer":
        known = ["1", "2", "100"]
    return st.one_of(st.sampled_from(known), TEXTS, st.integers().map(str))


def queries(parameters):
    """Query strings of up to eight of the parameters, in any order, some of them repeatedly."""
    of_query = [parameter for parameter in parameters if parameter["in"] == "query"]
    pairs = [st.tuples(st.just(one["name"]), values_of(one)) for one in of_query]
    pairs.append(st.tuples(TEXTS, TEXTS))
    query = st.lists(st.one_of(pairs), max_size=8)
    return query.map(lambda pairs: urlencode(pairs, errors="surrogatepass"))


def addresses(path, parameters):
    """The path with a value for each of its parameters: of rows that are there, and others."""
    of_path = {
        parameter["name"]: NUMBERS
        if parameter["schema"]["type"] == "integer"
        else st.one_of(st.sampled_from(SLUGS), TEXTS)
        for parameter in parameters
        if parameter["in"] == "path"
    }
    return st.fixed_dictionaries(of_path).map(
        lambda values: path.format(
            **{
                name: quote(value, safe="", errors="surrogatepass")
                for name, value in values.items()
            }
        )
    )


@pytest.fixture
def _story(db, settings):
    settings.API_RATE = 0
    brook, field = make.person("Mary Brook"), make.person("John Field")
    make.organization("The Senate")
    article = make.article(slug="envoys-meet", tags=["Sea"], outlet=make.outlet("The Courier"))
    make.citation(make.interaction(people=[brook, field]), article)
    make.quote(brook, article)
    make.correction(article)


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize(
    ("path", "parameters"), OPERATIONS, ids=[path for path, parameters in OPERATIONS]
)
def test_nothing_that_is_asked_is_a_mistake_of_ours(client, path, parameters):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(addresses(path, parameters), queries(parameters))
    def ask(address, query):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code in {200, 301, 404, 410}
        assert answer["Content-Type"].partition(";")[0] in {
            "application/json",
            "application/problem+json",
            "text/html",  # of a redirect
        }

    ask()


def test_every_reference_of_the_description_leads_somewhere():
    def references(node):
        if isinstance(node, dict):
            yield from [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            node = list(node.values())
        if isinstance(node, list):
            for part in node:
                yield from references(part)

    found = set(references(dict(DOCUMENT)))
    for reference in found:
        place = DOCUMENT
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]
    assert len(found) > 20


def test_every_operation_has_a_name_of_its_own():
    names = [
        operation["operationId"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
    ]
    assert len(names) == len(set(names)) == len(OPERATIONS)
