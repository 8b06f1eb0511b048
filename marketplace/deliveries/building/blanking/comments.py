"""Comments as Ogg and Matroska hold them for Vorbis, Opus, Theora, VP8 and Speex: a count of
letters and the program that wrote them, then a count of comments and each of them."""

FIRST = {
    b"\x01vorbis": b"\x03vorbis",
    b"OpusHead": b"OpusTags",
    b"\x80theora": b"\x81theora",
    b"OVP80\x01": b"OVP80\x02\x20",
    b"Speex   ": b"",
}
"""How a stream begins, and then how its comments do."""
_NOBODY_AND_NONE = bytes(8)
_LAST_BIT = b"\x01"
"""Vorbis ends its comments with it, and does not play without."""


def emptied(mark: bytes) -> bytes:
    """What such a packet begins with when it says nothing. Nothing follows up to its old end,
    which players take for padding."""
    return mark + _NOBODY_AND_NONE + (_LAST_BIT if mark == FIRST[b"\x01vorbis"] else b"")
