"""How it gets out: tests, deployment, migration."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class TestingStrategy(Story):
    __test__ = False  # a story, not a group of tests
    heading = "Testing Strategy"

    def write(self, author: Author) -> None:
        author.fills("95 %", "Replays")
        author.fills("Vault and Redis", "Containers")
        author.fills("Enrol, sign in", "Seeded")
        author.fills("50 a second", "Until it gives", "A night")

    yaml = """
        design:
          testing_strategy:
            unit_tests:
              coverage_target: 95 %
              key_scenarios: Replays
            integration_tests:
              test_cases: Vault and Redis
              test_environment: Containers
            e2e_tests:
              user_flows: Enrol, sign in
              test_data: Seeded
            performance_tests:
              load_test: 50 a second
              stress_test: Until it gives
              endurance_test: A night
    """
    markdown = """
        ## Design

        ### Testing Strategy

        #### Unit Tests

        - Coverage target: 95 %
        - Key scenarios: Replays

        #### Integration Tests

        - Test cases: Vault and Redis
        - Test environment: Containers

        #### E2E Tests

        - User flows: Enrol, sign in
        - Test data: Seeded

        #### Performance Tests

        - Load test: 50 a second
        - Stress test: Until it gives
        - Endurance test: A night
    """


class DeploymentStrategy(Story):
    heading = "Deployment Strategy"

    def write(self, author: Author) -> None:
        author.lists("Ourselves", "One ward: 2 weeks", "All")
        author.lists("`factors`: the pages", "`policy`")
        author.fills("Alerts", "Flag off", "Redeploy", "Nothing to do")

    yaml = """
        design:
          deployment_strategy:
            rollout_plan:
              - Ourselves
              - 'One ward: 2 weeks'
              - All
            feature_flags:
              - '`factors`: the pages'
              - '`policy`'
            rollback_plan:
              detect_issue: Alerts
              disable_feature: Flag off
              rollback_deployment: Redeploy
              restore_data: Nothing to do
    """
    markdown = """
        ## Design

        ### Deployment Strategy

        #### Rollout Plan

        1. Phase 1: Ourselves
        2. Phase 2: One ward: 2 weeks
        3. Phase 3: All

        #### Feature Flags

        - Flag 1: `factors`: the pages
        - Flag 2: `policy`

        #### Rollback Plan

        1. Detect issue: Alerts
        2. Disable feature: Flag off
        3. Rollback deployment: Redeploy
        4. Restore data: Nothing to do
    """


class Migration(Story):
    heading = "Migration"

    def write(self, author: Author) -> None:
        author.fills("-- Step 1\nALTER TABLE account\n    ADD policy TEXT;")
        author.lists("Columns first", "Then the code")
        author.fills("By mail", "2026-12-01", "The help desk")

    yaml = """
        migration:
          data_migration: |-
            -- Step 1
            ALTER TABLE account
                ADD policy TEXT;
          code_migration:
            - Columns first
            - Then the code
          user_migration:
            communication: By mail
            timeline: '2026-12-01'
            support: The help desk
    """
    markdown = """
        ## Migration

        ### Data Migration

        ```sql
        -- Step 1
        ALTER TABLE account
            ADD policy TEXT;
        ```

        ### Code Migration

        - Step 1: Columns first
        - Step 2: Then the code

        ### User Migration

        - Communication: By mail
        - Timeline: 2026-12-01
        - Support: The help desk
    """
