# MOVED: the file is now designdoc_tui/source/errors.py (DraftError is SourceError there). Edit that one; this shim goes away.
from designdoc_tui.source.errors import *  # noqa: F403
from designdoc_tui.source.errors import SourceError as DraftError
