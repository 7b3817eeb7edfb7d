"""What the wizard remembers about its user, not about a document.

Which drafts were used last, where their author was in each, and which theme they chose. Everything
here is a convenience: a folder that is missing, full, read-only or damaged costs the memory, never
the work.
"""

from designdoc_tui.state.folder import state_folder
from designdoc_tui.state.places import Place, Places
from designdoc_tui.state.recent import RecentDraft, RecentDrafts

__all__ = ["Place", "Places", "RecentDraft", "RecentDrafts", "state_folder"]
