"""Change ids made from titles."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not take apart into a base and a mark: ø, æ, ł, đ, œ.
_LETTER: Final = r"LATIN SMALL (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .*)?"

_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’ʼ`´"))


def slug(title: str) -> str:
    """A change id made from a title.

    Args:
        title: Any text.

    Returns:
        Its letters and digits in kebab-case, without accents: `Zwei-Faktor-Anmeldung für alle`
        becomes `zwei-faktor-anmeldung-fur-alle`. Empty when nothing is left of it.
    """
    apart = unicodedata.normalize("NFKD", title.casefold().translate(_APOSTROPHES))
    letters = (_in_ascii(letter) for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters).lower()).strip("-")


def _in_ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    named = re.fullmatch(_LETTER, unicodedata.name(letter, ""))
    return named[1].lower() if named else " "
