"""Pure rules and values: no clock, no file, no database, no screen.

Instants are timezone-aware `datetime`s in UTC, lengths are whole minutes of elapsed time, and
"now" is always an argument. Values are `NamedTuple`s: immutable, typed and, unlike dataclasses,
free of an import that would cost a captured line about a third of its time. Modules that are mostly values
do not postpone their annotations: a NamedTuple would compile each of them when a command starts.
"""
