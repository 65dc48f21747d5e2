"""The signs that carry the meaning where colour does not; the dashboard has those of the text views."""

from coachtui.exchange.glyphs import ASCII, UNICODE, Glyphs, for_encoding

__all__ = ["ASCII", "UNICODE", "Glyphs", "for_encoding"]
