"""What was decided and what is left: trade-offs, questions, future, references, approval."""

from __future__ import annotations

from textwrap import dedent

from tests.stories.author import Author
from tests.stories.sections.story import Story


class TradeOffs(Story):
    heading = "Trade-offs"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Which factor")
        author.presses("enter")
        author.types("Text message")
        author.presses("alt+n")
        author.fills("App")
        author.presses("space")
        author.next_field()
        author.lists("Free", "Offline")
        author.lists("Phones get lost", "Setup")
        author.previous_field(times=9)
        author.presses("up", "enter", "tab", "tab")
        author.lists("Known", "No app")
        author.lists("SIM swaps", "Costs")
        author.types("Apps are safer")
        author.presses("alt+n")
        author.fills("Where it lives")
        author.presses("enter")
        author.fills("In accounts")
        author.presses("space")
        author.next_field()
        author.lists("One place")
        author.lists("Grows")
        author.previous_field(times=5)
        author.presses("alt+n")
        author.fills("New service")
        author.next_field()
        author.lists("Small")
        author.lists("To be run")
        author.fills("Nothing new to run")

    yaml = """
        trade_offs:
          - title: Which factor
            options:
              - name: Text message
                pros:
                  - Known
                  - No app
                cons:
                  - SIM swaps
                  - Costs
              - name: App
                chosen: true
                pros:
                  - Free
                  - Offline
                cons:
                  - Phones get lost
                  - Setup
            decision: Apps are safer
          - title: Where it lives
            options:
              - name: In accounts
                chosen: true
                pros:
                  - One place
                cons:
                  - Grows
              - name: New service
                pros:
                  - Small
                cons:
                  - To be run
            decision: Nothing new to run
    """
    markdown = """
        ## Trade-offs

        ### Trade-off 1: Which factor

        - **Option A**: Text message
          - Pros:
            - Known
            - No app
          - Cons:
            - SIM swaps
            - Costs

        - **Option B**: App (Chosen)
          - Pros:
            - Free
            - Offline
          - Cons:
            - Phones get lost
            - Setup

        - **Decision**: Apps are safer

        ### Trade-off 2: Where it lives

        - **Option A**: In accounts (Chosen)
          - Pros: One place
          - Cons: Grows

        - **Option B**: New service
          - Pros: Small
          - Cons: To be run

        - **Decision**: Nothing new to run
    """


class OpenQuestions(Story):
    heading = "Open Questions"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Who pays?")
        author.presses("space", "tab")
        author.chooses(2)
        author.types("Ada")
        author.presses("alt+n")
        author.fills("Which QR library?")
        author.next_field()
        author.chooses(1)
        author.fills("Grace")

    yaml = """
        open_questions:
          - question: Who pays?
            answered: true
            blocker: false
            owner: Ada
          - question: Which QR library?
            blocker: true
            owner: Grace
    """
    markdown = """
        ## Open Questions

        - [x] Question 1: Who pays?
          - **Blocker**: No
          - **Owner**: Ada

        - [ ] Question 2: Which QR library?
          - **Blocker**: Yes
          - **Owner**: Grace
    """


class FutureWork(Story):
    heading = "Future Work"

    def write(self, author: Author) -> None:
        author.lists("Security keys", "2027: passkeys")

    yaml = """
        future_work:
          - Security keys
          - '2027: passkeys'
    """
    markdown = """
        ## Future Work

        - Enhancement 1: Security keys
        - Enhancement 2: 2027: passkeys
    """


class References(Story):
    heading = "References"

    def write(self, author: Author) -> None:
        author.fills("proposal.md", "[tasks](tasks.md)", "ADR 7", "RFC 6238")

    yaml = """
        references:
          proposal: proposal.md
          tasks: '[tasks](tasks.md)'
          adr: ADR 7
          external_docs: RFC 6238
    """
    markdown = """
        ## References

        - Proposal: proposal.md
        - Tasks: [tasks](tasks.md)
        - ADR: ADR 7
        - External docs: RFC 6238
    """


class Approval(Story):
    heading = "Approval"

    def write(self, author: Author) -> None:
        author.presses("enter", "tab")
        author.fills("Ada")
        author.types("2026-11-20")
        author.previous_field(times=3)
        author.presses("down", "enter", "tab")
        author.fills("Grace")
        author.types("2026-11-21")
        author.previous_field(times=3)
        author.presses("down", "alt+r", "alt+r", "alt+n")
        author.fills("Data: protection", "Barbara", "2026-11-22")

    @property
    def draft(self) -> str:
        return dedent("""\
            designdoc: 1
            template: design
            title: Sign-in
            metadata:
              change_id: sign-in
              author: Ada Lovelace <ada@example.org>
              status: Draft
              last_updated: '2026-11-22'
            approval:
              - role: Technical Lead
                name: Ada
                date: '2026-11-20'
              - role: Security Review
                name: Grace
                date: '2026-11-21'
              - role: 'Data: protection'
                name: Barbara
                date: '2026-11-22'
        """)

    @property
    def document(self) -> str:
        return dedent("""\
            # Design Document: Sign-in

            ## Metadata

            - **Change ID**: `sign-in`
            - **Author**: Ada Lovelace <ada@example.org>
            - **Status**: `Draft`
            - **Last Updated**: 2026-11-22

            ---

            ## Approval

            - [x] Technical Lead: Ada - 2026-11-20
            - [x] Security Review: Grace - 2026-11-21
            - [x] Data: protection: Barbara - 2026-11-22
        """)
