"""What reviewers leave in a draft, in the words of those who read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.document.verbatim import name_of
from designdoc_tui.merge.identity import inside, opened, text_in
from designdoc_tui.template.path import path_or_root
from designdoc_tui.template.reserved import LAYOUT, REVIEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path, Step

_REVIEW: Final = "Review"
_DOCUMENT: Final = "the document"
_MARKDOWN: Final = "Markdown"
_WORDS: Final = {
    "at": "When",
    "author_may_sign": "Why the author may sign",
    "comments": "Comments",
    "conflicts": "Conflicts",
    "email": "Address",
    "from": "Status before",
    "history": "Steps",
    "marks": "Read",
    "name": "Who",
    "not_applicable": "Does not apply",
    "path": "Place",
    "quote": "Quoted words",
    "reason": "Reason",
    "replies": "Reply",
    "resolved": "Settled",
    "role": "Role",
    "section": "Place",
    "sign_offs": "Sign-offs",
    "states": "Texts that were read",
    "switched_off": "Rules that are switched off",
    "text": "Text",
    "to": "Status after",
    "withdrawn": "Withdrawn",
}
_IN_ENTRIES: Final = ("comments", "marks", "sign_offs", "history")
_DAY: Final = 10  # characters of a time as entries write it
_FOR_PROGRAMS: Final = frozenset({"digest", "id", "record", "states"})


def is_for_people(path: Path) -> bool:
    """Whether what stands at a place says something to people, and not only to programs.

    Args:
        path: The place: digests and packed texts of the review are for programs.
    """
    return path[:1] != (REVIEW,) or _FOR_PROGRAMS.isdisjoint(path)


def review_labels(path: Path, values: Value, label_of: Callable[[Path], str]) -> list[str]:
    """What a place in the review is called.

    Args:
        path: The place.
        values: The document it is a place in.
        label_of: What sections and fields are called.

    Returns:
        From the outermost: of a comment, what it is about.
    """
    if path[:2] == NOT_APPLICABLE and len(path) == 3:
        return [label_of(path_or_root(str(path[2]))), _WORDS["not_applicable"]]
    if len(path) < 3 or not isinstance(path[2], int):
        return [_REVIEW, *map(_word, path[1:])]
    entry = opened(inside(values, path[:3]))
    here = entry if isinstance(entry, dict) else {}
    return [_entry(path, here, values, label_of), *_below(path[3:])]


def _entry(
    path: Path, entry: dict[str, Value], values: Value, label_of: Callable[[Path], str]
) -> str:
    """What an entry is called, by what it says."""
    match path[1]:
        case "comments":
            return f"Comment on {_about(entry, values, label_of)}"
        case "conflicts":
            return f"Conflict in {label_of(path_or_root(_text(entry, 'field'))) or _DOCUMENT}"
        case "history":
            return f"Step to {_text(entry, 'to')}"
        case "marks":
            section = path_or_root(_text(entry, "section"))
            # Where Markdown stood that is no section, something else may stand by now.
            what = _MARKDOWN if section[:1] == (LAYOUT,) else label_of(section) or _DOCUMENT
            return f"{what}, read by {_text(entry, 'name')}"
        case "sign_offs":
            return f"Sign-off of {_text(entry, 'role')}"
    return f"{_word(path[1])} {int(path[2]) + 1}"


def _about(comment: dict[str, Value], values: Value, label_of: Callable[[Path], str]) -> str:
    """What a comment is about: its place, or its words where they do not stand there any more."""
    path, quote = path_or_root(_text(comment, "path")), _text(comment, "quote")
    if quote and quote not in (text_in(inside(values, path)) or quote):
        return f"“{name_of(quote)}”"
    return label_of(path) or _DOCUMENT


def _below(path: Path) -> Iterator[str]:
    """What is in an entry; the position of a reply stands with its word."""
    for at, step in enumerate(path):
        if isinstance(step, str):
            following = path[at + 1] if at + 1 < len(path) else None
            number = f" {following + 1}" if isinstance(following, int) else ""
            yield f"{_word(step)}{number}"


def _word(step: Step) -> str:
    return _WORDS.get(str(step), str(step))


def _text(entry: dict[str, Value], key: str) -> str:
    return text_in(entry.get(key)) or ""


def in_words(path: Path, value: Value) -> Value:
    """What stands at a place, as people read it.

    Args:
        path: The place.
        value: What stands there.

    Returns:
        What a comment, a mark, a sign-off or a step says, as one text; anything else as it is.
    """
    entry = opened(value)
    is_entry = len(path) == 3 and path[:1] == (REVIEW,) and path[1] in _IN_ENTRIES
    if not is_entry or not isinstance(entry, dict):
        return value
    return "\n".join(_lines(entry)) or value


def _lines(entry: dict[str, Value]) -> Iterator[str]:
    """What is said; about which words; by whom and when; and what was said to it."""
    if text := _text(entry, "text"):
        yield text
    if quote := _text(entry, "quote"):
        yield f"“{quote}”"
    if reason := _text(entry, "reason"):
        yield reason
    who, day = _text(entry, "name") or _text(entry, "email"), _text(entry, "at")[:_DAY]
    if who or day:
        yield ", ".join(part for part in (who, day) if part)
    replies = opened(entry.get("replies"))
    for each in replies if isinstance(replies, list) else []:
        reply = opened(each)
        if isinstance(reply, dict):
            yield ""
            yield from _lines(reply)
    for key in ("resolved", "withdrawn"):
        done = opened(entry.get(key))
        if isinstance(done, dict):
            yield f"{_word(key)}: {', '.join(_lines(done))}"
