"""Another theme: every widget is told once that its colours are others.

Textual tells a widget for each colour that changes, and for each colour of each widget around it:
some sixteen thousand times on a form of a hundred widgets. And it reads all style sheets again,
those of a theme that was on a moment ago too.

Private parts of Textual are used here; `tests/unit/test_frugal_compositor.py` notices when an
upgrade breaks them.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RULE_NAMES, RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from designdoc_tui.widgets.frugal_screen import FrugalScreen

Result = TypeVar("Result")

_REMEMBERED = 3
"""Themes whose style sheets are kept as they were read."""

_PLACES = 4096
"""Kinds of places for which it is remembered what the style sheets say."""

_COLOURS = frozenset(
    {
        "auto_color",
        "color",
        "background",
        "background_tint",
        "tint",
        "link_color",
        "auto_link_color",
        "link_background",
        "link_color_hover",
        "auto_link_color_hover",
        "link_background_hover",
        "scrollbar_color",
        "scrollbar_color_hover",
        "scrollbar_color_active",
        "scrollbar_corner_color",
        "scrollbar_background",
        "scrollbar_background_hover",
        "scrollbar_background_active",
    }
)
"""Rules that change what a widget looks like, and neither its size nor its place."""

_FLAGS = frozenset({"text_style", "link_style", "link_style_hover"})
"""Rules that are as harmless, but kept in another form than they are given in."""

_SIDES = ("top", "right", "bottom", "left")
_EDGES = frozenset(f"{line}_{side}" for line in ("border", "outline") for side in _SIDES)
"""Border rules: they change the look alone, unless the type of border changes."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the style sheets say of a node.

    Attributes:
        rules: The rules; `None` where there are none.
        taken: The rules in the form in which a node keeps them that had none before; `None`
            where that is not known.
        asks_for_hover: Whether it may look different below the mouse.
    """

    rules: RulesMap | None
    taken: RulesMap | None
    asks_for_hover: bool


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Style sheets as they were read with the colours of one theme.

    Attributes:
        rules: All their rules.
        found: What they say of nodes, by their places.
    """

    rules: list[RuleSet]
    found: dict[Hashable, _Found] = field(default_factory=dict)


class _Parts(dict[str, RenderStyles]):
    """How the parts of a widget look, its component classes: each is styled when asked for."""

    def __init__(self, sheet: Stylesheet, node: Widget) -> None:
        """Begins without any.

        Args:
            sheet: What says how they look.
            node: The widget.
        """
        super().__init__()
        self._sheet = sheet
        self._node = node
        self._names = node._get_component_classes()  # noqa: SLF001

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)  # noqa: SLF001
        self._sheet.apply(part)
        self[name] = part.styles
        return part.styles


class FrugalStylesheet(Stylesheet):
    """Style sheets that are read once for each theme and can be applied in silence.

    Attributes:
        is_silent: Whether nobody is told of colours that change, because all will be painted.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begins with no style sheets.

        Args:
            variables: The colours of the theme, by their names.
        """
        super().__init__(variables=variables)
        self.is_silent = False
        self._read: dict[Hashable, _Sheets] = {}
        self._sheets = _Sheets([])
        self._applied: RulesMap | None = None
        self._place: Hashable = None
        self._is_bare = False
        self._around: tuple[DOMNode, tuple[Hashable, ...]] | None = None

    def set_variables(self, variables: dict[str, str]) -> None:
        """Takes the colours of a theme; what was read with the same ones stays read.

        Args:
            variables: The colours, by their names.
        """
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Reads all style sheets with other colours, unless they were read with these before."""
        key = (frozenset(self._variables.items()), tuple(self.source.items()))
        sheets = self._read.pop(key, None)
        if sheets is None:
            # Textual has another object read them, which forgets what this one has read.
            self.parse()
            sheets = _Sheets(self._rules)
        else:
            self._rules = sheets.rules
            self._rules_map = None
            self._require_parse = False
        self._read[key] = self._sheets = sheets
        while len(self._read) > _REMEMBERED:
            self._read.pop(next(iter(self._read)))

    def apply(
        self,
        node: DOMNode,
        *,
        animate: bool = False,
        cache: dict[tuple[Any, ...], RulesMap] | None = None,
    ) -> None:
        """Gives a node the rules that hold for it.

        What was found for a node of the same kind at the same kind of place holds for this one,
        unless a rule asks what stands beside it or has the focus in it.

        Args:
            node: The node.
            animate: Whether what changes may take its time.
            cache: Textual's own memory, for one call of `update_nodes`.
        """
        rules = self.rules  # reads what has not been read yet
        if self._sheets.rules is not rules:
            self._sheets = _Sheets(rules)
        around = self._around
        if around is not None and node.parent is around[0] and not isinstance(node, Widget):
            # A part of a widget that has rules of its own: what is around it was looked at.
            place = (*around[1], *_asked_of(node))
        else:
            place = _place_of(node)
            self._around = (node, place)
        found = self._sheets.found.get(place)
        self._is_bare = not (node._is_mounted or node.styles.base._rules)  # noqa: SLF001
        if found is None:
            self._place = place
            super().apply(node, animate=animate, cache=cache)
            return
        node._has_hover_style = found.asks_for_hover  # noqa: SLF001
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False  # noqa: SLF001
        if self._is_bare and found.taken is not None:
            node.styles.base.merge_rules(found.taken)
            node.notify_style_update()
        elif found.rules is not None:
            self.replace_rules(node, found.rules, animate=animate)
        self._applied = self._place = None
        self._process_component_classes(node)

    def _process_component_classes(self, node: DOMNode) -> None:
        # Called as soon as a node has got its rules.
        asks = node._has_focus_within or node._has_order_style or node._has_odd_or_even  # noqa: SLF001
        if self._place is not None and not asks:
            taken = node.styles.base.get_rules() if self._is_bare else None
            found = _Found(self._applied, taken, asks_for_hover=node._has_hover_style)  # noqa: SLF001
            if len(self._sheets.found) > _PLACES:
                self._sheets.found.clear()
            self._sheets.found[self._place] = found
        self._applied = self._place = None
        if not isinstance(node, Widget):
            return
        if node._get_component_classes():  # noqa: SLF001
            before = node._component_styles  # noqa: SLF001
            node._component_styles = parts = _Parts(self, node)  # noqa: SLF001
            if any(parts[name] != styles for name, styles in before.items()):
                node.refresh()
        self._around = None

    def update(self, root: DOMNode, animate: bool = False) -> None:
        """Applies the style sheets to a node and all below it.

        Args:
            root: The node.
            animate: Whether what changes may take its time.
        """
        super().update(root, animate)
        if self.is_silent:
            for widget in root.walk_children(Widget, with_self=True):
                _repaint(widget)

    def replace_rules(  # type: ignore[override]  # a class method there, called as this one is
        self, node: DOMNode, rules: RulesMap, animate: bool = False
    ) -> None:
        """Gives a node other rules.

        Args:
            node: The node.
            rules: All its rules.
            animate: Whether the change may take its time.
        """
        self._applied = rules
        base = node.styles.base
        if animate or not self.is_silent or not _differ_in_colour(base._rules, rules):  # noqa: SLF001
            super().replace_rules(node, rules, animate)
            return
        before, now = _set_rules(base.get_rules()), _set_rules(rules)
        kept = {key: value for key, value in before.items() if key in _FLAGS}
        others = {key: value for key, value in now.items() if key not in _FLAGS}
        base.reset()
        base.merge_rules(RulesMap(**kept, **others))  # type: ignore[typeddict-item]
        for key in _FLAGS & (before.keys() | now.keys()):
            setattr(base, key, now.get(key))
        node.notify_style_update()


def _place_of(node: DOMNode) -> tuple[Hashable, ...]:
    """Everything about a node, and all that it stands in, that a selector can ask for.

    But for what stands beside it and whether the focus is in it.
    """
    app = node.app
    asked: list[Hashable] = [app.theme, app.app_focus, app.is_inline, app.native_ansi_color]
    for each in node.css_path_nodes:
        asked += _asked_of(each)
    return tuple(asked)


def _asked_of(node: DOMNode) -> tuple[Hashable, ...]:
    """What a selector can ask of a node alone."""
    asked = (type(node), node._css_type_name, node.id, node.classes)  # noqa: SLF001
    if not isinstance(node, Widget):
        return asked
    return (*asked, node.mouse_hover, node.has_focus, node.disabled, node.allow_focus())


def _repaint(widget: Widget) -> None:
    """Has a widget painted, and its scrollbars."""
    widget.refresh()
    if widget.is_scrollable:
        down, across = widget.scrollbars_enabled
        if down:
            widget.vertical_scrollbar.refresh()
        if across:
            widget.horizontal_scrollbar.refresh()


def _set_rules(rules: RulesMap) -> dict[str, Any]:
    """The rules that say anything; the parser gives names along that are none."""
    return {key: value for key, value in rules.items() if value is not None and key in RULE_NAMES}


def _differ_in_colour(before: RulesMap, after: RulesMap) -> bool:
    """Whether two sets of rules differ in nothing but colours."""
    was, now = _set_rules(before), _set_rules(after)
    for key in was.keys() | now.keys():
        if key in _COLOURS or key in _FLAGS or was.get(key) == now.get(key):
            continue
        if key not in was or key not in now:
            return False
        if key == "layout" and type(was[key]) is type(now[key]):
            continue
        if key not in _EDGES or was[key][0] != now[key][0]:
            return False
    return True


class FrugalTheme(App[Result]):
    """An app that takes another theme at the cost of one frame, and paints when a batch ends."""

    def __init__(self) -> None:
        """Begins with Textual's own style sheets."""
        super().__init__()
        self._frugal_stylesheet = FrugalStylesheet(variables=self.get_css_variables())
        self.stylesheet = self._frugal_stylesheet

    def _end_batch(self) -> None:
        super()._end_batch()
        # Textual would have the screen find out by itself, a frame later.
        if not self._batch_count and self.screen_stack and isinstance(self.screen, FrugalScreen):
            self.screen.paint_what_is_owed()

    def refresh_css(self, animate: bool = True) -> None:
        """Takes the colours of the theme.

        Args:
            animate: Whether what changes may take its time.
        """
        if animate or not self.screen_stack:
            super().refresh_css(animate)
            return
        self._frugal_stylesheet.is_silent = True
        try:
            super().refresh_css(animate)
        finally:
            self._frugal_stylesheet.is_silent = False

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Styles a node anew whose classes changed.

        Args:
            node: The node.
            animate: Whether what changes may take its time.
        """
        # Textual styles widgets too that are still being made: once more for each class they give
        # themselves, and all of it again when they are mounted.
        if isinstance(node, App | Screen) or node.is_attached:
            super().update_styles(node, animate)
