"""Reading records as they came: headings, bullets, numbers or boxes with fields below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.cut import cut
from designdoc_tui.markdown.imported.entries import Entry, entries_at
from designdoc_tui.markdown.imported.known import Known
from designdoc_tui.markdown.imported.lists import Listed
from designdoc_tui.markdown.imported.nodes import Node
from designdoc_tui.markdown.imported.record_text import RecordText
from designdoc_tui.markdown.imported.values import NotAValueError, value_in
from designdoc_tui.template.kinds.records import Records, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds.base import Lines, Value

    ReadBody = Callable[[Sequence[Field], Lines, Known], Body | None]

_BOX: Final = re.compile(r"\[[ xX]\][ \t]")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+")
_LONGEST_HEAD: Final = 2_000
"""A first line of more characters is nobody's."""


def records_at(
    field: Field, kind: Records, lines: Lines, start: int, known: Known, read_body: ReadBody
) -> tuple[Node, int] | None:
    """Reads the records that begin on a line.

    Args:
        field: The field of the records.
        kind: Its kind.
        lines: Lines without their line breaks.
        start: Where the first record begins.
        known: What is known of the fields of a record.
        read_body: Reads the lines of several fields.

    Returns:
        The records and the index of the line after them, or `None` when there are none, or one
        of them cannot be told for certain.
    """
    if not known.patterns:
        known.patterns = patterns_of(kind)
    read = _under_headings if kind.style is Style.HEADING else _in_list
    entries, end = read(kind, lines, start, known, read_body)
    return (Listed(field, entries), end) if entries else None


def _under_headings(
    kind: Records, lines: Lines, start: int, known: Known, read_body: ReadBody
) -> tuple[list[Entry], int]:
    inner = lines[start:]
    stretches = cut(inner)
    if not stretches or stretches[0].level == 0:
        return [], start
    level = stretches[0].level
    tops = [stretch for stretch in stretches if stretch.level == level]
    if any(stretch.level < level for stretch in stretches):
        return [], start
    stops = [stretch.start for stretch in tops[1:]] + [len(inner)]
    entries: list[Entry] = []
    for stretch, stop in zip(tops, stops, strict=True):
        entry = _heading_record(kind, inner[stretch.start : stop], known, read_body)
        if entry is None:
            return [], start
        entries.append(entry)
    last, end = entries[-1], len(lines)
    end -= len(last.gap)
    return entries, end


def _heading_record(kind: Records, lines: Lines, known: Known, read_body: ReadBody) -> Entry | None:
    marker = _HEADING.match(lines[0])
    if marker is None:
        return None
    head = head_of(kind, lines[0][marker.end() :], known)
    if head is None:
        return None
    first, last = 1, len(lines)
    while last > 1 and not lines[last - 1]:
        last -= 1
    while first < last and not lines[first]:
        first += 1
    record, parts = head
    body = read_body(kind.body, lines[first:last], known) if first < last else Body(kind.body, [])
    if body is None and not record and "\n".join(lines[first:last]) == kind.more:
        body = Body(kind.body, [])  # one more record of the template's own
    if body is None:
        return None
    record |= body.values
    # Where no field followed, the first one will come behind a blank line.
    gap = "\n" * (first - 1) if first < last else "\n"
    text = RecordText(parts, "", gap, body, "")
    raw = lines[0][marker.end() :] + "\n" + "".join(line + "\n" for line in lines[1:last])
    value = record if _says_something(kind, record) else None
    return Entry(marker.group(), value, raw, "\n" * (len(lines) - last), text if value else None)


def _in_list(
    kind: Records, lines: Lines, start: int, known: Known, read_body: ReadBody
) -> tuple[list[Entry], int]:
    entries, _ = entries_at(lines, start)
    taken: list[Entry] = []
    end = position = start
    for entry in entries:
        if not _list_record(kind, entry, known, read_body):
            break  # it may be another field of those that hold the records
        taken.append(entry)
        end = position + entry.raw.count("\n")
        position = end + len(entry.gap)
    return taken, end


def _list_record(kind: Records, entry: Entry, known: Known, read_body: ReadBody) -> bool:
    """Takes an entry apart, if it is a record for certain."""
    first, _, rest = entry.raw.removesuffix("\n").partition("\n")
    box = _BOX.match(first)
    if box is not None and kind.style is not Style.CHECKBOX:
        return False
    tick = box.group() if box else ""
    text = first[len(tick) :].rstrip()
    if len(text) + len(tick) != len(first):
        return False  # blanks behind the first line would be lost
    lines = rest.split("\n") if rest else []
    indent = " " * len(entry.marker)
    if any(line and not line.startswith(indent) for line in lines):
        return False
    bare = [line[len(indent) :] for line in lines]
    blank = 0
    while blank < len(bare) and not bare[blank]:
        blank += 1
    body = read_body(kind.body, bare[blank:], known) if bare[blank:] else Body(kind.body, [])
    if body is None:
        # All of it may be one text, as long as that is the only one in the first line.
        body, blank = Body(kind.body, []), 0
        text = "\n".join([text, *bare])
        if len(_texts_in_head(kind)) != 1:
            return False
    head = head_of(kind, text, known)
    if head is None:
        return False
    record, parts = head
    record |= body.values
    ticked = tick[1:2] in ("x", "X")
    if ticked:
        marks = (key for key in kind.ticked_by if kind.by_key[key].kind.name == "mark")
        record |= dict.fromkeys((key for key in marks if key not in kind.head.keys), True)
    if tick and ticked is not kind.is_ticked(record):
        return False
    filled = _says_something(kind, record)
    entry.value = record if filled else None
    entry.body = RecordText(parts, tick, "\n" * blank, body, indent) if filled else None
    return True


def _says_something(kind: Records, record: dict[str, Value]) -> bool:
    """Whether a record holds more than a template's record, the records in it included."""
    if not kind.is_record_filled(record):
        return False
    for field in kind.record_fields_filled(record):
        inner = field.kind
        if not isinstance(inner, Records) or record[field.key] != list(inner.samples):
            return True
    return False


def _texts_in_head(kind: Records) -> list[str]:
    return [part.field for part in kind.head.parts if part.field and not part.mark]


def head_of(
    kind: Records, text: str, known: Known
) -> tuple[dict[str, Value], list[tuple[str, str]]] | None:
    """Reads the first line of a record.

    Args:
        kind: The records.
        text: The line behind its marker.
        known: What is known of the fields of a record.

    Returns:
        The values in it by key, and its parts: text, or the key of a field with its text. `None`
        when the line does not fit.
    """
    if len(text) > _LONGEST_HEAD:
        return None
    for regex in known.patterns:
        found = regex.fullmatch(text)
        if found is not None and (read := _parts_of(kind, found, known)) is not None:
            return read
    return None


def _parts_of(
    kind: Records, found: re.Match[str], known: Known
) -> tuple[dict[str, Value], list[tuple[str, str]]] | None:
    record: dict[str, Value] = {}
    parts: list[tuple[str, str]] = []
    done = 0
    text = found.string
    for key in sorted(
        (key for key in found.groupdict() if found[key] is not None), key=found.start
    ):
        inner = found[key]
        field = kind.by_key[key]
        if field.kind.name == "mark":
            record[key] = True
        else:
            try:
                value = value_in(field, inner, known.blanks[key])
            except NotAValueError:
                return None
            if value is not None:
                record[key] = value
            if value is None:
                continue
        if found.start(key) > done:
            parts.append(("", text[done : found.start(key)]))
        parts.append((key, inner))
        done = found.end(key)
    if done < len(text):
        parts.append(("", text[done:]))
    return record, parts


def patterns_of(kind: Records) -> list[re.Pattern[str]]:
    """What the first line may look like, the template's own way first."""
    patterns = [_regex(kind)]
    named = _texts_in_head(kind)
    if kind.style in (Style.HEADING, Style.CHECKBOX) and len(named) == 1:
        # No label at all: the whole line is the name.
        patterns.append(rf"(?:(?:\d{{1,4}}\.)*\d{{1,4}}[.)]?[ \t]+)?(?P<{named[0]}>\S.*?)")
    return [re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns]


def _regex(kind: Records) -> str:
    regex = ""
    dashes = not any("-" in part.text for part in kind.head.parts)
    for part in kind.head.parts:
        before, after = _literal(part.text, dashes=dashes), _literal(part.after, dashes=dashes)
        if part.mark:
            regex += f"(?P<{part.field}>{before})?"
        elif part.field:
            day = kind.by_key[part.field].kind.name == "date"
            value = r"\d{4}-\d{2}-\d{2}|\[[^\]]*\]" if day else ".+?"
            inner = f"{before}(?P<{part.field}>{value}){after}"
            regex += f"(?:{inner})?" if part.optional else inner
        elif part.count:
            regex += r"[A-Z\d]{1,4}" if part.count == "#A" else r"\d{1,6}"
        else:
            regex += before
    return regex


def _literal(text: str, *, dashes: bool) -> str:
    if text.strip() == ":":
        dash = r"|[ \t]+[-–—][ \t]+|\.[ \t]+" if dashes else ""
        return rf"(?:[ \t]*:[ \t]*{dash})"
    escaped = re.escape(text).replace(r"\ ", r"[ \t]+").replace(r"\-", "[-–—]")
    words = re.escape(text.strip("*: "))
    if words and text.startswith("**") and text.rstrip().endswith(("**:", "**")):
        return rf"(?:\*\*{words}\*\*[ \t]*:|\*\*{words}:\*\*|{words}:)"
    return escaped
