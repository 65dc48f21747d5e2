"""A text in the user's own editor: the terminal is lent to it, and the text is in a file of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from textual.app import App


def edited_text(app: App[int], text: str) -> tuple[str, str]:
    """What became of the text, and why it is as it was, where the editor did not do its work.

    A non-zero exit status means "never mind". Only the user can read the file; it is removed.
    """
    name = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        command = shlex.split(name)
    except ValueError:
        return text, f"$EDITOR is no command: {name}"
    handle, path = tempfile.mkstemp(prefix="coachtui-", suffix=".txt")  # readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        with app.suspend():
            status = subprocess.run([*command, path], check=False).returncode
        if status:
            return text, f"{command[0]} ended with status {status}: nothing is changed"
        return Path(path).read_text(encoding="utf-8", errors="replace"), ""
    except SuspendNotSupported:
        return text, "this terminal cannot be lent to an editor: press e instead"
    except OSError as error:
        return text, f"{name} does not start ({error.strerror}): set EDITOR to your editor"
    finally:
        Path(path).unlink(missing_ok=True)
