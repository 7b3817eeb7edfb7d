"""The parts of the design: architecture, components, data, calls, and how they flow."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class HighLevelArchitecture(Story):
    heading = "High-Level Architecture"

    def write(self, author: Author) -> None:
        author.fills(
            "One place makes sessions.\n\nIt asks the vault.", "Browser -> Vault\n```\n  <- yes"
        )

    yaml = """
        design:
          high_level_architecture:
            text: |-
              One place makes sessions.

              It asks the vault.
            diagram: |-
              Browser -> Vault
              ```
                <- yes
    """
    markdown = """
        ## Design

        ### High-Level Architecture

        One place makes sessions.

        It asks the vault.

        ````
        Browser -> Vault
        ```
          <- yes
        ````
    """


class Components(Story):
    heading = "Components"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Vault", "Keeps secrets", "Encryption", "`verify(code)`", "Key service")
        author.lists("AES-256-GCM", "One step of drift")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("Limiter", "Stops guessing", "Counting", "`reserve()`", "Redis: 7")
        author.lists("Counts first", "Mails once a day")

    yaml = """
        design:
          components:
            - name: Vault
              purpose: Keeps secrets
              responsibilities: Encryption
              interfaces: '`verify(code)`'
              dependencies: Key service
              implementation_details:
                - AES-256-GCM
                - One step of drift
            - name: Limiter
              purpose: Stops guessing
              responsibilities: Counting
              interfaces: '`reserve()`'
              dependencies: 'Redis: 7'
              implementation_details:
                - Counts first
                - Mails once a day
    """
    markdown = """
        ## Design

        ### Components

        #### Component 1: Vault

        - **Purpose**: Keeps secrets
        - **Responsibilities**: Encryption
        - **Interfaces**: `verify(code)`
        - **Dependencies**: Key service

        **Implementation details**:
        - AES-256-GCM
        - One step of drift

        #### Component 2: Limiter

        - **Purpose**: Stops guessing
        - **Responsibilities**: Counting
        - **Interfaces**: `reserve()`
        - **Dependencies**: Redis: 7

        **Implementation details**:
        - Counts first
        - Mails once a day
    """


class DataModel(Story):
    heading = "Data Model"

    def write(self, author: Author) -> None:
        author.fills("CREATE TABLE factor (\n    id UUID\n);")
        author.presses("enter")
        author.fills("account", "policy TEXT")
        author.types("Set to 'off'")
        author.presses("alt+n")
        author.fills("session", "factor_id UUID", "None needed")

    yaml = """
        design:
          data_model:
            new_entities: |-
              CREATE TABLE factor (
                  id UUID
              );
            modified_entities:
              - table: account
                added_fields: policy TEXT
                migration: Set to 'off'
              - table: session
                added_fields: factor_id UUID
                migration: None needed
    """
    markdown = """
        ## Design

        ### Data Model

        #### New Entities

        ```sql
        CREATE TABLE factor (
            id UUID
        );
        ```

        #### Modified Entities

        - **Table**: `account`
          - **Added fields**: `policy TEXT`
          - **Migration**: Set to 'off'
        - **Table**: `session`
          - **Added fields**: `factor_id UUID`
          - **Migration**: None needed
    """


class ApiDesign(Story):
    heading = "API Design"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("POST /factors", '{\n  "kind": "totp"\n}', '{"id": 1}')
        author.presses("enter")
        author.fills("400 Bad Request", "Unknown kind")
        author.previous_field(times=2)
        author.presses("alt+n")
        author.fills("409 Conflict", "There is one")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("DELETE /factors/{id}", "{}", "null")
        author.presses("enter")
        author.fills("401 Unauthorized", "No session")
        author.previous_field(times=2)
        author.presses("alt+n")
        author.fills("404 Not Found", "Not yours")
        # Modified endpoints
        author.presses("enter")
        author.fills("POST /sign-in")
        author.lists("Answers `202`", "Field `pending`: true")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("GET /account")
        author.lists("Field `factors`", "No longer cached")

    yaml = """
        design:
          api_design:
            new_endpoints:
              - endpoint: POST /factors
                request: |-
                  {
                    "kind": "totp"
                  }
                response: '{"id": 1}'
                errors:
                  - status: 400 Bad Request
                    meaning: Unknown kind
                  - status: 409 Conflict
                    meaning: There is one
              - endpoint: DELETE /factors/{id}
                request: '{}'
                response: 'null'
                errors:
                  - status: 401 Unauthorized
                    meaning: No session
                  - status: 404 Not Found
                    meaning: Not yours
            modified_endpoints:
              - endpoint: POST /sign-in
                changes:
                  - Answers `202`
                  - 'Field `pending`: true'
              - endpoint: GET /account
                changes:
                  - Field `factors`
                  - No longer cached
    """
    markdown = """
        ## Design

        ### API Design

        #### New Endpoints

        ##### `POST /factors`

        **Request**:
        ```json
        {
          "kind": "totp"
        }
        ```

        **Response**:
        ```json
        {"id": 1}
        ```

        **Errors**:
        - `400 Bad Request`: Unknown kind
        - `409 Conflict`: There is one

        ##### `DELETE /factors/{id}`

        **Request**:
        ```json
        {}
        ```

        **Response**:
        ```json
        null
        ```

        **Errors**:
        - `401 Unauthorized`: No session
        - `404 Not Found`: Not yours

        #### Modified Endpoints

        ##### `POST /sign-in`

        **Changes**:
        - Answers `202`
        - Field `pending`: true

        ##### `GET /account`

        **Changes**:
        - Field `factors`
        - No longer cached
    """


class DataFlow(Story):
    heading = "Data Flow"

    def write(self, author: Author) -> None:
        author.fills("Client -> Proxy -> Vault\n                -> Redis\n\n  done")

    yaml = """
        design:
          data_flow: |-
            Client -> Proxy -> Vault
                            -> Redis

              done
    """
    markdown = """
        ## Design

        ### Data Flow

        ```
        Client -> Proxy -> Vault
                        -> Redis

          done
        ```
    """


class StateManagement(Story):
    heading = "State Management"

    def write(self, author: Author) -> None:
        author.fills("Pending, then active.", "pending --code--> active\n   \\--5 min--> gone")

    yaml = r"""
        design:
          state_management:
            text: Pending, then active.
            diagram: |-
              pending --code--> active
                 \--5 min--> gone
    """
    markdown = r"""
        ## Design

        ### State Management

        Pending, then active.

        ```
        pending --code--> active
           \--5 min--> gone
        ```
    """


class ErrorHandling(Story):
    heading = "Error Handling"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Redis is down", "Timeout", "503", "Twice: at once")
        author.types("Error")
        author.presses("alt+n")
        author.fills("Wrong code", "Check fails", "403", "no", "Info: no code in it")

    yaml = """
        design:
          error_handling:
            error_scenarios:
              - scenario: Redis is down
                detection: Timeout
                response: '503'
                retry: 'Twice: at once'
                logging: Error
              - scenario: Wrong code
                detection: Check fails
                response: '403'
                retry: 'no'
                logging: 'Info: no code in it'
    """
    markdown = """
        ## Design

        ### Error Handling

        #### Error Scenarios

        1. **Scenario**: Redis is down
           - **Detection**: Timeout
           - **Response**: 503
           - **Retry**: Twice: at once
           - **Logging**: Error

        2. **Scenario**: Wrong code
           - **Detection**: Check fails
           - **Response**: 403
           - **Retry**: no
           - **Logging**: Info: no code in it
    """
