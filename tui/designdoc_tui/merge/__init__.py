"""What differs between documents, and three of them made into one.

Everything here works on values and knows no files: the commands, a draft that was changed on the
disk, an import into a draft and the screens that show such things all use the same few functions.
"""

from designdoc_tui.merge.conflict import (
    Conflict,
    conflicts_of,
    conflicts_with_places,
    with_conflicts,
)
from designdoc_tui.merge.differences import Difference, Kind, differences
from designdoc_tui.merge.labels import label_of
from designdoc_tui.merge.resolve import (
    Choice,
    as_decided,
    choices,
    dismiss,
    place_of,
    resolve,
    take_in,
)
from designdoc_tui.merge.review_labels import in_words, is_for_people
from designdoc_tui.merge.three_way import Merged, Note, three_way
from designdoc_tui.merge.words import Mark, Span, words

__all__ = [
    "Choice",
    "Conflict",
    "Difference",
    "Kind",
    "Mark",
    "Merged",
    "Note",
    "Span",
    "as_decided",
    "choices",
    "conflicts_of",
    "conflicts_with_places",
    "differences",
    "dismiss",
    "in_words",
    "is_for_people",
    "label_of",
    "place_of",
    "resolve",
    "take_in",
    "three_way",
    "with_conflicts",
    "words",
]
