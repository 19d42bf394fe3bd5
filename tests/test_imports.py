"""The contract of the floors: newsroom → people → articles → Django, and never upwards."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("articles", "people", "newsroom")  # the ground floor first
PURE_BY_THEIR_SUBJECT = {
    "articles.body",
    "articles.passages",
    "people.dates",
    "people.names",
    "people.status",
}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    module_name(path): ast.parse(path.read_text(encoding="utf-8"))
    for floor in FLOORS
    for path in sorted((ROOT / floor).rglob("*.py"))
}


def imports(name: str) -> set[str]:
    """Every dotted name a module imports, wherever in the module it does so."""
    found = set()
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                package = name.split(".")[: -node.level]
                origin = ".".join([*package, *filter(None, [origin])])
            found |= {origin, *(f"{origin}.{alias.name}" for alias in node.names)}
    return found


def floor_of(name: str) -> str:
    return name.partition(".")[0]


def is_said_to_be_pure(name: str) -> bool:
    return bool(re.search(r"\bPure\b", ast.get_docstring(MODULES[name]) or ""))


def reached_from(name: str) -> set[str]:
    """The modules of this site that a module imports, and those that they import…"""
    reached, waiting = set(), {name}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= {found for found in imports(module) if found in MODULES} - reached
    return reached - set(FLOORS)


PURE = sorted(filter(is_said_to_be_pure, MODULES.keys() - PURE_BY_THEIR_SUBJECT))


def test_every_module_of_every_floor_was_found():
    assert {"articles.views", "people.views", "newsroom.views"} <= MODULES.keys()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_its_own_floor_and_those_below(name):
    above = FLOORS[FLOORS.index(floor_of(name)) + 1 :]
    assert [found for found in imports(name) if floor_of(found) in above] == []


@pytest.mark.parametrize("name", [name for name in MODULES if floor_of(name) == "articles"])
def test_articles_names_no_model_of_people_even_as_a_string(name):
    strings = {
        node.value
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [string for string in strings if string.startswith(("people.", "newsroom."))] == []


@pytest.mark.parametrize("name", sorted(PURE_BY_THEIR_SUBJECT | set(PURE)))
def test_a_pure_module_reaches_neither_django_nor_models(name):
    assert {
        (module, found)
        for module in reached_from(name)
        for found in imports(module)
        if floor_of(found) == "django" or ".models" in found
    } == set()


@pytest.mark.parametrize("name", MODULES)
def test_no_module_is_called_after_nothing(name):
    assert name.rpartition(".")[2] not in {"utils", "helpers", "services", "common", "misc"}
