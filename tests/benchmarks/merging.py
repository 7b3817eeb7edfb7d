"""What is left to decide after a merge: field by field, and as git merges lines.

Random histories: two sides each make some edits to the example draft, as people do: they change a
word or a field, add a paragraph, add, take out, move or change an entry of a list. Both merges get
the same three drafts, written as the tool writes them. Conflicts are counted: fields here, marked
hunks in what `git merge-file` leaves. Also timed: a merge of 5,000 components edited all over.
"""

from __future__ import annotations

import gc
import subprocess
import tempfile
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

from designdoc_tui.document import Document
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.merge import three_way
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path as FieldPath
from tests.benchmarks import drafts
from tests.benchmarks.figures import Figure, Goal, Group

_EDITS = (1, 3, 10, 30)
"""How many edits each side makes."""

_MANY = 5_000
_WORDS = ("quickly", "always", "twice", "again", "never", "tokens", "requests", "a day", "at once")


def measure(histories: int, turns: int) -> list[Group]:
    """Takes the figures.

    Args:
        histories: How many histories of each kind are made.
        turns: How often the large merge is timed.
    """
    conflicts = tuple(_conflicts(edits, histories) for edits in _EDITS)
    return [
        Group("Conflicts that a merge leaves", "git merge-file on the same drafts", conflicts),
        Group("Time of a merge", "writing the draft as YAML", (_time(turns),)),
    ]


class _Left(NamedTuple):
    """What a merge of one history left.

    Attributes:
        ours: Fields in conflict.
        lines: Hunks that git marks.
        broken: Whether git found nothing to mark and left what is no draft, or another document.
    """

    ours: int
    lines: int
    broken: bool


def _conflicts(edits: int, histories: int) -> Figure:
    left = [_left(Random(f"{edits} {number}"), edits) for number in range(histories)]
    ours, lines = sum(one.ours for one in left), sum(one.lines for one in left)
    note = (
        f"{histories} histories: with conflicts {sum(one.ours > 0 for one in left)} here, "
        f"{sum(one.lines > 0 for one in left)} with git; "
        f"{sum(one.broken for one in left)} more that git merges cleanly into something else"
    )
    what = f"{edits} edit{'s' * (edits != 1)} on each side"
    return Figure(what, [ours], [lines], unit="conflicts", goals=(Goal(0, of="over"),), note=note)


def _left(random: Random, edits: int) -> _Left:
    base = drafts.document()
    ours, theirs = (Document(base.template, base.values) for _ in range(2))
    for side in (ours, theirs):
        for _ in range(edits):
            _edit(side, random)
    merged = three_way(base.template, base.values, ours.values, theirs.values)
    text, lines = _by_git(ours, base, theirs)
    broken = not lines and not merged.conflicts and not _says(text, merged.values)
    return _Left(len(merged.conflicts), lines, broken)


def _by_git(*versions: Document) -> tuple[str, int]:
    """What git makes of ours, base and theirs, and how many hunks it marks in it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, version in zip(paths, versions, strict=True):
            path.write_text(values_to_yaml(version), encoding="utf-8")
        command = ("git", "merge-file", "-p", *map(str, paths))
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    text = done.stdout.decode()
    return text, sum(line.startswith("<<<<<<< ") for line in text.splitlines())


def _says(text: str, values: object) -> bool:
    try:
        return parse_draft(text.encode(), "-").values == values
    except SourceError:
        return False


def _edit(document: Document, random: Random) -> None:
    """One edit as a person might make it."""
    path, field = random.choice(document.template.placed_fields)
    value = document.get(path)
    if isinstance(value, list) and value:
        _edit_list(document, path, field, random)
    elif isinstance(field.kind, Choice):
        document.set(path, random.choice(field.kind.options))
    elif field.role is Role.LAST_UPDATED:
        document.set(path, f"2026-11-{random.randint(1, 22):02}")
    elif field.kind.shape is Shape.TEXT:
        document.set(path, _reworded(document.text(path), random, is_block=field.kind.is_block))


def _edit_list(document: Document, path: FieldPath, field: Field, random: Random) -> None:
    items = document.items(path)
    place = random.randrange(len(items))
    what = random.choice(["change", "change", "change", "add", "add", "remove", "move"])
    if what == "move":
        document.move((*path, place), random.randrange(len(items)))
    elif what == "remove":
        document.remove((*path, place))
    elif what == "add":
        document.insert(path, random.randint(0, len(items)), _fresh(field, random))
    else:
        _change_item(document, (*path, place), random)


def _fresh(field: Field, random: Random) -> Value:
    if not isinstance(field.kind, Records):
        return _sentence(random)
    texts = (each.key for each in field.kind.fields if each.kind.shape is Shape.TEXT)
    return {key: _sentence(random) for key in texts}


def _sentence(random: Random) -> str:
    return f"It {random.choice(_WORDS)} says {random.randrange(1_000)}."


def _change_item(document: Document, path: FieldPath, random: Random) -> None:
    item = document.get(path)
    if not isinstance(item, dict):
        document.set(path, _reworded(document.text(path), random))
        return
    texts = [key for key, value in item.items() if isinstance(value, str)]
    if texts:
        inner = (*path, random.choice(texts))
        document.set(inner, _reworded(document.text(inner), random))


def _reworded(text: str, random: Random, *, is_block: bool = False) -> str:
    if is_block and random.random() < 0.3:
        paragraphs = text.split("\n\n") if text else []
        paragraphs.insert(random.randint(0, len(paragraphs)), _sentence(random))
        return "\n\n".join(paragraphs)
    lines = text.split("\n")
    number = random.randrange(len(lines))
    words = lines[number].split(" ")
    words[random.randrange(len(words))] = random.choice(_WORDS)
    lines[number] = " ".join(words)
    return "\n".join(lines)


def _time(turns: int) -> Figure:
    base = drafts.document(_MANY)
    ours, theirs = (Document(base.template, base.values) for _ in range(2))
    for number in range(0, _MANY, 3):
        ours.set(("design", "components", number, "purpose"), f"Does {number} things.")
    for number in range(0, _MANY, 4):
        theirs.set(("design", "components", number, "interfaces"), f"Takes {number} calls.")
    theirs.move("design.components[17]", 4_000)
    ours.insert("design.components", 44, {"name": "One more"})
    times: list[float] = []
    floor: list[float] = []
    for _ in range(turns):
        gc.collect()
        start = process_time()
        three_way(base.template, base.values, ours.values, theirs.values)
        merged = process_time()
        values_to_yaml(base)
        times.append((merged - start) * 1_000)
        floor.append((process_time() - merged) * 1_000)
    what = f"{_MANY} components, a third edited here, a quarter there"
    return Figure(what, times, floor, note="processor time; a second at the most")
