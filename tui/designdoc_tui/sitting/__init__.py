"""One sitting at a draft: opening it, keeping it safe, saving it, leaving it.

What keeps the draft is `desk`; this is what the author sees of that. Each part is an object that
knows the `Sitting`, which holds the draft that is open, and the parts it works with; `app` makes
them and hands them what happens.
"""
