"""Two states of some fields beside each other: what they have in common as a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.rows import Line, Row
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.merge import Mark, words
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.types import CSSPathType

    from designdoc_tui.template.kinds import Value

Answer = TypeVar("Answer")

_MUTED: Final = "$foreground 60%"
_NOTHING: Final = "(nothing)"
_MOST_COMPARED: Final = 20_000
"""Characters up to which two texts are compared word by word."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One field in two states.

    Attributes:
        label: What the field is called, with what it stands in.
        left: What one state has there; `None` for nothing.
        right: What the other has.
    """

    label: str
    left: Value
    right: Value


class SideBySide(ModalScreen[Answer | None]):
    """A list of fields; below it the chosen one in both states, the words that differ marked.

    Attributes:
        fields: The list.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = "side_by_side.tcss"
    AUTO_FOCUS = "#fields"
    HELP_TOPIC = "side-by-side"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "closer", "Closer", id="beside.closer", tooltip="More room for the text"),
        Binding("pageup", "page(-1)", "Up", id="beside.page-up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Down", id="beside.page-down", show=False, priority=True),
        # The app's own keys do not reach through a modal screen.
        Binding("f1", "app.help_here", "Help", id="beside.help", tooltip="What each side is"),
    ]

    def __init__(
        self, title: str, text: str, pairs: Sequence[Pair], columns: tuple[str, str]
    ) -> None:
        """Makes the screen.

        Args:
            title: What it is about, in a few words.
            text: What has to be known to decide.
            pairs: The fields.
            columns: What the two states are called.
        """
        super().__init__()
        self._title = visible(title)
        self._text = visible(text)
        self.pairs = tuple(pairs)
        self._columns = columns
        self.fields = OptionList(
            *(Option(self.row(index)) for index in range(len(self.pairs))), id="fields"
        )
        # The first field is there from the beginning: Textual does not notice when texts become
        # higher before it has laid them out once.
        left, right = self._states(0) if self.pairs else (Content(), Content())
        self._heading = Static(self._title, id="beside-title", markup=False)
        self._left = Static(left, classes="beside-text", markup=False)
        self._right = Static(right, classes="beside-text", markup=False)

    def compose(self) -> ComposeResult:
        """Title, what has to be known, the fields, the two states, the keys."""
        with Vertical(id="beside"):
            yield self._heading
            yield Static(self._text, id="beside-what", markup=False)
            yield self.fields
            with Horizontal(id="beside-states"):
                for name, state in zip(self._columns, (self._left, self._right), strict=True):
                    with VerticalScroll(classes="beside-state", can_focus=False):
                        yield Static(name, classes="beside-name", markup=False)
                        yield state
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins with the first field."""
        self.fields.highlighted = 0 if self.pairs else None

    @property
    def chosen(self) -> int:
        """The field that is looked at, by its position."""
        return self.fields.highlighted or 0

    def row(self, index: int) -> Row:
        """How a field stands in the list."""
        pair = self.pairs[index]
        return Row([Line(Content(visible(pair.label)), Content.styled(self.sign(index), _MUTED))])

    def sign(self, index: int) -> str:
        """What stands at the right of a field in the list."""
        pair = self.pairs[index]
        if pair.left is None:
            return "new"
        return "taken away" if pair.right is None else "changed"

    def show_row(self, index: int) -> None:
        """Shows again how a field stands in the list."""
        self.fields.replace_option_prompt_at_index(index, self.row(index))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_heading()
        left, right = self._states(event.option_index)
        self._left.update(left)
        self._right.update(right)
        for state in self.query(".beside-state").results(VerticalScroll):
            state.scroll_home(animate=False)

    def _states(self, index: int) -> tuple[Content, Content]:
        """The two states of a field, or that there is none."""
        pair = self.pairs[index]
        left, right = _compared(_text_of(pair.left), _text_of(pair.right))
        nothing = Content.styled(_NOTHING, _MUTED)
        return nothing if pair.left is None else left, nothing if pair.right is None else right

    def action_closer(self) -> None:
        """Gives the two states all the room, and takes it back."""
        self.toggle_class("-closer")
        self._show_heading()

    def action_leave(self) -> None:
        """Goes back to the list from a closer look; leaves from there."""
        if self.has_class("-closer"):
            self.action_closer()
        else:
            self.leave()

    def leave(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)

    def _show_heading(self) -> None:
        """What it is about; and which field, where the list of them has made room."""
        label = self.pairs[self.chosen].label if self.pairs and self.has_class("-closer") else ""
        said = Content.styled(f"  {visible(label)}", _MUTED) if label else Content()
        self._heading.update(Content.assemble(self._title, said))

    def action_page(self, by: int) -> None:
        """Scrolls both states."""
        # A page is as high as the states are once they have the room that was just given to them.
        self.call_after_refresh(self._scroll, by)

    def _scroll(self, by: int) -> None:
        for state in self.query(".beside-state").results(VerticalScroll):
            state.scroll_relative(y=by * max(1, state.size.height - 2), animate=False)


def _text_of(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else write_yaml(value).rstrip("\n")  # type: ignore[arg-type]


def _compared(left: str, right: str) -> tuple[Content, Content]:
    """Both texts, the words marked that only one of them has."""
    if max(len(left), len(right)) > _MOST_COMPARED or not left or not right:
        return _shown(left), _shown(right)
    before, after = [], []
    for text, mark in words(left, right):
        if mark is not Mark.ADDED:
            style = "$text-error underline" if mark is Mark.REMOVED else ""
            before.append(_shown(text).stylize(style) if style else _shown(text))
        if mark is not Mark.REMOVED:
            style = "$text-success underline" if mark is Mark.ADDED else ""
            after.append(_shown(text).stylize(style) if style else _shown(text))
    return Content("").join(before), Content("").join(after)


def _shown(text: str) -> Content:
    return Content("\n".join(visible(line) for line in text.split("\n")))
