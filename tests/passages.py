"""Texts given as they are, as documents for the preview; a text may be replaced at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.markdown.passages import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class OneText:
    """A document of a single passage."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return 1

    def passage(self, index: int) -> Passage:
        return Passage((Span(self.text, "text"),))

    def estimate(self, index: int) -> int:
        return self.text.count("\n")

    def index_of(self, path: str) -> int | None:
        return 0


class Texts:
    """A document of several passages; the field of each is named `p[0]`, `p[1]`, ..."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)

    def __len__(self) -> int:
        return len(self.texts)

    def passage(self, index: int) -> Passage:
        return Passage((Span(self.texts[index], f"p[{index}]"), Span("\n")))

    def estimate(self, index: int) -> int:
        return 1 + self.texts[index].count("\n")

    def index_of(self, path: str) -> int | None:
        return int(path[2:-1]) if path else None
