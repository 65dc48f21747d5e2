"""What the screen shows, as plain values: a snapshot, a width and glyphs in, parts of lines out."""
