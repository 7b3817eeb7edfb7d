"""One draft being worked on: kept safe while it is edited, watched, shared with others.

`OpenDraft` is what the wizard has before it. It writes a journal of every edit to the user's
state folder, brings back what an earlier sitting left unsaved, holds a lock beside the draft, and
notices what something else does to the files. Nothing in here knows a screen.
"""

from designdoc_tui.desk.lock import Holder
from designdoc_tui.desk.open_draft import DraftHeldError, OpenDraft, open_draft
from designdoc_tui.desk.watch import Outside

__all__ = ["DraftHeldError", "Holder", "OpenDraft", "Outside", "open_draft"]
