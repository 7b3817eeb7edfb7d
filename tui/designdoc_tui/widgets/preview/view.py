"""The live preview: a document as it will read, drawn line by line while it is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from designdoc_tui.widgets.preview.canvas import Canvas
from designdoc_tui.widgets.preview.search import Hit, Search
from designdoc_tui.widgets.preview.theme import ROLES, STYLE_SHEET
from designdoc_tui.widgets.preview.wrap import CUT, cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from designdoc_tui.markdown.passages import PassageSource
    from designdoc_tui.widgets.preview.flow import Hits, Shown
    from designdoc_tui.widgets.preview.links import Link

_SHIFTED = ("fence", "code-", "diagram", "text")
_AT_ONCE = 0.008
"""Seconds of looking for something between two looks at the keyboard."""

_STEP = 8
"""Cells by which a key scrolls code sideways."""


class Preview(Canvas):
    """Shows a document as GitHub would, follows the field being edited, and stays put.

    Only what is near the window is parsed and laid out. An edit is shown before
    `passage_changed` returns, so that field and preview are painted in one frame.
    """

    DEFAULT_CSS = STYLE_SHEET
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"preview--{role}" for role in ROLES}
    HELP = """
    ## Preview

    The document as it will read. It follows the field you edit and marks it at the left.
    Scroll with the arrows, `j` and `k`, `pageup` and `pagedown`; it stays where you put it
    until you edit or go to another field. Click a passage, or press `enter`, to edit it.

    `/` searches the whole document, `n` and `N` show the next place and the one before, `enter`
    edits the field it is in. `o`, or `ctrl` and a click, shows where links lead and opens one; a
    link to a file that is not there has a `✗`. `left` and `right` scroll long lines of code and
    wide diagrams.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "Edit this",
            id="preview.choose",
            tooltip="Edit what was found, or what is at the top",
        ),
        Binding("left,h", f"shift({-_STEP})", "Code left", show=False, id="preview.left"),
        Binding("right,l", f"shift({_STEP})", "Code right", show=False, id="preview.right"),
        Binding("o", "ask_links", "Open a link", show=False, id="preview.links"),
        Binding("slash", "screen.search", "Search", show=False, id="preview.search"),
        Binding("n", "next_hit(1)", "Next hit", show=False, id="preview.next-hit"),
        Binding("N", "next_hit(-1)", "Hit before", show=False, id="preview.hit-before"),
        Binding("escape", "end_search", "End search", show=False, id="preview.end-search"),
    ]

    @dataclass
    class PassageChosen(Message):
        """Someone wants to edit the field that a passage shows.

        Attributes:
            preview: The preview.
            path: The field's path.
        """

        preview: Preview
        path: str

        @property
        def control(self) -> Preview:
            """The preview."""
            return self.preview

    @dataclass
    class LinksAsked(Message):
        """Someone wants to open a link.

        Attributes:
            links: The links on the screen, or those of the passage that was clicked.
        """

        links: tuple[Link, ...]

    @dataclass
    class Searched(Message):
        """Something was looked for, or is not any more.

        Attributes:
            query: What is looked for; empty for nothing.
            number: Which of the places found is shown, counting from 1; 0 for none.
            total: How many were found so far.
            done: Whether the whole document was looked through.
        """

        query: str
        number: int
        total: int
        done: bool

    def __init__(
        self,
        source: PassageSource | None = None,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(source, name=name, id=id, classes=classes)
        self._search: Search | None = None
        self._hit: Hit | None = None
        self._hit_row: Hits | None = None

    # Going to a field

    def action_choose(self) -> None:
        """Ask to edit what was found, or else the first field that can be seen."""
        for row in self._rows:
            if self._hit_row is not None and row.place == self._hit_row.place:
                self._choose(row)
                return
        for row in self._rows:
            if row.runs and self._choose(row):
                return

    def on_click(self, event: events.Click) -> None:
        """Ask to edit the field under the pointer."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._rows):
            event.stop()
            row = self._rows[offset.y]
            if not event.ctrl or not self._ask_links([row]):
                self._choose(row)

    def _choose(self, row: Shown) -> bool:
        path = self._flow.path_of(row) if self._flow is not None else ""
        if path:
            self.post_message(self.PassageChosen(self, path))
        return bool(path)

    # Links

    def look_up_files(self, exists: Callable[[str], bool] | None) -> None:
        """Mark links to files that are not there from now on.

        Args:
            exists: Whether a file is there, given its path relative to the document. It is
                called in another thread. Give it again when files may have come or gone.
        """
        self._easel.links.exists = exists
        self._easel.links.forget()
        if self._flow is not None:
            self._flow.code_moved()
            self._draw()

    def action_ask_links(self) -> None:
        """Ask which of the links on the screen to open."""
        if not self._ask_links(self._rows):
            self.notify("There is no link on the screen.", timeout=2)

    def _ask_links(self, rows: Sequence[Shown]) -> bool:
        places = {(row.place.passage, row.place.block) for row in rows if row.runs}
        links = self._flow.links(sorted(places)) if self._flow is not None else ()
        if links:
            self.post_message(self.LinksAsked(tuple(links)))
        return bool(links)

    # Long lines of code

    def action_shift(self, by: int) -> None:
        """Scroll all code and diagrams sideways, as far as anything is hidden."""
        easel = self._easel
        shift = max(0, easel.shift + by)
        if self._flow is None or shift == easel.shift or (by > 0 and not self._is_cut()):
            return
        easel.shift = shift
        self._flow.code_moved()
        self._draw()

    def _is_cut(self) -> bool:
        """Whether the end of a line of code can not be seen."""
        for row in self._rows:
            runs = [run for run in row.runs if run.text]
            is_cut = runs and runs[-1].text.endswith(CUT)
            if not is_cut or not runs[-1].ink.role.startswith(_SHIFTED):
                continue
            if sum(cells(run.text) for run in runs) >= self._text_width:
                return True
        return False

    # Searching

    def search(self, query: str) -> None:
        """Look for a text in the whole document and show the first place after the window's top.

        `Searched` says how many were found, several times while there are passages left.

        Args:
            query: What to look for; empty to look for nothing any more.
        """
        self._look_for(query, goes_there=True)

    def _look_for(self, query: str, *, goes_there: bool) -> None:
        self._search = self._hit = self._hit_row = None
        if self._document is not None and self._flow is not None and query:
            self._search = Search(self._document, query, self._flow.top.passage)
            looking = self._look(self._search, goes_there=goes_there)
            self.run_worker(looking, group="preview-search", exclusive=True)
        self._draw()
        self.refresh_bindings()

    async def _look(self, search: Search, *, goes_there: bool) -> None:
        while not search.done and search is self._search:
            search.scan(_AT_ONCE)
            if goes_there and self._hit is None and search.total and self._flow is not None:
                self._go_to_hit(search.next((self._flow.top.passage,), 1))
            self._say_searched()
            await asyncio.sleep(0)

    def action_next_hit(self, by: int) -> None:
        """Show the next place that was found, or the one before."""
        if self._search is None or self._flow is None:
            return
        place = self._hit or (self._flow.top.passage, self._rows[0].line if self._rows else 0)
        self._go_to_hit(self._search.next(place, by))
        self._say_searched()

    def action_end_search(self) -> None:
        """Look for nothing any more."""
        self.search("")
        self._say_searched()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        """Keys for what was found do nothing while nothing is looked for."""
        return self._search is not None or action not in {"next_hit", "end_search"}

    def passage_changed(self, index: int) -> None:
        """Show one passage's new text; see `Canvas`. What is looked for is found in it anew."""
        if self._search is not None:
            self._search.look_at(index)
        super().passage_changed(index)
        if self._hit is not None and self._hit.passage == index:
            self._find_hit()
            self._draw()
        if self._search is not None:
            self._say_searched()

    def passages_changed(self) -> None:
        """Show the document after passages were added, removed or moved.

        What is looked for is found anew, and not gone to: whoever adds a record looks at that.
        """
        query = self._search.query if self._search is not None else ""
        super().passages_changed()
        if query:
            self._look_for(query, goes_there=False)

    def _go_to_hit(self, hit: Hit | None) -> None:
        if hit is None or self._flow is None:
            return
        self._hit = hit
        self._find_hit()
        if self._hit_row is not None:
            self._flow.reveal_place(self._hit_row.place, self._window_height)
        self._draw()

    def _find_hit(self) -> None:
        """Where the hit that was gone to is shown now."""
        search, hit = self._search, self._hit
        if search is None or hit is None or self._flow is None:
            return
        width = self._text_width
        self._hit_row = self._flow.find(
            *hit, lambda rows: search.count_in([row.runs for row in rows], width)
        )

    def _say_searched(self) -> None:
        search = self._search
        if search is None:
            self.post_message(self.Searched("", 0, 0, done=True))
            return
        number = search.number(self._hit) if self._hit is not None else 0
        self.post_message(self.Searched(search.query, number, search.total, done=search.done))

    def _dressed(self, rows: list[Shown]) -> list[Shown]:
        search, now = self._search, self._hit_row
        if search is None:
            return rows
        here = [number for number, row in enumerate(rows) if now and row.place == now.place]
        where = (here[0], now.nth) if here and now else None
        dressed = search.marked([row.runs for row in rows], self._text_width, where)
        return [row._replace(runs=runs) for row, runs in zip(rows, dressed, strict=True)]
