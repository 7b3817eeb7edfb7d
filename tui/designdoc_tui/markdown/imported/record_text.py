"""The lines of one record as they came, into which other values can be put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.template.fragments import Fragment, Fragments, below, indent_after_first, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designdoc_tui.markdown.imported.body import Body
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.kinds.records import Records


@dataclass(frozen=True, slots=True)
class RecordText:
    """The lines of one record, taken apart.

    Attributes:
        head: The parts of its first line: text, or the key of a field with its text.
        tick: The box in front of it, if there is one.
        gap: Blank lines behind the first line.
        body: The fields below it.
        indent: What stands in front of its later lines.
    """

    head: Sequence[tuple[str, str]]
    tick: str
    gap: str
    body: Body
    indent: str

    def put(
        self, kind: Records, old: Mapping[str, Value], new: Mapping[str, Value]
    ) -> Fragments | None:
        """The record with other values; `None` when its first line has to be written anew."""
        written: Fragments = [Fragment(self._tick(kind, old, new))]
        named = {key for key, _ in self.head if key}
        for key in kind.head.keys:
            filled = kind.by_key[key].is_filled(new.get(key))
            if filled is not (key in named and key in old):
                return None
        for key, text in self.head:
            if not key:
                written.append(Fragment(text))
            elif old.get(key) == new.get(key):
                written.append(Fragment(text, (key,)))
            else:
                inner = kind.by_key[key].kind.write_like(new[key], text, old.get(key))
                if not self.indent and "\n" in text_of(inner):
                    inner = [Fragment(" ".join(str(new.get(key)).split("\n")))]
                written += below(key, inner)
        rest = self.body.put(new)
        if text_of(rest):
            written += [Fragment("\n" + self.gap), *rest]
        else:
            written.append(Fragment("\n"))
        return list(indent_after_first(written, self.indent)) if self.indent else written

    def _tick(self, kind: Records, old: Mapping[str, Value], new: Mapping[str, Value]) -> str:
        if kind.is_ticked(old) is kind.is_ticked(new):
            return self.tick
        return "[x] " if kind.is_ticked(new) else "[ ] "
