"""The names and values that tus sends along with an upload."""

import base64
import binascii
import unicodedata

from foundation.uploads.errors import BadHeader

LONGEST_HEADER = 4096
LONGEST_NAME = 200
HEADER = "Upload-Metadata"


def parse(header: str) -> dict[str, str]:
    """`filename d29ybGQ=,draft`: keys with their values in base64, or alone."""
    if len(header) > LONGEST_HEADER or not header.isascii():
        raise BadHeader(HEADER)
    pairs = [pair.strip().partition(" ") for pair in header.split(",") if pair.strip()]
    found = {key: _decoded(value) for key, _, value in pairs}
    if len(found) != len(pairs):
        raise BadHeader(HEADER)
    return found


def _decoded(value: str) -> str:
    try:
        decoded = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise BadHeader(HEADER) from None
    if "\x00" in decoded:  # PostgreSQL keeps no text that holds one.
        raise BadHeader(HEADER)
    return decoded


def shown_name(filename: str) -> str:
    """Fit to be shown and saved under: no folders, nothing invisible, not too long."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    visible = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(". ")
    stem, dot, ending = visible.rpartition(".")
    if len(visible) > LONGEST_NAME and dot and len(ending) < 20:
        return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    return visible[:LONGEST_NAME] or "unnamed"
