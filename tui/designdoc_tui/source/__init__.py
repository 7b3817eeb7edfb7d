"""Text that strangers wrote, read as a tree in which everything knows its place.

Templates and drafts are both YAML, and both are hostile until parsed.
"""
