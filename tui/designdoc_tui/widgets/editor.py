"""The text area that every text is typed into.

It is Textual's, with what a form for documents needs: lines end at line feeds alone, so that
no other character is lost; characters that a terminal would obey are shown, not sent; the keys
of the wizard reach the wizard; and an edit is told at once, in the same message as the key, so
that form and preview are painted in one frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import EditResult, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.widgets import TextArea

from designdoc_tui.document.changes import splice_between
from designdoc_tui.widgets.editor_paint import PaintsWhatChanged
from designdoc_tui.widgets.editor_text import LineFeedDocument, as_shown
from designdoc_tui.widgets.editor_words import LooksNearby
from designdoc_tui.widgets.editor_wrap import WrappedText

_WIZARD_KEYS = frozenset({"f6", "f7", "ctrl+z,super+z", "ctrl+y,super+y"})
"""Bound by Textual's text area; here they are the wizard's."""

_LONGEST_UNWRAPPED = 5_000
"""Characters of a line; all of a line that is not wrapped is drawn for each of its keys."""


class TextEditor(LooksNearby, PaintsWhatChanged, inherit_bindings=False):
    """A text area for one field.

    Attributes:
        one_line: Whether `enter` moves on instead of breaking the line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            binding
            for binding in TextArea.BINDINGS
            if not (isinstance(binding, Binding) and binding.key in _WIZARD_KEYS)
        ),
        Binding("ctrl+home", "text_start", "Beginning of the text", id="text.start", show=False),
        Binding("ctrl+end", "text_end", "End of the text", id="text.end", show=False),
        Binding(
            "ctrl+shift+home",
            "text_start(True)",
            "Select to the beginning of the text",
            id="text.select-to-start",
            show=False,
        ),
        Binding(
            "ctrl+shift+end",
            "text_end(True)",
            "Select to the end of the text",
            id="text.select-to-end",
            show=False,
        ),
    ]

    def __init__(
        self,
        text: str,
        on_edit: Callable[[str], None],
        *,
        one_line: bool = False,
        code: bool = False,
        placeholder: str = "",
        on_enter: Callable[[], None] | None = None,
        on_erase: Callable[[], bool] | None = None,
        classes: str | None = None,
    ) -> None:
        """Makes an editor.

        Args:
            text: What is in it at first.
            on_edit: Called with the whole text after each edit by the user.
            one_line: Whether `enter` moves on instead of breaking the line.
            code: Whether lines are kept as they are instead of being wrapped, as long as none
                is longer than anyone would scroll along.
            placeholder: What it shows while it is empty.
            on_enter: What `enter` does where it does not break the line; the next field is
                focused where this is not given.
            on_erase: Called on backspace while there is no text; returns whether it did
                anything.
            classes: CSS classes.
        """
        self.one_line = one_line
        self._is_code = code
        self._edited = on_edit
        self._enter_pressed = on_enter
        self._erase_pressed = on_erase
        self._told = True
        # Textual's would cut and wrap the text in its own way before ours is asked.
        super().__init__(
            soft_wrap=_is_wrapped(text, code=code),
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
            classes=classes,
        )
        self._set_document(text, None)
        self.match_cursor_bracket = code
        if one_line:
            self.move_cursor(self.document.end)

    def begin(self, text: str, placeholder: str) -> None:
        """Takes the text of another field, as if just made for it; nobody is told.

        Args:
            text: The text.
            placeholder: What is shown while there is none.
        """
        self.history.clear()
        self.placeholder = Content(placeholder)
        self.set_reactive(TextArea.soft_wrap, _is_wrapped(text, code=self._is_code))
        self._set_document(text, None)
        self._matching_bracket_location = None
        self.set_scroll(0, 0)
        self.scroll_target_x = self.scroll_target_y = 0
        if self.one_line:
            self.move_cursor(self.document.end)
        self.refresh(layout=True)

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002
        if isinstance(self.document, LineFeedDocument) and self.document.text == text:
            self.move_cursor((0, 0))
            return
        self.document = LineFeedDocument(text)
        self.wrapped_document = WrappedText(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._wrapped_at = None
        self._rewrap_and_refresh_virtual_size()

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown: no character in it acts on the terminal."""
        return Text(as_shown(self.document.get_line(line_index)), end="", no_wrap=True)

    def edit(self, edit: Edit) -> EditResult:
        """Performs an edit and tells of it before anything else happens."""
        result = super().edit(edit)
        if not self.soft_wrap and (
            self.document.get_size(self.indent_width).width > _LONGEST_UNWRAPPED
        ):
            self.soft_wrap = True
        if self._told:
            self._edited(self.text)
        return result

    def show_text(self, text: str) -> None:
        """Shows another text, changing only what differs; nobody is told.

        The cursor goes to the end of what changed.
        """
        if text == self.text:
            return
        splice = splice_between(self.text, text)
        start = self.location_at(splice.start)
        end = self.location_at(splice.start + len(splice.removed))
        self._told = False
        try:
            self.replace(splice.inserted, start, end, maintain_selection_offset=False)
        finally:
            self._told = True

    def take_text(self, text: str, cursor: Location) -> None:
        """Replaces the text as one edit by the user, which undo takes back as one.

        Args:
            text: The text.
            cursor: Where to put the cursor, as far as the text reaches.
        """
        if text != self.text:
            splice = splice_between(self.text, text)
            start = self.location_at(splice.start)
            end = self.location_at(splice.start + len(splice.removed))
            self.replace(splice.inserted, start, end)
        self.put_cursor(cursor)

    def put_cursor(self, cursor: Location) -> None:
        """Puts the cursor at a place, or as near to it as the text reaches."""
        self.move_cursor(self.clamp_visitable(min(cursor, self.document.end)))

    def action_text_start(self, select: bool = False) -> None:
        """Moves the cursor to the beginning of the whole text.

        Args:
            select: Whether to select what is passed.
        """
        self.move_cursor((0, 0), select=select)

    def action_text_end(self, select: bool = False) -> None:
        """Moves the cursor to the end of the whole text.

        Args:
            select: Whether to select what is passed.
        """
        self.move_cursor(self.document.end, select=select)

    def location_at(self, offset: int) -> Location:
        """Row and column of a character of the text."""
        before = self.text[:offset]
        row = before.count("\n")
        return row, offset - (before.rfind("\n") + 1)

    async def _on_key(self, event: events.Key) -> None:
        if event.key.startswith("alt+"):
            # A command, though terminals send a character with it; the text area would type that.
            event.character = None
            return
        if event.key == "enter" and self.one_line:
            event.stop()
            event.prevent_default()
            if self._enter_pressed is not None:
                self._enter_pressed()
            else:
                self.screen.focus_next()
            return
        if (
            event.key == "backspace"
            and not self.text
            and self._erase_pressed
            and self._erase_pressed()
        ):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if self.one_line:
            text = " ".join(text.split("\n")) if "\n" in text.strip("\n") else text.strip("\n")
        event.prevent_default()
        event.stop()
        result = self._replace_via_keyboard(text, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)


def _is_wrapped(text: str, *, code: bool) -> bool:
    """Whether a text's lines are broken at the width there is; code as a rule is not."""
    return not code or max(map(len, text.split("\n"))) > _LONGEST_UNWRAPPED
