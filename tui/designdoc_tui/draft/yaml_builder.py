# MOVED: the file is now designdoc_tui/source/yaml_builder.py (DraftError is SourceError there). Edit that one; this shim goes away.
from designdoc_tui.source.yaml_builder import *  # noqa: F403

