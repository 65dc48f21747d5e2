"""Print the script that completes commands, options and ids in your shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "bash | zsh | fish"

EXAMPLES = """
coachtui completion bash > ~/.local/share/bash-completion/completions/coachtui
coachtui completion zsh > "${fpath[1]}/_coachtui"
coachtui completion fish > ~/.config/fish/completions/coachtui.fish
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")


def run(args: Namespace, context: Context) -> int:
    """Print the script."""
    from argcomplete.shell_integration import shellcode

    say(shellcode(["coachtui"], shell=args.shell).rstrip())
    return 0
