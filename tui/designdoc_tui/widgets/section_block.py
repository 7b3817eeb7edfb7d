"""One section on a form: what it is called, its fields, or why it does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from designdoc_tui.template.model import Section
from designdoc_tui.widgets.fields import FieldWidget
from designdoc_tui.widgets.preview.visible import visible


class ReasonLine(Static, can_focus=True):
    """Why a section does not apply; takes the focus in place of its fields.

    Attributes:
        section: The section.
    """

    HELP = "This section does not apply. `f9` takes that back: what stood in it is still there."

    def __init__(self, section: Section) -> None:
        """Makes the line of a section."""
        super().__init__(classes="reason", markup=False)
        self.section = section


class SectionBlock:
    """One section on the form: its heading where the step has several, and its fields.

    Attributes:
        section: The section.
        fields: The widgets of its fields.
    """

    def __init__(self, section: Section, fields: list[FieldWidget], *, heading: bool) -> None:
        """Makes the block of a section.

        Args:
            section: The section.
            fields: The widgets of the fields to show.
            heading: Whether to show what the section is called.
        """
        self.section = section
        self.fields = fields
        self._heading = Static(section.heading, classes="group", markup=False) if heading else None
        self._reason: ReasonLine | None = None

    def widgets(self) -> Iterator[Widget]:
        """Heading, reason why it does not apply, fields."""
        if self._heading is not None:
            yield self._heading
        if self._reason is not None:
            yield self._reason
        yield from self.fields

    def show_applicable(self, why_not: str | None) -> None:
        """Shows the fields, or why there are none.

        Args:
            why_not: The reason; `None` where the section applies.
        """
        if why_not is not None:
            if self._reason is None:
                self._reason = ReasonLine(self.section)
            name = f"{self.section.heading}: " if self.section.is_value else ""
            self._reason.update(f"{name}not applicable: {visible(why_not)}")
        if self._reason is not None:
            self._reason.display = why_not is not None
        for field in self.fields:
            field.display = why_not is None
