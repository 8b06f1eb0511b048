"""Documents as PDF: tagged for screen readers, the same bytes for the same content, made here.

PDF/UA-1 is checked as it is made: a letter that no font of ours has is an error, not a blank box.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from anyascii import anyascii

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
SPELLED = "Some letters cannot be printed here and are spelled in Latin ones."
_MOST_SCRIPTS = 8
"""In one document; after so many all letters are spelled."""


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


def made_anyway(
    template: bytes, content: Mapping[str, Any], *, at: datetime, noted_in: str
) -> bytes:
    """For what nobody may have to wait for because of a name: letters that no font of ours has are
    spelled in Latin ones, all of their script alike, and the part `noted_in` says so."""
    try:
        return made(template, content, at=at)
    except CannotBePrinted:
        pass
    noted = content[noted_in]
    more: Any = [*noted, SPELLED] if isinstance(noted, list) else f"{noted} {SPELLED}"
    spelled: dict[str, Any] = {**content, noted_in: more}
    for _ in range(_MOST_SCRIPTS):
        try:
            return made(template, spelled, at=at)
        except CannotBePrinted as why:
            spelled = _spelled(spelled, {_script(each) for each in why.text})
    return made(template, _spelled(spelled, None), at=at)


def _spelled(value: Any, scripts: Collection[str] | None) -> Any:
    """Of all scripts where none are named."""
    if isinstance(value, dict):
        return {name: _spelled(each, scripts) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(each, scripts) for each in value]
    if not isinstance(value, str) or value.isascii():
        return value
    return "".join(
        anyascii(each) or "?" if scripts is None or _script(each) in scripts else each
        for each in value
    )


def _script(letter: str) -> str:
    """By the first word of its name: CJK, THAI, HANGUL."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def refuse_unprintable(text: str) -> None:
    """Before anybody relies on it. Raises CannotBePrinted."""
    made(_ONLY_TEXT, {"text": text}, at=datetime(2026, 1, 1, tzinfo=UTC))


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others, so that a document is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
