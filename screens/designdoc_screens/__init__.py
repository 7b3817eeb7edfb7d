"""The screens of the wizard, one a file, each with its style sheet beside it."""
