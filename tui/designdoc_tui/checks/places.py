"""Where a value stands in the draft file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from designdoc_tui.template.path import Path

_TOP: Final = (1, 1)


class Places:
    """Finds the line and the column of a path."""

    def __init__(self, source: Mapping | None) -> None:
        """Begins with the tree a draft was read from.

        Args:
            source: The whole draft; `None` for a document that is in no file yet.
        """
        self._source = source

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Where a value stands.

        Args:
            path: The value.
            key: Whether its key is meant, as for a section.

        Returns:
            Line and column, from 1, of the value. Of its key when it has no value; of the nearest
            key or entry around it when it is not there at all; of the top of the file when
            nothing is.
        """
        here: Node | None = self._source
        if here is None:
            return _TOP
        nearest: Node | None = None
        for step in path:
            if isinstance(here, Mapping):
                entry = next((entry for entry in here.entries if entry[0].text == step), None)
                if entry is None:
                    break
                nearest, here = entry
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                nearest = here = here.items[step]
            else:
                break
        else:
            nothing = isinstance(here, Scalar) and here.plain and not here.text
            if not key and not nothing and path:
                nearest = here
        return _TOP if nearest is None else nearest.source.position(nearest.start)
