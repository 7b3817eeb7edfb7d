"""The kinds of fields: one file each, all keeping the laws told in `base`."""

from designdoc_tui.template.kinds.base import InlineKind, Kind, Problem, Shape, Taken, Value

__all__ = ["InlineKind", "Kind", "Problem", "Shape", "Taken", "Value"]
