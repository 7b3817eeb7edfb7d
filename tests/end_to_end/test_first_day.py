"""The main job, in a real terminal: an empty folder to a saved document, and back to it."""

from __future__ import annotations

import re
from datetime import date

from tests.end_to_end.terminal import Desk, Terminal

YAML = """\
designdoc: 1
template: design
title: Faster sign-in
metadata:
  change_id: faster-sign-in
  author: Ada Lovelace <ada@example.org>
  reviewers:
    - Grace Hopper
    - Alan Turing
  status: In Review
  last_updated: '{today}'
overview:
  problem: |-
    Passwords get stolen.
    Nobody notices.
  goals:
    - Stop it
    - Notice it
design:
  components:
    - name: Vault
      purpose: Keeps the keys
approval:
  - role: Technical Lead
  - role: Security Review
  - role: Performance Review
  - role: Product Owner
"""

MARKDOWN = """\
# Design Document: Faster sign-in

## Metadata

- **Change ID**: `faster-sign-in`
- **Author**: Ada Lovelace <ada@example.org>
- **Reviewers**: Grace Hopper, Alan Turing
- **Status**: `In Review`
- **Last Updated**: {today}

## Overview

### Problem

Passwords get stolen.
Nobody notices.

### Goals

- Goal 1: Stop it
- Goal 2: Notice it

## Design

### Components

#### Component 1: Vault

- **Purpose**: Keeps the keys
"""


def starts_a_draft(wizard: Terminal, title: str) -> None:
    wizard.shows("There is no draft in")
    wizard.presses("n")
    wizard.shows("What is being designed")
    wizard.types(title)
    wizard.presses("enter")
    wizard.shows("1/23 Metadata")


def fills_metadata(wizard: Terminal) -> None:
    wizard.is_in("Title")
    wizard.presses("tab", "tab")
    wizard.is_in("Author")
    wizard.types("Ada Lovelace <ada@example.org>")
    wizard.presses("tab")
    wizard.types("Grace Hopper")
    wizard.presses("enter")
    wizard.types("Alan Turing")
    wizard.presses("enter", "enter", "right")
    wizard.shows("● In Review", "Reviewers: Grace Hopper, Alan Turing", "In Review · ● unsaved")


def fills_overview(wizard: Terminal) -> None:
    wizard.presses("f8")
    wizard.shows("2/23 Overview")
    wizard.is_in("Problem")
    wizard.types("Passwords get stolen.")
    wizard.presses("enter")
    wizard.types("Nobody notices.")
    wizard.shows("Passwords get stolen. Nobody notices.")  # one paragraph, in the preview
    wizard.presses("tab", "tab")
    wizard.types("Stop it")
    wizard.presses("enter")
    wizard.types("Notice it")
    wizard.shows("• Goal 1: Stop it", "• Goal 2: Notice it")


def adds_a_component(wizard: Terminal) -> None:
    wizard.presses("f3")
    wizard.shows("Part of a section's or field's name")
    wizard.types("components")
    wizard.presses("enter")
    wizard.shows("5/23 Components")
    wizard.presses("alt+n")
    wizard.shows("Component 1 of 1")
    wizard.types("Vault")
    wizard.presses("tab")
    wizard.types("Keeps the keys")
    wizard.shows("Component 1: Vault", "Purpose: Keeps the keys")


class TestFirstDay:
    def test_an_empty_folder_becomes_a_document_and_the_next_day_goes_on_from_there(
        self, desk: Desk
    ) -> None:
        day = date.today()
        with desk.opens() as wizard:
            starts_a_draft(wizard, "Faster sign-in")
            fills_metadata(wizard)
            fills_overview(wizard)
            adds_a_component(wizard)
            wizard.presses("left", "left", "left", "left", "f2")
            wizard.shows("Saved design.yaml and design.md")
            wizard.has_cursor_after("Keeps the ")
            wizard.presses("ctrl+q")
            wizard.leaves(0)

        draft = desk.folder / "design.yaml"
        document = draft.with_name("design.md")
        saved = draft.read_text()
        dated = re.findall(r"'(\d{4}-\d\d-\d\d)'", saved)
        assert dated in ([day.isoformat()], [date.today().isoformat()])
        assert saved == YAML.format(today=dated[0])
        assert document.read_text() == MARKDOWN.format(today=dated[0])

        with desk.opens() as wizard:
            wizard.shows("Faster sign-in", "In Review", "design.yaml")
            wizard.presses("enter")
            wizard.shows("5/23 Components", "Component 1 of 1")
            wizard.is_in("Purpose")
            wizard.has_cursor_after("Keeps the ")

            wizard.types("master ")
            wizard.shows("Purpose: Keeps the master keys")
            wizard.shows("● unsaved")
            wizard.presses("ctrl+z")
            wizard.shows("Purpose: Keeps the keys", "· saved ·")
            wizard.has_cursor_after("Keeps the ")
            wizard.presses("ctrl+z", "ctrl+y")  # what was saved yesterday cannot be undone
            wizard.shows("Purpose: Keeps the master keys")
            wizard.presses("ctrl+z")
            wizard.shows("Purpose: Keeps the keys", "· saved ·")
            wizard.presses("ctrl+q")
            wizard.leaves(0)

        assert draft.read_text() == saved
        assert document.read_text() == MARKDOWN.format(today=dated[0])
