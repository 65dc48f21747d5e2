"""What can go wrong, as one line each that says what to do."""

from __future__ import annotations


class CoachError(Exception):
    """A refusal: the command is understood, but not carried out. Exit status 1."""


class UsageError(CoachError):
    """The words of a command are wrong. Exit status 2."""


class UnclearError(UsageError):
    """A text has no meaning, or more than one; `choices` are what it could mean."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices
        """Texts that would be understood, best first; empty when there is none."""
