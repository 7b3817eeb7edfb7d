"""One of a few words, picked from a line that shows them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from designdoc_tui.template.kinds.base import Value
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.fields.base import Cursor, FieldWidget

_GAP = 3
_SIGN = 2


class ChoiceLine(Widget, can_focus=True):
    """Words beside each other, at most one of them chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Previous", id="choice.previous", show=False),
        Binding("right", "step(1)", "Next", id="choice.next", show=False),
        Binding("space,enter", "step(1)", "Choose the next", id="choice.choose", show=False),
        Binding("backspace,delete", "clear", "Choose none", id="choice.clear", show=False),
    ]
    HELP = "`left` and `right` choose, `backspace` takes the choice away."

    chosen: reactive[int | None] = reactive(None, layout=False)

    class Picked(Message):
        """Another word was chosen, or none."""

        def __init__(self, index: int | None) -> None:
            super().__init__()
            self.index = index

    def __init__(self, words: Sequence[str], chosen: int | None) -> None:
        """Makes the line.

        Args:
            words: The words.
            chosen: Which of them is chosen at first.
        """
        super().__init__()
        self._words = list(words)
        self.set_reactive(ChoiceLine.chosen, chosen)

    def _placed(self, width: int) -> list[tuple[int, int]]:
        """Row and column of each word, as many on a row as there is room for."""
        placed: list[tuple[int, int]] = []
        row = column = 0
        for word in self._words:
            if column and column + len(word) + _SIGN > width:
                row, column = row + 1, 0
            placed.append((row, column))
            column += len(word) + _SIGN + _GAP
        return placed

    def render(self) -> RenderResult:
        """The words, the chosen one marked."""
        rows: dict[int, list[Content]] = {}
        for index, (row, _) in enumerate(self._placed(self.content_size.width)):
            rows.setdefault(row, []).append(self._word(index))
        return Content("\n").join(Content(" " * _GAP).join(words) for words in rows.values())

    def _word(self, index: int) -> Content:
        is_chosen = index == self.chosen
        style = "bold $text-accent" if is_chosen else "$foreground 60%"
        return Content.styled(f"{'●' if is_chosen else '○'} {self._words[index]}", style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the words take."""
        return self._placed(width)[-1][0] + 1

    def _pick(self, index: int | None) -> None:
        if index != self.chosen:
            self.chosen = index
            self.post_message(self.Picked(index))

    def action_step(self, by: int) -> None:
        """Chooses the next or the previous word; from none, the first or the last."""
        if self.chosen is None:
            self._pick(0 if by > 0 else len(self._words) - 1)
        else:
            self._pick((self.chosen + by) % len(self._words))

    def action_clear(self) -> None:
        """Chooses none."""
        self._pick(None)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next word that begins with it."""
        letter = (event.character or "").lower()
        if not letter.isalnum():
            return
        start = -1 if self.chosen is None else self.chosen
        for offset in range(1, len(self._words) + 1):
            index = (start + offset) % len(self._words)
            if self._words[index].lower().startswith(letter):
                event.stop()
                self._pick(index)
                return

    def on_click(self, event: events.Click) -> None:
        """Chooses the word that was clicked."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        for index, (row, column) in enumerate(self._placed(self.content_size.width)):
            if row == y and column <= x < column + len(self._words[index]) + _SIGN:
                self._pick(index)
                return


class ChoiceField(FieldWidget):
    """A choice, a yes or no, or a mark."""

    def _values(self) -> list[Value]:
        return [value for _, value in self.field.kind.answers]

    def _words(self) -> list[str]:
        return [word for word, _ in self.field.kind.answers]

    def _index(self) -> int | None:
        value = self.document.get(self.path)
        return next((i for i, option in enumerate(self._values()) if option == value), None)

    def compose_editor(self) -> ComposeResult:
        """The line of words."""
        yield ChoiceLine(self._words(), self._index())

    def show_value(self) -> None:
        """Shows the document's choice."""
        self.query_one(ChoiceLine).chosen = self._index()

    def take_focus(self, path: Path, cursor: Cursor | None) -> None:  # noqa: ARG002
        """Focuses the line of words."""
        self.query_one(ChoiceLine).focus()

    def on_choice_line_picked(self, message: ChoiceLine.Picked) -> None:
        """Sends the choice to the document."""
        message.stop()
        value = None if message.index is None else self._values()[message.index]
        if not self.document.set(self.path, value):
            self.show_value()  # it cannot be edited just now
        self.show_problems()


class MarkField(ChoiceField):
    """A mark: set or not. Its own line says what it is."""

    has_label: ClassVar[bool] = False

    def compose_editor(self) -> ComposeResult:
        """A line of one word, which `space` sets and takes away."""
        yield MarkLine([self.field.label], self._index())


class MarkLine(ChoiceLine):
    """One word, chosen or not."""

    HELP = "`space` sets the mark and takes it away."

    def action_step(self, by: int) -> None:  # noqa: ARG002
        """Sets the mark, or takes it away."""
        self._pick(None if self.chosen is not None else 0)

    def _word(self, index: int) -> Content:
        is_set = self.chosen is not None
        style = "bold $text-accent" if is_set else "$foreground 60%"
        return Content.styled(f"{'☑' if is_set else '☐'} {self._words[index]}", style)
