"""Help: what the focused thing is for, and all the keys that work there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static

from designdoc_screens.dialogs import Dialog
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen

_TOPIC: Final = re.compile(r"^# (\S+)\n(.*?)(?=^# |\Z)", re.MULTILINE | re.DOTALL)
_HERE: Final = "Here"
_AT_CURSOR: Final = "Where the cursor is"
_EVERYWHERE: Final = "Everywhere"
_IN_PLAIN_WORDS: Final = {
    "app.focus_next": "On to the next field",
    "app.focus_previous": "Back to the field before",
    "press": "Do what the button says",
}
"""What actions of Textual's own do; what it calls them says little to people."""


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """What one key does.

    Attributes:
        group: The heading it is listed under.
        key: The key as people call it; several are joined by commas.
        what: What it does, in a few words.
        enabled: Whether it does that at the moment.
        reason: Why not.
    """

    group: str
    key: str
    what: str
    enabled: bool = True
    reason: str = ""


class HelpScreen(Dialog[None]):
    """Help on one thing and, below it, the keys."""

    CSS_PATH = ["dialogs.tcss", "help.tcss"]
    AUTO_FOCUS = "#help-body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,q,question_mark", "leave", "Close", id="help.close", show=False),
        # The body scrolls by itself; these undo what moves between buttons in other dialogs.
        Binding("up,k", "scroll(-1)", "Up", id="help.up", show=False),
        Binding("down,j,enter", "scroll(1)", "Down", id="help.down", show=False),
    ]

    def __init__(self, title: str, text: str, keys: Sequence[KeyHelp]) -> None:
        """Makes the help.

        Args:
            title: What the help is about: a field's label, or the name of a screen.
            text: The help itself, in Markdown; may be empty.
            keys: The keys, those of a group one after the other.
        """
        super().__init__(title)
        self._text = "\n".join(visible(line) for line in text.strip().splitlines())
        self._keys = tuple(keys)

    def compose_body(self) -> ComposeResult:
        """The text, the keys, and how to leave."""
        with VerticalScroll(id="help-body"):
            if self._text:
                yield Markdown(self._text, open_links=False)
            for group, keys in _grouped(self._keys):
                with Vertical(classes="help-group"):
                    yield Static(visible(group), classes="help-heading", markup=False)
                    with Grid(classes="help-keys"):
                        for key in keys:
                            yield from _key_row(key)
        yield Static("f1 or escape closes", classes="dialog-hint", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Moves the text."""
        self.query_one("#help-body").scroll_relative(y=lines, animate=False)


def help_text(topic: str) -> str:
    """A text that is shipped with the program.

    Args:
        topic: The name of the text: a heading in `help.md`.

    Returns:
        The text in Markdown; empty when there is none of that name.
    """
    source = files("designdoc_screens").joinpath("help.md").read_text(encoding="utf-8")
    found = {match[1]: match[2].strip() for match in _TOPIC.finditer(source)}
    return found.get(topic, "")


def keys_of(screen: Screen[Any], reason: Callable[[str], str] = lambda _: "") -> list[KeyHelp]:
    """The keys that work on a screen.

    Args:
        screen: The screen.
        reason: Says why an action cannot be done at the moment, by the action as it is bound.

    Returns:
        One entry an action: those of the screen, then those of what is focused, then those that
        work everywhere. A binding's own group goes before these headings.
    """
    names: dict[tuple[int, str, str], list[str]] = {}
    entries: dict[tuple[int, str, str], KeyHelp] = {}
    for node, binding, enabled, _ in screen.active_bindings.values():
        if binding.system or not binding.description:
            continue
        rank = 0 if node is screen else 2 if node is screen.app else 1
        if node is screen and binding.id is None:
            rank = 2  # what every screen of Textual's can do
        heading = (_HERE, node.BINDING_GROUP_TITLE or _AT_CURSOR, _EVERYWHERE)[rank]
        if binding.group is not None and binding.group.description:
            heading = binding.group.description
        identity = (rank, binding.action, heading)
        names.setdefault(identity, []).append(screen.app.get_key_display(binding))
        why = "" if enabled else reason(binding.action)
        said = _IN_PLAIN_WORDS.get(binding.action, binding.description)
        what = binding.tooltip or said
        entries.setdefault(identity, KeyHelp(heading, "", what, enabled, why))
    return [
        replace(entries[identity], key=", ".join(dict.fromkeys(names[identity])))
        for identity in sorted(entries, key=lambda identity: identity[0])
    ]


def _grouped(keys: Iterable[KeyHelp]) -> list[tuple[str, list[KeyHelp]]]:
    groups: dict[str, list[KeyHelp]] = {}
    for key in keys:
        groups.setdefault(key.group, []).append(key)
    return list(groups.items())


def _key_row(key: KeyHelp) -> Iterable[Static]:
    off = "" if key.enabled else " -off"
    yield Static(visible(key.key), classes=f"help-key{off}", markup=False)
    what = Content(visible(key.what))
    if key.reason:
        what = Content.assemble(what, (f" — {visible(key.reason)}", "italic"))
    yield Static(what, classes=f"help-what{off}")
