"""What a kind of document contains: sections, fields, and their kinds."""

DEFAULT_TEMPLATE = "design"
"""The template of a new draft, unless another one is asked for."""
