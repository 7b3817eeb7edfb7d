"""A terminal wizard from an empty page to an approved software design document."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("designdoc-tui")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"

__all__ = ["__version__"]
