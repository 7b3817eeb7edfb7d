"""The live Markdown preview.

From the ground: `ink` (what a row is made of), `visible` and `wrap` (text into cells),
`inline`, `table`, `code` and `layout` (blocks into rows), `fields` (which field a line came
from), `column` (one passage), `flow` (the whole document, seen through a window), `theme`
(colours) and `view` (the widget). Everything but the last two works without a screen.
"""

from __future__ import annotations

from designdoc_tui.widgets.preview.view import Preview

__all__ = ["Preview"]
