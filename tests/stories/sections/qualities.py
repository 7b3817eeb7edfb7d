"""What holds for all parts: security, performance, scale, observation, reliability."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class SecurityConsiderations(Story):
    heading = "Security Considerations"

    def write(self, author: Author) -> None:
        author.fills("Password, then\na code.", "By the owner.\n\nNobody else.")
        author.fills("AES-256-GCM", "TLS 1.3", "Never logged")
        author.fills("Enrolment", "Audit log", "400 days")

    yaml = """
        design:
          security_considerations:
            authentication: |-
              Password, then
              a code.
            authorization: |-
              By the owner.

              Nobody else.
            data_protection:
              encryption_at_rest: AES-256-GCM
              encryption_in_transit: TLS 1.3
              sensitive_data_handling: Never logged
            audit_logging:
              what_is_logged: Enrolment
              where: Audit log
              retention: 400 days
    """
    markdown = """
        ## Design

        ### Security Considerations

        #### Authentication

        Password, then
        a code.

        #### Authorization

        By the owner.

        Nobody else.

        #### Data Protection

        - Encryption at rest: AES-256-GCM
        - Encryption in transit: TLS 1.3
        - Sensitive data handling: Never logged

        #### Audit Logging

        - What is logged: Enrolment
        - Where: Audit log
        - Retention: 400 days
    """


class PerformanceConsiderations(Story):
    heading = "Performance Considerations"

    def write(self, author: Author) -> None:
        author.fills("40", "900", "80 MB")
        author.fills("Data keys: 5 min", "factor (account)", "None")
        author.fills("p95 < 120 ms", "p95 < 5 ms", "200 a second")

    yaml = """
        design:
          performance_considerations:
            expected_load:
              requests_per_second: '40'
              concurrent_users: '900'
              data_volume: 80 MB
            optimization_strategies:
              caching: 'Data keys: 5 min'
              database_indexing: factor (account)
              query_optimization: 'None'
            performance_targets:
              api_latency: p95 < 120 ms
              database_query_time: p95 < 5 ms
              throughput: 200 a second
    """
    markdown = """
        ## Design

        ### Performance Considerations

        #### Expected Load

        - Requests per second: 40
        - Concurrent users: 900
        - Data volume: 80 MB

        #### Optimization Strategies

        - Caching: Data keys: 5 min
        - Database indexing: factor (account)
        - Query optimization: None

        #### Performance Targets

        - API latency: p95 < 120 ms
        - Database query time: p95 < 5 ms
        - Throughput: 200 a second
    """


class Scalability(Story):
    heading = "Scalability"

    def write(self, author: Author) -> None:
        author.fills("Any number", "2 cores", "The key service")

    yaml = """
        design:
          scalability:
            horizontal_scaling: Any number
            vertical_scaling: 2 cores
            bottlenecks: The key service
    """
    markdown = """
        ## Design

        ### Scalability

        - Horizontal scaling: Any number
        - Vertical scaling: 2 cores
        - Bottlenecks: The key service
    """


class MonitoringAndObservability(Story):
    heading = "Monitoring & Observability"

    def write(self, author: Author) -> None:
        author.lists("Codes accepted", "1e3 refused")
        author.fills("INFO", "account, kind", "From the proxy")
        author.lists("Refused > 5 %", "Redis gone")

    yaml = """
        design:
          monitoring_and_observability:
            metrics:
              - Codes accepted
              - 1e3 refused
            logging:
              log_level: INFO
              log_fields: account, kind
              trace_id: From the proxy
            alerts:
              - Refused > 5 %
              - Redis gone
    """
    markdown = """
        ## Design

        ### Monitoring & Observability

        #### Metrics

        - Metric 1: Codes accepted
        - Metric 2: 1e3 refused

        #### Logging

        - Log level: INFO
        - Log fields: account, kind
        - Trace ID: From the proxy

        #### Alerts

        - Alert 1: Refused > 5 %
        - Alert 2: Redis gone
    """


class Reliability(Story):
    heading = "Reliability"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Redis is gone", "No sign-in", "Ping")
        author.types("Restart")
        author.presses("alt+n")
        author.fills("Clock drifts", "Codes refused", "NTP offset", "Resync")
        author.fills("5 in a row", "30 s", "One try")

    yaml = """
        design:
          reliability:
            failure_modes:
              - failure: Redis is gone
                impact: No sign-in
                detection: Ping
                recovery: Restart
              - failure: Clock drifts
                impact: Codes refused
                detection: NTP offset
                recovery: Resync
            circuit_breaker:
              threshold: 5 in a row
              timeout: 30 s
              half_open_state: One try
    """
    markdown = """
        ## Design

        ### Reliability

        #### Failure Modes

        1. **Failure**: Redis is gone
           - **Impact**: No sign-in
           - **Detection**: Ping
           - **Recovery**: Restart

        2. **Failure**: Clock drifts
           - **Impact**: Codes refused
           - **Detection**: NTP offset
           - **Recovery**: Resync

        #### Circuit Breaker

        - Threshold: 5 in a row
        - Timeout: 30 s
        - Half-open state: One try
    """
