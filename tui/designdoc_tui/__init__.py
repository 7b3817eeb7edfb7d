"""A terminal wizard from an empty page to an approved software design document."""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version, looked up only when asked for: the look-up costs half of a start."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("designdoc-tui")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0+unknown"
