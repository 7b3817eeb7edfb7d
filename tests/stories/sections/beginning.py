"""The sections that say what it is about: Metadata, Overview, Background."""

from __future__ import annotations

from textwrap import dedent

from tests.stories.author import Author
from tests.stories.sections.story import Story


class Metadata(Story):
    heading = "Metadata"

    def write(self, author: Author) -> None:
        author.clears()
        author.fills("Two: factors")
        author.clears()
        author.fills("add-2fa")
        author.clears()
        author.fills("Grace <g@example.org>")
        author.lists("Barbara Liskov", "no")
        author.chooses(1)
        author.clears()
        author.types("2026-01-31")

    @property
    def draft(self) -> str:
        return dedent("""\
            designdoc: 1
            template: design
            title: 'Two: factors'
            metadata:
              change_id: add-2fa
              author: Grace <g@example.org>
              reviewers:
                - Barbara Liskov
                - 'no'
              status: In Review
              last_updated: '2026-11-22'
            approval:
              - role: Technical Lead
              - role: Security Review
              - role: Performance Review
              - role: Product Owner
        """)

    @property
    def document(self) -> str:
        return dedent("""\
            # Design Document: Two: factors

            ## Metadata

            - **Change ID**: `add-2fa`
            - **Author**: Grace <g@example.org>
            - **Reviewers**: Barbara Liskov, no
            - **Status**: `In Review`
            - **Last Updated**: 2026-11-22
        """)


class Overview(Story):
    heading = "Overview"

    def write(self, author: Author) -> None:
        author.fills(
            "One password.\n\n- It leaks: often\n- It is `reused`", "A code.\n# not a title"
        )
        author.lists("Hard to guess", "yes", "2 minutes: no more")
        author.lists("Text messages", "# Passkeys")

    yaml = """
        overview:
          problem: |-
            One password.

            - It leaks: often
            - It is `reused`
          solution: |-
            A code.
            # not a title
          goals:
            - Hard to guess
            - 'yes'
            - '2 minutes: no more'
          non_goals:
            - Text messages
            - '# Passkeys'
    """
    markdown = """
        ## Overview

        ### Problem

        One password.

        - It leaks: often
        - It is `reused`

        ### Solution

        A code.
        # not a title

        ### Goals

        - Goal 1: Hard to guess
        - Goal 2: yes
        - Goal 3: 2 minutes: no more

        ### Non-Goals

        - Non-goal 1: Text messages
        - Non-goal 2: # Passkeys
    """


class Background(Story):
    heading = "Background"

    def write(self, author: Author) -> None:
        author.fills(
            "Wards share\ncomputers.", "Argon2id today.", "Browser --> Proxy\n   |\n   +--> Redis"
        )
        author.lists("No new service", "PostgreSQL 16")

    yaml = """
        background:
          context: |-
            Wards share
            computers.
          existing_system:
            text: Argon2id today.
            diagram: |-
              Browser --> Proxy
                 |
                 +--> Redis
          constraints:
            - No new service
            - PostgreSQL 16
    """
    markdown = """
        ## Background

        ### Context

        Wards share
        computers.

        ### Existing System

        Argon2id today.

        ```
        Browser --> Proxy
           |
           +--> Redis
        ```

        ### Constraints

        - Constraint 1: No new service
        - Constraint 2: PostgreSQL 16
    """
