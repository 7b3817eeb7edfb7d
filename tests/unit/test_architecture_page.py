"""The page on the architecture, held against the code: the template's words, private parts."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import designdoc_screens
import designdoc_tui

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TEMPLATE_ROOM = ROOT / "tui" / "designdoc_tui" / "template"

ASKS = re.compile(r"\bspec\.\w+\(\s*\"(\w+)\"")
"""How the loader of templates asks for what stands under a word."""

REACHES_IN = re.compile(r"^from textual\S*\._\w+ import|# noqa: SLF001", re.MULTILINE)
"""How a module looks that uses what Textual keeps to itself."""


def section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def words_of_the_template() -> set[str]:
    files = TEMPLATE_ROOM.glob("*.py")
    return {word for file in files for word in ASKS.findall(file.read_text(encoding="utf-8"))}


def modules() -> Iterator[ModuleType]:
    for package in (designdoc_tui, designdoc_screens):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def overrides_private_parts(module: ModuleType) -> bool:
    """Whether a class of a module has a method that is private to one of Textual's.

    Handlers of messages are not: `_on_key` is Textual's documented way of having both.
    """
    for _, one in inspect.getmembers(module, inspect.isclass):
        if one.__module__ != module.__name__:
            continue
        bases = [base for base in one.__mro__ if base.__module__.startswith("textual.")]
        for name, part in vars(one).items():
            is_private = name.startswith("_") and not name.startswith(("__", "_on_"))
            if is_private and callable(part) and any(name in vars(base) for base in bases):
                return True
    return False


def uses_private_parts(module: ModuleType) -> bool:
    source = inspect.getsource(module)
    return "textual" in source and (
        REACHES_IN.search(source) is not None or overrides_private_parts(module)
    )


class TestTheTemplateLanguage:
    @pytest.mark.parametrize("word", sorted(words_of_the_template()))
    def test_has_each_of_its_words_explained(self, word: str) -> None:
        rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
        assert any(f"`{word}`" in row.split("|")[1] for row in rows), word


class TestPrivatePartsOfTextual:
    def test_are_used_where_the_page_says_and_nowhere_else(self) -> None:
        said = section("Where private parts of Textual are used").split("\n\n")[0]
        named = {re.sub(r"\.py$", "", Path(name).name) for name in re.findall(r"`([\w/.]+)`", said)}
        used = {
            module.__name__.rpartition(".")[2] for module in modules() if uses_private_parts(module)
        }
        assert used == named
