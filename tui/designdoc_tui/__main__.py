"""Runs the program as `python -m designdoc_tui`."""

from designdoc_tui.cli import main

main()
