"""The Markdown that the preview understands: mistune, brought nearer to what GitHub shows.

mistune follows CommonMark closely and keeps its own counsel on GitHub's extensions. This
module replaces its tables (short rows, long rows and a pipe in code are fine on GitHub),
its footnotes (a definition is shown where it is written, so that each passage of a
document can be drawn by itself) and its bare links (`www.`, e-mail addresses, and which
punctuation at the end belongs to a link: GFM 6.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from mistune import BlockParser, InlineParser, Markdown
from mistune.plugins.formatting import strikethrough
from mistune.util import unescape, unikey

from designdoc_tui.markdown.tables import add_tables

if TYPE_CHECKING:
    from mistune.core import BlockState, InlineState

Token: TypeAlias = dict[str, Any]
"""One element of mistune's syntax tree."""

Definitions: TypeAlias = Mapping[str, Mapping[str, str]]
"""Link targets by their normalised label; footnotes with `FOOTNOTE` before it."""

FOOTNOTE: Final = "[^"
"""Begins a footnote's key. No label of a link can begin so."""

MAX_NESTING: Final = 20
"""Lists and quotes nested deeper than this are shown as they are written: mistune copies
the text of a container for each level, so that depth costs the square of its number."""

MAX_INLINE: Final = 10_000
"""Longer paragraphs, in characters, are shown as plain text: nobody formats those."""

_FOOTNOTE_LABEL = r"(?:[^\\\[\]\s]|\\.){1,500}"
_FOOTNOTE = (
    r"^ {0,3}\[\^(?P<note_key>" + _FOOTNOTE_LABEL + r")\]:[ \t]*(?P<note_first>[^\n]*(?:\n|$))"
    r"(?P<note_rest>(?:[ \t]*\n)*(?:(?: {4}|\t)[^\n]*(?:\n|$)(?:[ \t]*\n(?= {4}|\t))*)*)"
)
_INLINE_FOOTNOTE = r"\[\^(?P<note_ref>" + _FOOTNOTE_LABEL + r")\]"
_NOTE_INDENT = re.compile(r"^(?: {4}|\t)", re.MULTILINE)
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")

_SPECIAL = re.compile(r"[^\w \t.,;'\"()?%=+/-]|www\.|\b_|_\b|//")
"""Without any of these a text is plain: most cells of most tables."""

_BARE_LINK = re.compile(
    r"(?P<www>(?<![\w/@.:-])www\.[^\s<]+)"
    r"|(?P<url>(?<![A-Za-z])(?:https?|ftp)://[^\s<]+)"
    r"|(?P<mail>(?<![A-Za-z0-9.+_/-])[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)"
)
_TRAILING_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


def _parse_note(block: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    last = state.last_token()
    if last and last["type"] == "paragraph":
        return state.append_paragraph()
    key = unikey(match.group("note_key"))
    rest = match.group("note_rest").rstrip()
    child = state.child_state(
        match.group("note_first") + (_NOTE_INDENT.sub("", rest) + "\n" if rest else "")
    )
    block.parse(child, block.list_rules if state.depth() < MAX_NESTING else ["blank_line"])
    label = match.group("note_key")
    state.append_token(
        {
            "type": "footnote",
            "label": label,
            "children": child.tokens,
            "defines": {FOOTNOTE + key: {"label": label}},
        }
    )
    return match.end() if not rest else match.start("note_rest") + _rest_end(match)


def _rest_end(match: re.Match[str]) -> int:
    """Where the text of a footnote ends, without the blank lines after it."""
    rest = match.group("note_rest")
    kept = len(rest.rstrip())
    newline = rest.find("\n", kept)
    return len(rest) if newline < 0 else newline + 1


def _parse_note_mark(_inline: InlineParser, match: re.Match[str], state: InlineState) -> int | None:
    key = unikey(match.group("note_ref"))
    if FOOTNOTE + key not in state.env["ref_links"]:
        return None
    state.append_token({"type": "footnote_ref", "raw": match.group("note_ref")})
    return match.end()


def _notes(md: Markdown) -> None:
    md.inline.register(
        "footnote", _INLINE_FOOTNOTE, _parse_note_mark, before="link", start_chars="["
    )
    for rules in (md.block.rules, md.block.list_rules, md.block.block_quote_rules):
        md.block.insert_rule(rules, "ref_footnote", before="ref_link")
    md.block.register("ref_footnote", _FOOTNOTE, _parse_note, before="ref_link")


def configure(block: BlockParser) -> InlineParser:
    """Teach a block parser this dialect.

    Args:
        block: The parser to extend, in place.

    Returns:
        The parser for the text inside its blocks.
    """
    inline = InlineParser(max_nested_level=MAX_NESTING)
    markdown = Markdown(block=block, inline=inline, plugins=[strikethrough, _notes])
    add_tables(markdown.block)
    return markdown.inline


_inline = configure(BlockParser(max_nested_level=MAX_NESTING))


def inline_tokens(text: str, definitions: Definitions) -> list[Token]:
    """Parse the text of a paragraph, heading or table cell.

    Args:
        text: The block's text as mistune's block parser left it.
        definitions: The link and footnote targets it may refer to.

    Returns:
        mistune's inline tokens, with the text of `text` tokens decoded, neighbours
        joined, and bare links found.
    """
    stripped = text.strip(" \r\n\t\f")
    if len(stripped) > MAX_INLINE or not _SPECIAL.search(stripped):
        return [{"type": "text", "raw": stripped}]
    env: MutableMapping[str, Any] = {"ref_links": definitions}
    return _finish(_inline(stripped, env), linked=False)


def task_state(text: str) -> tuple[bool | None, str]:
    """Whether a list item's text begins with a checkbox.

    Args:
        text: The text of the item's first paragraph.

    Returns:
        True or False for a checked or empty box and the text after it; None and the
        text itself where there is no box.
    """
    match = _TASK.match(text)
    if match is None:
        return None, text
    return match.group(1) != " ", text[match.end() :]


def _finish(tokens: list[Token], *, linked: bool) -> list[Token]:
    finished: list[Token] = []
    pending: list[str] = []

    def flush() -> None:
        if pending:
            text = "".join(pending)
            pending.clear()
            finished.extend([{"type": "text", "raw": text}] if linked else _bare_links(text))

    for token in tokens:
        if token["type"] == "text":
            pending.append(unescape(token["raw"]))
            continue
        flush()
        if "children" in token:
            inside = linked or token["type"] in {"link", "image"}
            token["children"] = _finish(token["children"], linked=inside)
        finished.append(token)
    flush()
    return finished


def _bare_links(text: str) -> list[Token]:
    tokens: list[Token] = []
    done = 0
    if "www." not in text and "://" not in text and "@" not in text:
        return [{"type": "text", "raw": text}]
    for match in _BARE_LINK.finditer(text):
        if match.start() < done:
            continue
        kind = cast("str", match.lastgroup)
        shown = _link_text(match.group(), kind)
        if not shown:
            continue
        if match.start() > done:
            tokens.append({"type": "text", "raw": text[done : match.start()]})
        prefix = {"www": "http://", "mail": "mailto:", "url": ""}[kind]
        tokens.append(
            {
                "type": "link",
                "children": [{"type": "text", "raw": shown}],
                "attrs": {"url": prefix + shown},
            }
        )
        done = match.start() + len(shown)
    if done < len(text):
        tokens.append({"type": "text", "raw": text[done:]})
    return tokens


def _link_text(found: str, kind: str) -> str:
    """What of a possible link is the link: trailing punctuation is not (GFM 6.9)."""
    if kind == "mail":
        found = found.rstrip(".")
        return "" if found[-1] in "-_" else found
    while found:
        last = found[-1]
        if last in "?!.,:*_~\"'" or (last == ")" and found.count(")") > found.count("(")):
            found = found[:-1]
        elif last == ";" and (entity := _TRAILING_ENTITY.search(found)):
            found = found[: entity.start()]
        else:
            break
    host = _HOST.match(found.partition("://")[2] or found)
    if host is None or (kind == "www" and "." not in host.group()[4:]):
        return ""
    return found
