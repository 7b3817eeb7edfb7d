"""The live Markdown preview.

From the ground: `ink` (what a row is made of), `visible` and `wrap` (text into cells),
`inline`, `table`, `code`, `diagrams`, `fence` and `layout` (blocks into rows), `links` and
`easel` (what takes time), `fields` (which field a line came from), `laid_before` (rows that an
edit leaves as they were), `column` (one passage), `stack` and `flow` (the whole document, seen
through a window), `search`; then, with a screen, `theme` (colours), `canvas` (the window), `view`
(the widget) and `search_line`.
"""

from __future__ import annotations

from designdoc_tui.widgets.preview.links import Link, file_of
from designdoc_tui.widgets.preview.search_line import SearchLine
from designdoc_tui.widgets.preview.view import Preview

__all__ = ["Link", "Preview", "SearchLine", "file_of"]
