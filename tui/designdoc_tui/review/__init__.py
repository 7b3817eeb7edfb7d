"""What reviewers leave in a draft: marks, sign-offs, comments, each bound to what it is about.

This room writes down and reads. Whether something may be done is decided in `approval`.
"""
