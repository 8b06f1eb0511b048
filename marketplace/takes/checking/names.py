"""What derived files are called, in the process that makes them and where they are kept."""

PREVIEW = "preview.webm"
POSTER = "poster.png"
REMUX = "remux"
CLEAN = "clean"
"""All of a recording but what is withheld, as good as it came in."""
MIX = "mix.flac"
MARKED_MIX = "marked-mix.webm"
_MARKED = (PREVIEW, MARKED_MIX)


def is_marked(name: str) -> bool:
    """Whether it carries a watermark."""
    return name.endswith(_MARKED)


def without(name: str, marks: int) -> str:
    """Of the copy that goes without so many spans: no copy is ever written over another."""
    return f"{marks}-{name}"
