"""coachtui: a terminal dashboard that one busy person keeps open all day."""

__version__ = "0.1.0"
"""The version of the package, as in `pyproject.toml`."""
