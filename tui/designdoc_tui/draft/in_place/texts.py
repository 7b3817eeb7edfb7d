"""One text in place of another, in the style in which that one is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designdoc_tui.draft.in_place.page import Block, Change, Page, Part
from designdoc_tui.draft.yaml_scalars import (
    double_quoted,
    fits_a_block,
    literal_block,
    node_on_one_line,
    on_one_line,
    single_quoted,
    text_value,
)
from designdoc_tui.source.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_MOST_TOLD = 9  # an indicator of indentation is one digit


def text_changes(
    page: Page, part: Part, old: Scalar, new: str | bool, parent: int, *, flow: bool
) -> Iterator[Change]:
    """What to change for a text to say something else.

    Args:
        page: Where it stands.
        part: The entry or item whose value it is; one that has a value and no alias.
        old: That value.
        new: What it has to say.
        parent: The column of the collection it stands in.
        flow: Whether it stands in brackets.

    Yields:
        The changes. A comment behind the value stays in its line.
    """
    if isinstance(new, bool):
        yield Change(part.begin, part.end, _flag(old.text, new))
    elif flow:
        yield Change(part.begin, part.end, flow_text(_in_style(old, new)))
    elif old.style in ("|", ">"):
        yield from _from_block(page, page.block(old), old, new, parent)
    else:
        yield from _from_line(page, part, old, new, parent)


def _flag(old: str, new: bool) -> str:
    words = ("no", "yes") if old.lower() in ("no", "yes") else ("false", "true")
    word = words[new]
    return word.upper() if old.isupper() else word.title() if old.istitle() else word


def filled(page: Page, at: int, new: str | bool, parent: int, *, flow: bool) -> Iterator[Change]:
    """What to change for a value to stand where none stood.

    Args:
        page: Where that is.
        at: Offset just after the colon or the dash.
        new: The value.
        parent: The column of the collection it will stand in.
        flow: Whether it will stand in brackets.

    Yields:
        The changes.
    """
    if flow or isinstance(new, bool):
        yield Change(at, at, f" {flow_value(new)}")
        return
    header, *body = _block_or_line(page, at, new, parent).split("\n", 1)
    yield Change(at, at, f" {header}")
    if body:
        end = page.line_end(at)
        yield Change(end, end, _lines(page, body[0]))


def _from_line(page: Page, part: Part, old: Scalar, new: str, parent: int) -> Iterator[Change]:
    written = _in_style(old, new)
    if "\n" in new and not (old.style == '"' and "\n" in old.text):
        written = _block_or_line(page, part.end, new, parent)
    header, *body = written.split("\n", 1)
    yield Change(part.begin, part.end, header)
    if body:
        at = page.line_end(part.end)
        yield Change(at, at, _lines(page, body[0]))


def _block_or_line(page: Page, at: int, new: str, parent: int) -> str:
    """A text as the tool writes it, in a line behind which other lines follow."""
    if new.endswith("\n") and page.is_blank_line(page.next_line(at)):
        written = text_value(new, " " * (parent + 2))
        # The blank line that follows must not become part of the text.
        return double_quoted(new) if "+" in written.split("\n")[0] else written[1:]
    return text_value(new, " " * (parent + 2))[1:]


def _in_style(old: Scalar, new: str) -> str:
    """A text on one line, in the style of another where that can hold it."""
    if old.style == '"':
        return double_quoted(new)
    if old.style == "'":
        return single_quoted(new)
    if not old.style and old.text[:1].isdigit() and new[:1].isdigit():
        # A date or a number without quotes was read as text; so will be the next.
        return node_on_one_line(Scalar(new))
    return on_one_line(new)


def _from_block(page: Page, block: Block, old: Scalar, new: str, parent: int) -> Iterator[Change]:
    end = block.end
    if not new.strip("\n") or not fits_a_block(new):
        # On one line, behind which a comment on the header stays.
        yield Change(block.sign, block.head, on_one_line(new))
        yield Change(page.line_end(block.head), end, "")
        return
    if old.style == ">" and "\n" not in new.strip("\n") and new[0] not in " \t":
        lines = page.text[block.body : end].splitlines()
        widest = max((len(line) - block.indent for line in lines), default=0)
        text = new.rstrip("\n")
        folded = "\n".join(_folded(text, max(widest, 40)))
        body = literal_block(folded + new[len(text) :], " " * (block.indent or parent + 2))
        header, body = body.split("\n", 1)
        header = header.replace("|", ">")
    else:
        width = block.indent if block.indent > parent else parent + 2
        if width - parent > _MOST_TOLD:
            width = parent + 2
        written = literal_block(
            new, " " * width, step=width - parent, told=bool(block.told) and old.style == "|"
        )
        header, body = written.split("\n", 1)
    if "+" in header:
        # Blank lines that followed would become part of the text.
        end = max(end, old.end - len(page.newline)) if old.end > block.body else end
    yield Change(block.sign, block.head, header)
    at = page.line_end(block.head)
    yield Change(at, max(end, at), _lines(page, body))


def _folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text that a reader joins with blanks."""
    line = ""
    for word in re.split(r"(?<=[^ \t]) (?=[^ \t])", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _lines(page: Page, body: str) -> str:
    """Lines to stand below a line."""
    return page.newline + body.replace("\n", page.newline)


def flow_text(written: str) -> str:
    """A text that stands on one line, as it can stand between brackets.

    Args:
        written: It as it stands outside of them, in quotes or plain.
    """
    if written[:1] in ("'", '"') or not (_FLOW_SIGNS.search(written) or written[-1:] == ":"):
        return written or "''"
    return single_quoted(written)


def flow_value(value: Any) -> str:
    """Any value on one line, as it can stand between brackets and outside of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return flow_text(on_one_line(value))
    if isinstance(value, Scalar):
        return flow_text(node_on_one_line(value)) if value.text or value.style else "~"
    if isinstance(value, Sequence):
        value = value.items
    elif isinstance(value, Mapping):
        value = {key.text: one for key, one in value.entries}
    if isinstance(value, dict):
        inner = (f"{flow_text(on_one_line(key))}: {flow_value(one)}" for key, one in value.items())
        return "{" + ", ".join(inner) + "}"
    return "[" + ", ".join(map(flow_value, value)) + "]"
