"""What Markdown that stands word for word would become as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from designdoc_screens.dialogs import Dialog
from designdoc_screens.rows import Line, Row
from designdoc_tui.merge.labels import label_of
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from designdoc_tui.markdown.imported.outline import Promotion
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template

_MUTED: Final = "$foreground 60%"
_LONGEST: Final = 200


class ToFieldsDialog(Dialog[bool]):
    """Shows the fields that would be filled, and asks whether to fill them."""

    CSS_PATH = ["dialogs.tcss", "to_fields.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "Up", id="to-fields.up", show=False),
        Binding("down,j", "scroll(1)", "Down", id="to-fields.down", show=False),
        Binding("left", "app.focus_previous", "Left", id="to-fields.left", show=False),
        Binding("right", "app.focus_next", "Right", id="to-fields.right", show=False),
    ]

    def __init__(self, template: Template, heading: str, promotion: Promotion) -> None:
        """Asks about a piece.

        Args:
            template: What the document contains.
            heading: What the piece is called.
            promotion: What would become of it.
        """
        super().__init__("Turn into fields")
        self._heading = visible(heading)
        self._rows = [
            Row([Line(Content.assemble(label_of(template, path, None), "  ", _in_short(value)))])
            for path, value in promotion.taken
        ]

    def compose_body(self) -> ComposeResult:
        """What would be filled, what that changes, and two buttons."""
        count = len(self._rows)
        number = "one field" if count == 1 else f"{count} fields"
        yield Static(
            Content.assemble((self._heading, "bold"), f" would fill {number}:"),
            classes="dialog-text",
        )
        with VerticalScroll(classes="dialog-body to-fields", can_focus=False):
            for row in self._rows:
                yield Static(row)
        yield Static("No line of the document changes.", classes="dialog-text", markup=False)
        yield Static("ctrl+z takes it back.", classes="dialog-hint", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Turn into fields"), "primary", name="turn", compact=True)
            yield Button(Content("Keep as Markdown"), name="keep", compact=True)

    def action_scroll(self, lines: int) -> None:
        """Moves the list, where it is longer than the dialog."""
        self.query_one(".dialog-body").scroll_relative(y=lines, animate=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.name == "turn")


def _in_short(value: Value) -> Content:
    """The beginning of a value, or how many entries it has."""
    if isinstance(value, list):
        text = "1 entry" if len(value) == 1 else f"{len(value)} entries"
    else:
        text = " ".join(str(value)[:_LONGEST].split())
    return Content.styled(visible(text), _MUTED)
