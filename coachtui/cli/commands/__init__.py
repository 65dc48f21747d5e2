"""The commands, one module each; see `coachtui.cli.registry`."""
