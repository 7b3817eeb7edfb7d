"""Making a comment, and talking about one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.review_dialogs import Kept, WritingDialog
from designdoc_screens.rows import Line, Row
from designdoc_tui.approval import comment_key
from designdoc_tui.review.anchors import Anchor, Place
from designdoc_tui.review.comments import Comment
from designdoc_tui.review.register import day_of
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value

_DIM: Final = "$foreground 60%"
_MOST_LINES: Final = 500
_TAGS: Final = 40  # cells of a field's name beside its words


class Words(NamedTuple):
    """Some words of the document that a comment can be about.

    Attributes:
        path: The field they stand in.
        quote: The words; empty for all of the field or section.
    """

    path: Path
    quote: str


class Said(NamedTuple):
    """A comment that somebody makes.

    Attributes:
        about: What it is about.
        text: What it says.
    """

    about: Words
    text: str


def words_at(document: Document, path: Path) -> list[Words]:
    """What a comment on a field or section can quote.

    Args:
        document: The document.
        path: The field or section.

    Returns:
        All of it first, then every line of its texts.
    """
    found = [Words(path, "")]
    for where, line in _lines(document.get(path), path):
        if len(found) > _MOST_LINES:
            break
        found.append(Words(where, line))
    return found


def _lines(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        for line in value.split("\n"):
            if line.strip():
                yield path, line.strip()
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _lines(inner, (*path, index))


class CommentDialog(WritingDialog[Said]):
    """Asks which words a comment is about, and what it says."""

    def __init__(self, title: str, words: list[Words], kept: Kept, *, chosen: int = 0) -> None:
        """Asks.

        Args:
            title: What the field or section is called.
            words: What the comment can be about, all of it first.
            kept: See `WritingDialog`.
            chosen: The words to begin with, by their position.
        """
        super().__init__(f"Comment on {title}", kept, f"comment {format_path(words[0].path)}")
        self._words = words
        self._first = chosen

    def compose_body(self) -> ComposeResult:
        """The words to choose from, the text, two buttons."""
        yield Static("About which words?", classes="dialog-text", markup=False)
        root = self._words[0].path
        yield OptionList(
            *(Option(_row(words, root)) for words in self._words), compact=True, markup=False
        )
        yield Static("What is there to say?", classes="dialog-text -second", markup=False)
        yield self.editor
        yield Static(
            "f2 confirms, tab goes on, shift+tab to the words.", classes="dialog-hint", markup=False
        )
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Comment"), "primary", name="confirm", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    def on_mount(self) -> None:
        """Begins with all of it."""
        self.query_one(OptionList).highlighted = self._first

    @on(OptionList.OptionSelected)
    def _on_to_the_text(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.editor.focus()

    def action_confirm(self) -> None:
        """Gives the comment, once it says something."""
        if self.said:
            at = self.query_one(OptionList).highlighted or 0
            self.done(Said(self._words[at], self.said))
        else:
            self.notify("Write what there is to say first, or leave with escape.", timeout=3)


def _row(words: Words, root: Path) -> Content | Row:
    if not words.quote:
        return Content.styled("All of it", "italic")
    tag = format_path(words.path[len(root) :]) if words.path != root else ""
    tag = visible(tag)[:_TAGS]
    return Row([Line(Content(f"“{visible(words.quote)}”"), Content.styled(tag, _DIM))])


class Turn(NamedTuple):
    """What somebody does about a comment.

    Attributes:
        reply: What they say; may be empty.
        settles: Whether they settle it, or open it again; `None` for neither.
    """

    reply: str
    settles: bool | None


class ThreadDialog(WritingDialog[Turn]):
    """Shows a comment with what was said about it; asks for a reply, or whether it is settled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "settle", "Settle", id="thread.settle", tooltip="Settle it, or open it"),
    ]

    def __init__(self, comment: Comment, place: Place, kept: Kept) -> None:
        """Shows a comment.

        Args:
            comment: The comment.
            place: Where it stands today.
            kept: See `WritingDialog`.
        """
        super().__init__("Comment", kept, f"reply {comment_key(comment)}")
        self._comment = comment
        self._place = place

    def compose_body(self) -> ComposeResult:
        """Where, what was said, the reply, three buttons."""
        settled = self._comment.resolved is not None
        with VerticalScroll(classes="dialog-body", can_focus=False):
            yield Static(_thread(self._comment, self._place), id="thread")
        yield self.editor
        word = "open again" if settled else "settle"
        yield Static(
            f"f2 replies, f3 replies and {'opens it again' if settled else 'settles it'}.",
            classes="dialog-hint",
            markup=False,
        )
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Reply"), "primary", name="confirm", compact=True)
            yield Button(Content(word.capitalize()), name="settle", compact=True)
            yield Button(Content("Close"), name="cancel", compact=True)

    def press(self, name: str) -> None:
        """Does what a button is for."""
        if name == "settle":
            self.action_settle()
        else:
            super().press(name)

    def action_settle(self) -> None:
        """Settles it, or opens it again, with the reply if there is one."""
        self.done(Turn(self.said, self._comment.resolved is None))

    def action_confirm(self) -> None:
        """Replies, once there is something to say."""
        if self.said:
            self.done(Turn(self.said, None))
        else:
            self.notify("Write a reply first, or leave with escape.", timeout=3)


def _thread(comment: Comment, place: Place) -> Content:
    where = visible(format_path(place.path)) or "the document"
    parts = [Content.styled(where, _DIM)]
    if place.anchor is Anchor.LOST:
        lost = "Lost its place: these words are gone." if comment.quote else "Its field is gone."
        parts.append(Content.styled(f"? {lost}", "$text-error"))
    elif place.anchor is not Anchor.IN_PLACE:
        parts.append(Content.styled(f"Its words have {place.anchor.value}.", "$text-warning"))
    if comment.quote:
        parts.append(Content.styled(f"“{visible(place.quote)}”", "italic"))
    parts += [Content(""), *_speech(comment.person.shown_name, comment.at, comment.text)]
    for reply in comment.replies:
        parts += [Content(""), *_speech(reply.person.shown_name, reply.at, reply.text)]
    if comment.resolved is not None:
        who = visible(comment.resolved.person.shown_name)
        done = f"● settled by {who} on {visible(day_of(comment.resolved.at))}"
        parts += [Content(""), Content.styled(done, "$text-success")]
    return Content("\n").join(parts)


def _speech(who: str, when: str, text: str) -> list[Content]:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    head = Content.assemble((visible(who), "bold"), (f"  {visible(when[:10])}", _DIM))
    return [head, Content(lines)]
