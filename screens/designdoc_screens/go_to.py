"""Going to a section or field by typing part of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.dialogs import Dialog
from designdoc_screens.matching import Match, Names
from designdoc_screens.rows import Line, Row
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

MOST_SHOWN: Final = 100
_PAGE: Final = 8
_LONGEST_QUERY: Final = 100
_MATCHED: Final = "bold underline"

_SIGNS: Final = {
    "empty": ("○", "$foreground 60%"),
    "begun": ("◐", "$text-warning"),
    "complete": ("●", "$text-success"),
    "not applicable": ("–", "$foreground 60%"),
    "word for word": ("¶", "$foreground 60%"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A place one can go to.

    Attributes:
        path: The path of the section or field, as text.
        label: Its heading or label.
        crumb: The headings it stands under, outermost first; may be empty.
        state: How far along it is: "empty", "begun", "complete" or "not applicable"; "word for
            word" for Markdown that is no section of the template.
    """

    path: str
    label: str
    crumb: str = ""
    state: str = "empty"


class GoToDialog(Dialog[str]):
    """A line to type in and the places that match, best first. Gives back a path, or None."""

    CSS_PATH = ["dialogs.tcss", "go_to.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "move(-1)", "Up", id="go-to.up", show=False),
        Binding("down,ctrl+n", "move(1)", "Down", id="go-to.down", show=False),
        Binding("pageup", f"move(-{_PAGE})", "Page up", id="go-to.page-up", show=False),
        Binding("pagedown", f"move({_PAGE})", "Page down", id="go-to.page-down", show=False),
    ]

    def __init__(self, targets: Sequence[Target], current: str = "") -> None:
        """Prepares the search.

        Args:
            targets: The places, in the order of the document.
            current: The path of the place one is at; it has the cursor to begin with.
        """
        super().__init__("Go to")
        self._targets = tuple(targets)
        self._names = Names([(target.label, target.crumb) for target in targets])
        self._current = current

    def compose_body(self) -> ComposeResult:
        """The line, the list, and how much is not shown."""
        yield SafeInput(
            placeholder="Part of a section's or field's name",
            max_length=_LONGEST_QUERY,
            compact=True,
        )
        places = OptionList(markup=False, compact=True)
        places.can_focus = False  # so that typing goes on whatever is clicked
        yield places
        yield Static(classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Shows the places of the document from its beginning."""
        self._show("")
        places = self.query_one(OptionList)
        shown = [option.id for option in places.options]
        if self._current in shown:
            places.highlighted = shown.index(self._current)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, query: str) -> None:
        matches = self._names.search(query, MOST_SHOWN)
        places = self.query_one(OptionList)
        places.set_options(
            Option(_row(self._targets[match.index], match), id=self._targets[match.index].path)
            for match in matches
        )
        places.highlighted = 0 if matches else None
        self.query_one(".dialog-hint", Static).update(self._hint(len(matches)))

    def _hint(self, shown: int) -> str:
        if not shown:
            return "Nothing is called that. Fewer letters find more."
        if shown == MOST_SHOWN < len(self._targets):
            return f"The first {shown} of {len(self._targets):,}. Type more to find the rest."
        return f"{shown} of {len(self._targets):,}"

    def action_move(self, by: int) -> None:
        """Moves the cursor in the list while the typing goes on."""
        places = self.query_one(OptionList)
        if places.option_count:
            at = 0 if places.highlighted is None else places.highlighted
            places.highlighted = min(max(at + by, 0), places.option_count - 1)

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        event.stop()
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)


def _row(target: Target, match: Match) -> Row:
    sign, style = _SIGNS.get(target.state.replace("_", " "), ("·", "$foreground 60%"))
    label = _underlined(target.label, match.in_name)
    crumb = _underlined(target.crumb, match.in_place).stylize_before("$foreground 60%")
    return Row([Line(Content.assemble((sign, style), " ", label), crumb, right_first=False)])


def _underlined(text: str, positions: Sequence[int]) -> Content:
    """The text with the characters that matched marked, made harmless one by one."""
    marked = set(positions)
    if not marked:
        return Content(visible(text))
    return Content.assemble(
        *(
            (visible(character), _MATCHED if index in marked else "")
            for index, character in enumerate(text)
        )
    )
