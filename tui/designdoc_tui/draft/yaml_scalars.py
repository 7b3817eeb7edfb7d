"""How one piece of text is written in YAML: plain, in quotes or as a literal block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.source.yaml_words import is_taken_for_something_else

if TYPE_CHECKING:
    from designdoc_tui.source.yaml_nodes import Scalar

# What is lost or refused when it stands in a file as it is: control characters, the line ends that
# YAML turns into LF (CR, NEL), those that only YAML 1.1 takes for one (LS, PS), byte-order marks,
# code points that are no characters, and halves of a surrogate pair. Tab and LF are no trouble.
_UNFIT: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ud800-\udfff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNFIT_FOR_A_BLOCK: Final = re.compile(f"[{_UNFIT}]")
_UNFIT_FOR_A_LINE: Final = re.compile(f"[{_UNFIT}\t\n]")
_ESCAPED: Final = re.compile(f'[{_UNFIT}\t\n"\\\\]')
_SHORT_ESCAPES: Final = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_NEVER_FIRST: Final = frozenset(" ,[]{}#&*!|>'\"%@`")
_FIRST_OF_A_WORD_ONLY: Final = frozenset("-?:")
_DOCUMENT_MARKS: Final = ("---", "...")  # only at the beginning of a line


def text_value(text: str, indent: str) -> str:
    """A text as the value of a key or as an item of a list.

    Args:
        text: What has to be read back, exactly.
        indent: The blanks in front of the lines of a literal block: two more than the key has.

    Returns:
        What follows the colon or the dash, with the blank in between and without a line end.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    if "\n" in text and fits_a_block(text):
        return f" {literal_block(text, indent)}"
    return " " + on_one_line(text)


def fits_a_block(text: str) -> bool:
    """Whether a literal block can hold a text as it is."""
    return not _UNFIT_FOR_A_BLOCK.search(text)


def on_one_line(text: str) -> str:
    """A text on one line, plain where no reader can take it for anything else.

    Args:
        text: What has to be read back, exactly.

    Returns:
        The text as it is, or in quotes.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    if not _fits_a_line(text):
        return double_quoted(text)
    if not text or text[0] in _FIRST_OF_A_WORD_ONLY or text.startswith(_DOCUMENT_MARKS):
        return _quoted(text)
    if not _may_be_plain(text) or is_taken_for_something_else(text):
        return _quoted(text)
    return text


def node_value(scalar: Scalar, indent: str) -> str:
    """A scalar that was read, as the value of a key or as an item of a list.

    Args:
        scalar: What was read.
        indent: As for `text_value`.

    Returns:
        As for `text_value`, but nothing at all for what was empty and plain. Every reader takes
        it for what it took it before.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    if "\n" in scalar.text:
        return text_value(scalar.text, indent)
    written = node_on_one_line(scalar)
    return f" {written}" if written else ""


def node_on_one_line(scalar: Scalar) -> str:
    """A scalar that was read, on one line: plain if it was plain, else in quotes.

    Args:
        scalar: What was read.

    Returns:
        The text, in quotes or not; nothing for what was empty and plain.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    text = scalar.text
    if scalar.plain:
        # A tab may stand within a plain scalar, and there are dates with one.
        blank = text.replace("\t", " ")
        if not text or (_fits_a_line(blank) and _may_be_plain(blank)):
            return text
    elif scalar.style == '"' or not _fits_a_line(text):
        return double_quoted(text)
    return _quoted(text) if _fits_a_line(text) else double_quoted(text)


def node_in_front(scalar: Scalar) -> str:
    """A scalar that was read, where a line may begin with it: a key, or a whole document.

    Args:
        scalar: What was read.

    Returns:
        As `node_on_one_line`, but in quotes where a mark between documents could be seen.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    if scalar.text.startswith(_DOCUMENT_MARKS) and scalar.text[3:4] in ("", " ", "\t"):
        return on_one_line(scalar.text)
    return node_on_one_line(scalar)


def _fits_a_line(text: str) -> bool:
    """Whether a text can stand on one line without escapes."""
    # Nearly all text is printable, and to ask that is much faster than the pattern.
    return text.isprintable() or not _UNFIT_FOR_A_LINE.search(text)


def _may_be_plain(text: str) -> bool:
    """Whether YAML's grammar allows a text of one line to stand without quotes.

    That is YAML 1.2.2, production [126] ns-plain-first and those after it, for block context.
    """
    first = text[0]
    if first in _NEVER_FIRST or (first in _FIRST_OF_A_WORD_ONLY and text[1:2] in ("", " ")):
        return False
    return text[-1] not in " :" and ": " not in text and " #" not in text


def single_quoted(text: str) -> str:
    """A text on one line, in single quotes where those can hold it.

    Args:
        text: What has to be read back, exactly.

    Returns:
        The text in single quotes, or in double quotes with escapes.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    return "'" + text.replace("'", "''") + "'" if _fits_a_line(text) else double_quoted(text)


def _quoted(text: str) -> str:
    """A text that fits a line in the quotes that leave it as it is, where there are such."""
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Any text at all on one line, with escapes where they are needed.

    Args:
        text: What has to be read back, exactly.

    Returns:
        The text in double quotes.

    Raises:
        ValueError: The text holds a lone surrogate.
    """
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    if 0xD800 <= code < 0xE000:
        raise ValueError(
            f"a text holds half of a surrogate pair (U+{code:04X}), which no file can; remove it"
        )
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal_block(text: str, indent: str, *, step: int = 2, told: bool = False) -> str:
    """A text as it is, every line indented.

    Args:
        text: What has to be read back, exactly; `fits_a_block` holds.
        indent: The blanks in front of each line.
        step: How many of those are more than the collection around has, 1 to 9.
        told: Whether to tell that to readers even when they can find it out.

    Returns:
        The header and the lines below it, without the last line end.
    """
    # A reader finds the indentation by the first line that is not empty, unless it is told. Blanks
    # there would mislead it, and libyaml refuses a tab.
    indicator = str(step) if told or text.lstrip("\n").startswith((" ", "\t")) else ""
    if not text.endswith("\n"):
        chomping = "-"
    else:
        # Without a line that is not empty, the last line end counts among those to be kept.
        chomping = "+" if text.endswith("\n\n") or text == "\n" else ""
        text = text[:-1]
    # Lines that are empty stay empty: no trailing blanks in the file.
    body = ("\n" + text).replace("\n", "\n" + indent)
    empty = f"\n{indent}\n"
    if empty in body:
        # Neighbours share a line end, so that one pass leaves out every other of them.
        body = body.replace(empty, "\n\n").replace(empty, "\n\n")
    if not text or text.endswith("\n"):
        body = body[: len(body) - len(indent)]
    return f"|{indicator}{chomping}{body}"
