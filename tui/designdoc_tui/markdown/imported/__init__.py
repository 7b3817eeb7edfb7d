"""Markdown that somebody else wrote, as a draft that gives it back byte for byte.

A draft of such a document carries a `layout`: how its Markdown differs from what the template
would write. `importing` makes it, `assemble` writes the document with it.
"""
