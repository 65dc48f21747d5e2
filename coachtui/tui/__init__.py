"""The dashboard: panes draw a snapshot and post intentions; only here Textual is known."""
