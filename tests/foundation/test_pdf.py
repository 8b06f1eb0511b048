"""Documents as PDF: tagged, the same bytes twice, whole or refused, made without a network."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from foundation import pdf
from foundation.pdf import FONTS, CannotBePrinted

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEMPLATE = b"""
#let it = json(bytes(sys.inputs.content))
#set document(title: it.title)
#set text(font: it.fonts, lang: "en", fallback: false)
= #it.title
#it.text
"""


def made(text="Plain words.", at=AT):
    return pdf.made(TEMPLATE, {"title": "Title", "text": text}, at=at)


def test_the_same_content_is_the_same_bytes():
    assert made() == made()
    assert made("Other words.") != made()
    assert made(at=AT.replace(hour=10)) != made()


def test_it_is_tagged_and_says_its_language_and_title():
    found = made()
    for part in (b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/Lang", b"pdfuaid:part"):
        assert part in found


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, ça, ñ, ü, ß \u2013 “½ €”",
        "Ελληνικά",
        "Українська",
        "العربية",
        "עברית",
        "हिन्दी",
        "tiếng Việt",
    ],
)
def test_the_scripts_that_are_promised_are_printed(text):
    pdf.refuse_unprintable(text)
    assert made(text).startswith(b"%PDF-")


@pytest.mark.parametrize(("text", "letter"), [("日本語", "日"), ("ok 😀", "😀"), ("ไทย", "ไ")])
def test_a_letter_without_a_font_is_an_error(text, letter):
    with pytest.raises(CannotBePrinted) as refused:
        made(text)
    assert letter in refused.value.text
    with pytest.raises(CannotBePrinted):
        pdf.refuse_unprintable(text)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("日本語 Łódź", "RiBenYu Łódź"), ("ok 😀", "ok :grinning:"), ("\U000f0000", "?"), ("Ό", "Ό")],
)
def test_what_nobody_may_wait_for_is_made_anyway(monkeypatch, text, spelled):
    honest, said = pdf.made, []

    def heard(template, content, *, at):
        said.append(content)
        return honest(template, content, at=at)

    monkeypatch.setattr(pdf, "made", heard)
    content = {"text": text, "more": ["", {"of": text}], "notes": []}
    found = pdf.made_anyway(pdf._ONLY_TEXT, content, at=AT, noted_in="notes")
    assert found.startswith(b"%PDF-")
    assert (said[-1]["text"], said[-1]["more"][1]["of"]) == (spelled, spelled)
    assert said[-1]["notes"] == ([] if text == spelled else [pdf.SPELLED])


def test_content_is_never_markup():
    assert made('#panic("no") = *not* $x$ #read("/etc/passwd")').startswith(b"%PDF-")


def test_the_fonts_are_the_ones_that_were_brought():
    listed = json.loads((FONTS / "MANIFEST.json").read_text())
    for font in listed:
        found = hashlib.sha256((FONTS / font["file"]).read_bytes()).hexdigest()
        assert found == font["sha256"]
    files = {each.name for each in FONTS.iterdir()}
    assert files == {font["file"] for font in listed} | {"LICENSE", "MANIFEST.json"}
