"""Where links lead: which of them to files lead nowhere, and all that are on the screen."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from designdoc_tui.markdown.dialect import Definitions, Token, inline_tokens
from designdoc_tui.widgets.preview.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WAITING: Final = 256
_REMEMBERED: Final = 4_096


class Link(NamedTuple):
    """A link or image of the document.

    Attributes:
        text: What it says.
        target: Where it leads, as it is written.
    """

    text: str
    target: str


def file_of(target: str) -> str | None:
    """The file a target names relative to the document; None for anything else."""
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    if not path or path.startswith("/") or _SCHEME.match(target) or "\0" in path:
        return None
    return path


class Links:
    """Which files that links name are there, looked up in another thread.

    Attributes:
        exists: Whether a file, named relative to the document, is there; None while nobody
            can tell.
    """

    def __init__(self) -> None:
        self.exists: Callable[[str], bool] | None = None
        self._known: dict[str, bool] = {}
        self._waiting: OrderedDict[str, None] = OrderedDict()

    @property
    def has_work(self) -> bool:
        """Whether a file was asked for that only `work` can look up."""
        return bool(self._waiting)

    def work(self) -> None:
        """Look up the files asked for: slow, and safe in another thread."""
        while self._waiting and self.exists is not None:
            path, _ = self._waiting.popitem()
            try:
                there = self.exists(path)
            except (OSError, ValueError):
                there = True  # nobody knows
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[path] = there

    def is_broken(self, target: str) -> bool:
        """Whether a target is a file that is known not to be there."""
        path = file_of(target) if self.exists is not None else None
        if path is None:
            return False
        there = self._known.get(path)
        if there is None:
            self._waiting[path] = None
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
        return there is False

    def forget(self) -> None:
        """Look everything up again: files may have come and gone."""
        self._known.clear()


def links_in(tokens: Sequence[Token], definitions: Definitions) -> Iterator[Link]:
    """All links and images of some blocks, in reading order.

    Args:
        tokens: mistune's block tokens.
        definitions: The targets their references may name.
    """
    for token in tokens:
        texts = [token["text"]] if "text" in token else []
        if token["type"] == "table":
            texts = [*token["head"], *(cell for row in token["rows"] for cell in row)]
        for text in texts:
            yield from _links_among(inline_tokens(text, definitions))
        yield from links_in(token.get("children", ()), definitions)


def _links_among(tokens: Sequence[Token]) -> Iterator[Link]:
    for token in tokens:
        children: Sequence[Token] = token.get("children", ())
        if token["type"] in {"link", "image"} and token["attrs"]["url"]:
            yield Link(" ".join(plain_text(children).split()), token["attrs"]["url"])
        if token["type"] != "image":
            yield from _links_among(children)
