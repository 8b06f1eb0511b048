"""Where to go after a step in between: only ever to a page of our own."""

from urllib.parse import urlsplit


def own_path(wanted: str | None, otherwise: str) -> str:
    """Browsers read a backslash as a slash and skip line breaks: such paths are not ours."""
    if not wanted or not wanted.startswith("/") or not wanted.isprintable():
        return otherwise
    if wanted.startswith("//") or "\\" in wanted:
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted
