"""Loading and saving a draft of 1 MB, against libyaml doing the same with the bare data.

Loading is `load_draft`: reading the file, refusing what is dangerous, checking it against the
template, and the document; the floor is `yaml.load` of the same bytes with `CSafeLoader`. Writing
is `values_to_yaml`, the floor `yaml.dump` of the same data with `CDumper`. Saving is `save_draft`
after an edit, in full: YAML, Markdown, both files written and synced to the disk; its floor is
dumping the data and writing that to a file, without a sync. A draft laid out by hand is saved in
place: read, changed where it changed, and read again; its floor is the same.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.save import save_draft, values_to_yaml
from tests.benchmarks import drafts
from tests.benchmarks.figures import Figure, Group

_SIZE = 1_000_000


def measure(turns: int) -> list[Group]:
    """Takes the figures."""
    components = _components()
    text = drafts.yaml(components)
    source = text.encode()
    data: dict[str, Any] = yaml.load(source, yaml.CSafeLoader)
    document = drafts.document(components)
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "design.yaml", Path(folder) / "other.yaml"
        by_hand = Path(folder) / "by-hand.yaml"
        by_hand.write_bytes(b"# Laid out by hand.\n" + source)
        path.write_bytes(source)
        draft = load_draft(path)
        save_draft(draft, date(2026, 11, 22))
        numbers = count()

        def save() -> None:
            draft.document.set("overview.problem", f"Problem {next(numbers)}")
            save_draft(draft, date(2026, 11, 22))

        laid_out = load_draft(by_hand)

        def save_in_place() -> None:
            laid_out.document.set("overview.problem", f"Problem {next(numbers)}")
            save_draft(laid_out, date(2026, 11, 22))

        def dump() -> str:
            return yaml.dump(data, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)

        figures = (
            _figure(
                "load",
                lambda: load_draft(path),
                lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader),
                turns,
            ),
            _figure("write YAML", lambda: values_to_yaml(document), dump, turns),
            _figure("save after an edit", save, lambda: other.write_text(dump()), turns),
            _figure(
                "the same, laid out by hand",
                save_in_place,
                lambda: other.write_text(dump()),
                turns,
            ),
        )
    title = f"A draft of {len(source) / 1e6:.2f} MB ({components} components)"
    return [Group(title, "yaml.CSafeLoader, yaml.CDumper", figures)]


def _components() -> int:
    """How many components make a draft of 1 MB."""
    few, many = 10, 110
    each = (len(drafts.yaml(many)) - len(drafts.yaml(few))) / (many - few)
    return round((_SIZE - len(drafts.yaml(few))) / each) + few


def _figure(
    what: str, ours: Callable[[], object], floor: Callable[[], object], turns: int
) -> Figure:
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 1):
        for work, times in zip((ours, floor), taken, strict=True):
            gc.collect()
            start = perf_counter()
            work()
            if turn:
                times.append((perf_counter() - start) * 1000)
    return Figure(what, taken[0], taken[1])
