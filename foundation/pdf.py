"""Documents as PDF: tagged for screen readers, the same bytes for the same content, made here.

PDF/UA-1 is checked as it is made: a letter that no font of ours has is an error, not a blank box.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from foundation.errors import DomainError

FONTS = Path(__file__).with_name("fonts")
_STANDARD: Final = "ua-1"
_NO_GLYPH = re.compile(r'the text .?"(?P<text>.*?)".? could not be displayed')
_ONLY_TEXT = b"""
#set document(title: "Text")
#set text(font: json(bytes(sys.inputs.content)).fonts, lang: "en", fallback: false)
#json(bytes(sys.inputs.content)).text
"""
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari")
"""Asked in this order for each letter."""


@dataclass(eq=False)
class CannotBePrinted(DomainError):
    text: str
    message = (
        "“{text}” cannot be printed: the documents here know Latin, Greek, Cyrillic, Arabic,"
        " Hebrew and Devanagari letters. Write it in one of these."
    )


def made(template: bytes, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """`at` is the document's own date: with the same one come the same bytes. The content is
    data, never markup. Raises CannotBePrinted."""
    given = json.dumps({**content, "fonts": FAMILIES})
    try:
        compiler = typst.Compiler(template, font_paths=_fonts(), sys_inputs={"content": given})
        found = compiler.compile(
            format="pdf", pdf_standards=_STANDARD, timestamp=int(at.timestamp())
        )
    except typst.TypstError as refused:
        if missing := _NO_GLYPH.search(str(refused.message)):
            raise CannotBePrinted(missing["text"]) from refused
        raise
    if not isinstance(found, bytes):
        raise TypeError("a PDF is one piece of bytes")
    return found


def refuse_unprintable(text: str) -> None:
    """Before anybody relies on it. Raises CannotBePrinted."""
    made(_ONLY_TEXT, {"text": text}, at=datetime(2026, 1, 1, tzinfo=UTC))


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others, so that a document is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
