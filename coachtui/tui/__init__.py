"""The dashboard: panes draw a snapshot and post intentions; only here textual and rich are known.

A key is a command (`commands`), a command an intention (`intentions`), an intention one call of a
service on the one thread that owns the file (`engine`). The answer brings a new frozen snapshot,
and the panes redraw what differs (`drawing` says what, `widgets` put it on the screen).
"""
