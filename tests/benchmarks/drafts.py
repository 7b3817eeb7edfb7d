"""The drafts that are measured: the example, and the example with many more components."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import designdoc_tui
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.template.kinds import Value

EXAMPLE = Path(designdoc_tui.__file__).parent / "examples" / "two-factor-sign-in" / "design.yaml"
"""The draft that is shipped."""

EXAMPLE_SIZE = 0
"""The size that means the example as it is."""

_VERBS = ("accepts", "checks", "stores", "forwards", "retries", "counts", "signs", "expires")
_THINGS = ("sign-ins", "orders", "reports", "tokens", "invoices", "shifts", "alerts", "exports")
_DETAILS = 25
"""With this many details a component has 33 lines of Markdown."""


def component(number: int) -> dict[str, Value]:
    """One component, every field filled, and no two of them alike."""
    verb, thing = _VERBS[number % 8], _THINGS[number // 8 % 8]
    calls = ", ".join(f"Service {max(1, number - step)}" for step in (1, 7))
    return {
        "name": f"Service {number}",
        "purpose": f"Service {number} **{verb} {thing}** for workspaces {number * 10} and up",
        "responsibilities": f"It alone {verb} {thing} in {number % 90 + 10} ms and *audits* it",
        "interfaces": f"`POST /v1/{thing}/{number}`, and an event on *{thing}.{number}*",
        "dependencies": calls,
        "implementation_details": [
            f"Step {detail} of service {number}: {_VERBS[(number + detail) % 8]} the batch of "
            f"{thing}, then waits {detail * 3 + number % 7} ms"
            for detail in range(1, _DETAILS + 1)
        ],
    }


def document(components: int = EXAMPLE_SIZE) -> Document:
    """A complete document.

    Args:
        components: How many components it has; `EXAMPLE_SIZE` for the example as it is.
    """
    example = load_draft(EXAMPLE).document
    if components == EXAMPLE_SIZE:
        return example
    values = dict(example.values)
    design = values["design"]
    assert isinstance(design, dict)
    made: list[Value] = [component(number) for number in range(1, components + 1)]
    values["design"] = {**design, "components": made}
    return Document(example.template, values)


def with_lines(count: int, paragraph: int) -> Document:
    """The example with a High-Level Architecture of many lines.

    Args:
        count: How many lines, blank ones included.
        paragraph: How many lines each paragraph has, the blank one after it included.
    """
    made = document()
    lines = [
        "" if number % paragraph == 0 else f"Line {number} says how part {number * 7 % 1000} works."
        for number in range(1, count + 1)
    ]
    made.set("design.high_level_architecture.text", "\n".join(lines))
    return made


def with_items(count: int) -> Document:
    """The example with a list of many goals.

    Args:
        count: How many.
    """
    made = document()
    goals: list[Value] = [
        f"{_VERBS[number % 8].capitalize()} *{_THINGS[number // 8 % 8]}* {number}"
        for number in range(1, count + 1)
    ]
    made.set("overview.goals", goals)
    return made


@cache
def yaml(components: int) -> str:
    """The draft as it is saved."""
    return values_to_yaml(document(components))


def described(components: int) -> str:
    """What a size is called in the table."""
    return "example" if components == EXAMPLE_SIZE else f"{components:,} components"
