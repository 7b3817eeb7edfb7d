"""Drafts on the disk: opening, saving and beginning them; `find` finds them."""
