"""Killing the real program while somebody types, and looking at what is left."""
