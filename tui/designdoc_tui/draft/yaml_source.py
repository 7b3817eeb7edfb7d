# MOVED: the file is now designdoc_tui/source/yaml_source.py (DraftError is SourceError there). Edit that one; this shim goes away.
from designdoc_tui.source.yaml_source import *  # noqa: F403

