"""The call sheet as a document: who, when by whose clock, what is played, how far it goes."""

from datetime import datetime
from pathlib import Path
from typing import Any

from foundation import formats, pdf
from foundation.formats import Reader
from marketplace.bookings.showing import Person, Shown

_TEMPLATE = Path(__file__).with_name("call_sheet.typ")


def document_of(shown: Shown, reader: Reader, *, at: datetime) -> bytes:
    """Raises CannotBePrinted."""
    return pdf.made(_TEMPLATE.read_bytes(), content_of(shown, reader), at=at)


def content_of(shown: Shown, reader: Reader) -> dict[str, Any]:
    """The same as on the page."""
    booking, content = shown.booking, shown.content
    return {
        "title": content.brief.title,
        "footer": f"Call sheet of booking {booking.id}",
        "state": shown.state[0],
        "facts": [
            ["Call", formats.when(booking.starts_at, reader)],
            ["End", formats.when(booking.ends_at, reader)],
            ["Room", booking.room or "Not set yet"],
            ["Rating", rating(shown)],
            ["What will not happen", "; ".join(content.content.limits) or "Nothing was listed"],
            ["Stop word", content.content.stop_word],
            ["De-roling", f"{content.content.de_role_minutes} minutes, paid"],
        ],
        "people": [[each.name, each.part, each.when] for each in shown.playing],
        "parts": [[each.part, sheet_of(shown, each)] for each in shown.playing],
        "scenario": content.brief.scenario,
        "beats": beats(shown),
        "improvisation": content.brief.improvisation,
        "tech": tech(shown),
    }


def rating(shown: Shown) -> str:
    content = shown.content.content
    themes = ", ".join(each.value.replace("_", " ") for each in content.themes)
    return f"{content.intensity.value.capitalize()}" + (f"; themes: {themes}" if themes else "")


def beats(shown: Shown) -> list[str]:
    return [
        each.feeling.value
        + (f" turns to {each.turns_to.value}" if each.turns_to else "")
        + (f": {each.what}" if each.what else "")
        for each in shown.content.brief.beats
    ]


def sheet_of(shown: Shown, person: Person) -> str:
    key = person.held.engagement.part_key
    return next((part.sheet for part in shown.content.brief.parts if part.key == key), "")


def tech(shown: Shown) -> list[str]:
    """What the tracks are checked for afterwards."""
    asked = shown.content.recording
    sound = f"{asked.sample_rate_hz / 1000:g} kHz, {asked.channels} channel for each performer"
    found = [f"{asked.medium.value.capitalize()}, {sound}"]
    if asked.least_height:
        found.append(f"Picture at least {asked.least_height} lines high")
    if asked.least_frame_rate:
        found.append(f"At least {asked.least_frame_rate} pictures a second")
    return [*found, *([asked.note] if asked.note else [])]
