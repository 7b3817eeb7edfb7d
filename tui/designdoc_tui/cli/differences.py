"""Differences between versions of a draft, told to people and to programs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from designdoc_tui.cli import streams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designdoc_tui.merge import Difference, Span
    from designdoc_tui.template.kinds import Value

# Each function imports what it works with: `--help` and completion need none of it.


def record_of(difference: Difference) -> dict[str, Any]:
    """A difference as JSON has it."""
    from designdoc_tui.merge import words
    from designdoc_tui.template.path import format_path

    record: dict[str, Any] = {
        "field": format_path(difference.path),
        "label": difference.label,
        "kind": difference.kind.value,
        "old": plain(difference.old),
        "new": plain(difference.new),
    }
    if difference.origin is not None:
        record["from"] = difference.origin
    elif isinstance(difference.old, str) and isinstance(difference.new, str):
        spans = words(difference.old, difference.new)
        record["words"] = [{"mark": mark.value, "text": text} for text, mark in spans]
    return record


def plain(value: Value) -> Any:
    """A value as JSON has it."""
    from designdoc_tui.source.yaml_nodes import Node, plain_value

    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return plain_value(value) if isinstance(value, Node) else value


def show(found: Sequence[Difference]) -> None:
    """Writes the differences for people. Control characters are made visible everywhere."""
    is_coloured = streams.is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
    lines: list[str] = []
    for difference in found:
        heading = streams.harmless(_heading(difference)).replace("\n", "\\x0a")
        lines.append(click.style(heading, bold=True) if is_coloured else heading)
        lines += (f"  {line}" for line in _lines(difference, is_coloured=is_coloured))
    text = "".join(f"{line}\n" for line in lines)
    if is_coloured:
        # The only control characters left in it are the colours.
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(text.encode(encoding, "backslashreplace"), nl=False, color=True)
    else:
        streams.write_result(text)


def _heading(difference: Difference) -> str:
    from designdoc_tui.template.path import format_path

    what = difference.kind.value
    if difference.origin is not None:
        what += f" from [{difference.origin}]"
    return f"{format_path(difference.path)}: {what} ({difference.label})"


def _lines(difference: Difference, *, is_coloured: bool) -> Iterator[str]:
    from designdoc_tui.merge import Kind, in_words, is_for_people, words

    if difference.kind is Kind.MOVED or not is_for_people(difference.path):
        return
    old, new = (in_words(difference.path, each) for each in (difference.old, difference.new))
    rows = _rows(words(_as_text(old), _as_text(new)))
    skipped = False
    for row in rows:
        if all(span.mark.value == "same" for span in row):
            skipped = True
            continue
        if skipped:
            yield "…"
        skipped = False
        yield "".join(_marked(span, is_coloured=is_coloured) for span in row)
    if skipped:
        yield "…"


def _as_text(value: Value) -> str:
    """A value as a draft has it, without the marks of YAML where it is a text."""
    from designdoc_tui.draft.yaml_text import write_yaml
    from designdoc_tui.merge.identity import text_in

    if value is None:
        return ""
    text = text_in(value)
    if text is not None:
        return text
    return write_yaml(value).removesuffix("\n")  # type: ignore[arg-type]  # what a draft holds


def _rows(spans: Sequence[Span]) -> list[list[Span]]:
    """The pieces of a text, line by line; an end of line that came or went is shown as such."""
    from designdoc_tui.merge import Mark, Span

    rows: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        rows[-1] += [Span(first, span.mark)] if first else []
        for piece in others:
            # A whole line that came or went needs no sign for its end.
            is_whole = bool(rows[-1]) and all(part.mark is span.mark for part in rows[-1])
            if span.mark is not Mark.SAME and not is_whole:
                rows[-1].append(Span("¶", span.mark))
            rows.append([Span(piece, span.mark)] if piece else [])
    return [row for row in rows if row]


def _marked(span: Span, *, is_coloured: bool) -> str:
    from designdoc_tui.merge import Mark

    text = streams.harmless(span.text)
    if span.mark is Mark.SAME:
        return text
    is_added = span.mark is Mark.ADDED
    if is_coloured:
        colour = "green" if is_added else "red"
        return click.style(
            text, fg=colour, underline=is_added or None, strikethrough=not is_added or None
        )
    return f"{{+{text}+}}" if is_added else f"[-{text}-]"
