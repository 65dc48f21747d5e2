"""The front door: parses a command, calls one service, prints."""
