"""What `typing` gives to a module, without importing it: that would take a tenth of a captured line.

`NamedTuple` makes the same classes as typing's, but keeps their annotations as they are instead of
compiling each. A type checker, and a Python that evaluates annotations late, get the original.
"""

from __future__ import annotations

import sys

__all__ = ["TYPE_CHECKING", "NamedTuple"]

TYPE_CHECKING = False
"""False at run time, true for a type checker, as `typing.TYPE_CHECKING`."""

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        """Turns the body of a class into a named tuple with the same methods."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """A tuple with named fields: annotated in the body, with defaults behind those without."""
