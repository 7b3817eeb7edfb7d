"""Drafts on the disk: opening, saving and beginning them; `find` finds them."""

from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.git_author import git_author
from designdoc_tui.draft.linked import follow_title
from designdoc_tui.draft.load import Draft, load_draft, resolve
from designdoc_tui.draft.new import create_draft, first_values, new_draft, slug
from designdoc_tui.draft.save import (
    ChangedOnDiskError,
    Save,
    Saved,
    save_draft,
    values_to_yaml,
)

__all__ = [
    "ChangedOnDiskError",
    "Draft",
    "Save",
    "SaveError",
    "Saved",
    "create_draft",
    "first_values",
    "follow_title",
    "git_author",
    "load_draft",
    "new_draft",
    "resolve",
    "save_draft",
    "slug",
    "values_to_yaml",
]
