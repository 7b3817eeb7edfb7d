"""A container that is laid out once when what it holds gets higher."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import Reactive


def virtual_size_at_rest() -> Reactive[Size]:
    """A `virtual_size` for containers, that has nothing laid out when it changes.

    A container's is a result of layout. Textual's has the whole screen laid out a second time,
    and the container painted whole, for every row that something inside it grows.
    """
    return Reactive(Size(0, 0), repaint=False)


class Box(Vertical):
    """Textual's vertical container, laid out once; see `virtual_size_at_rest`."""

    virtual_size = virtual_size_at_rest()
