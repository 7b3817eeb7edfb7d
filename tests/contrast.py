"""How well a row of the screen can be read, by the contrast of its colours."""

from __future__ import annotations

from textual.color import Color
from textual.strip import Strip


def quietest(strip: Strip) -> float:
    """The lowest contrast of any text in a row with what is behind it (WCAG 2.2, section 1.4.3).

    Args:
        strip: The row, as it is painted.

    Returns:
        A ratio: 1 for text that cannot be seen, 21 for black on white.
    """
    return min(
        _ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
        for text, style, _ in strip
        if text.strip() and style is not None and style.color and style.bgcolor
    )


def _ratio(one: Color, other: Color) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
