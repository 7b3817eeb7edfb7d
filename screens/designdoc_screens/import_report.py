"""What an import takes as fields and what it keeps word for word: before it is done, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.rows import Line, Row
from designdoc_tui.markdown.imported.report import Report, SectionReport, summary_of
from designdoc_tui.merge.labels import label_of
from designdoc_tui.template.path import parse_path
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from designdoc_tui.template.model import Template

_MUTED: Final = "$foreground 60%"
_TAKEN: Final = ("●", "$text-success")
_PARTLY: Final = ("◐", "$text-warning")
_KNOWN: Final = ("○", _MUTED)
_KEPT: Final = ("¶", _MUTED)


class ImportScreen(ModalScreen[bool]):
    """The parts of a document, and what becomes of each; `enter` answers that it is wanted."""

    CSS_PATH = "import_report.tcss"
    AUTO_FOCUS = "#parts"
    HELP_TOPIC = "import"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "bring_in", "Import and open", id="import.confirm", priority=True),
        Binding("escape", "leave", "Leave", id="import.leave", tooltip="Leave without importing"),
        Binding("k", "move(-1)", "Up", id="import.up", show=False),
        Binding("j", "move(1)", "Down", id="import.down", show=False),
        Binding("p", "problem(-1)", "Kept before", id="import.previous", show=False),
        Binding("n", "problem(1)", "Next kept", id="import.next", tooltip="Next kept as Markdown"),
        # The app's own keys do not reach through a modal screen.
        Binding("f1", "app.help_here", "Help", id="import.help", tooltip="What the signs say"),
    ]

    def __init__(self, template: Template, markdown: str, draft: str = "") -> None:
        """Makes the screen; `show` says what becomes of the document.

        Args:
            template: What the draft contains.
            markdown: What the document is called.
            draft: Where the draft will be written; empty when that is done.
        """
        super().__init__()
        self._template = template
        self._markdown = visible(markdown)
        self._draft = visible(draft)
        self._report: Report | None = None
        self._parts = OptionList(id="parts", markup=False, compact=True)
        self._summary = Static(f"Reading {self._markdown} …", id="import-summary", markup=False)
        self._detail = Static(id="import-detail")

    def compose(self) -> ComposeResult:
        """What will be written, the parts, what becomes of the chosen one, the keys."""
        with Vertical(id="import"):
            title = f"Import {self._markdown}" if self._draft else f"Imported: {self._markdown}"
            yield Static(title, id="import-title", markup=False)
            if self._draft:
                yield Static(
                    Content.assemble(
                        ("Writes  ", _MUTED), self._draft, ("  and nothing else.", _MUTED)
                    ),
                    id="import-what",
                )
            yield self._summary
            yield self._parts
            yield self._detail
        yield KeyBar()

    def show(self, report: Report) -> None:
        """Shows what becomes of the document.

        Args:
            report: Part by part.
        """
        self._report = report
        self._summary.update(summary_of(report))
        self._parts.set_options(map(Option, _rows(report)))
        self._parts.highlighted = 0 if report.sections else None
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self._report is not None:
            self._detail.update(self._told(self._report.sections[event.option_index]))

    def _told(self, part: SectionReport) -> Content:
        """What becomes of a part, in sentences."""
        line = f"Line {part.line}. " if part.line else ""
        said: list[str] = []
        if part.path:
            said.append(f"Taken for {self._label(part.path)}.")
        if part.filled:
            said.append(f"Fills {', '.join(self._label(path) for path in part.filled)}.")
        elif part.taken:
            said.append("Nothing is filled in.")
        if part.verbatim:
            said.append(f"Kept word for word: {part.why}.")
        return Content.assemble((line, _MUTED), " ".join(said))

    def _label(self, path: str) -> str:
        return label_of(self._template, parse_path(path), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leaves the import out where it is done; greys what has to wait until all is read."""
        if action == "bring_in":
            if not self._draft:
                return False
            return True if self._report is not None else None
        if action == "problem":
            return True if self._kept() else None
        return True

    def action_bring_in(self) -> None:
        """Answers that the draft is wanted."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Answers that it is not."""
        self.dismiss(False)

    def action_move(self, by: int) -> None:
        """Moves in the list."""
        if by < 0:
            self._parts.action_cursor_up()
        else:
            self._parts.action_cursor_down()

    def _kept(self) -> list[int]:
        parts = self._report.sections if self._report is not None else ()
        return [place for place, part in enumerate(parts) if part.verbatim]

    def action_problem(self, by: int) -> None:
        """Goes to the next part, or the one before, that is kept word for word."""
        here = self._parts.highlighted or 0
        kept = self._kept()[::by]
        ahead = (place for place in kept if (place - here) * by > 0)
        self._parts.highlighted = next(ahead, kept[0])


def _rows(report: Report) -> Iterator[Row]:
    level = 0
    for part in report.sections:
        # What has no heading of its own stands below the one before it.
        depth = part.level - 1 if part.level else level
        level = part.level or level
        left = Content.assemble("  " * depth, _sign(part), " ", part.name)
        yield Row([Line(left, Content.styled(_in_short(part), _MUTED))])


def _sign(part: SectionReport) -> tuple[str, str]:
    if part.verbatim:
        return _PARTLY if part.filled else _KEPT
    return _TAKEN if part.filled else _KNOWN


def _in_short(part: SectionReport) -> str:
    """What becomes of a part, in a word or two."""
    count = len(part.filled)
    fields = f"{count} field{'s' if count != 1 else ''}" if count else ""
    if part.verbatim:
        return f"{fields}, Markdown" if fields else "Markdown"
    return fields or ("nothing filled" if part.taken else "heading")
