"""One sitting at a draft: opening it, keeping it safe, saving it, leaving it.

What keeps the draft is `desk`; this is what the author sees of that, in five floors of one app.
The screens and keys of the wizard are in `app`.
"""

from designdoc_tui.sitting.importing import Importing

__all__ = ["Importing"]
