"""Common kinds of scenes to begin from: everything is typed but the days and the papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.requests.sections import Section

Typed = Mapping[str, Any]

_PAY: Typed = {
    "currency": "EUR",
    "hourly": "60.00",
    "take": "15.00",
    "minimum_call_minutes": "120",
    "included_retakes": "2",
    "retake": "10.00",
    "audition": "5.00",
    "most_auditions": "20",
    "tech_check": "10.00",
    "briefing": "15.00",
    "waiting_hourly": "40.00",
    "late_change": "50.00",
    "unpaid_minutes": "15",
    "paid_within_days": "14",
}
_USAGE: Typed = {
    "client": "named",
    "prohibited": "No political speech.\nNo adverts.",
    "may_say": "yes",
    "may_show_in_reel": "no",
    "remedy": "replacement",
    "union": "none",
}


@dataclass(frozen=True, slots=True)
class Starter:
    """Everything in it can be changed; none of it is right for everybody."""

    name: str
    label: str
    says: str
    title: str
    scenario: str
    parts: tuple[tuple[str, str], ...]
    beats: tuple[tuple[str, str], ...]
    intensity: str
    themes: tuple[str, ...]
    limits: str

    def typed(self) -> dict[str, Any]:
        """As a draft keeps it. Days stay open, and so does what performers sign."""
        return {
            Section.BRIEF.value: {
                "title": self.title,
                "scenario": self.scenario,
                "language": "en",
                "improvisation": "The words are free, the order of the beats is given.",
                "styles": ["improv"],
                "takes": "3",
                "take_least": "60",
                "take_most": "300",
            },
            Section.PARTS.value: {
                "parts": [{"name": name, "sheet": sheet} for name, sheet in self.parts],
                "beats": [{"feeling": first, "turns_to": then} for first, then in self.beats],
            },
            Section.RECORDING.value: {"medium": "audio", "note": "A quiet room, no music."},
            Section.CONTENT.value: {
                "intensity": self.intensity,
                "themes": list(self.themes),
                "limits": self.limits,
                "stop_word": "red",
                "de_role_minutes": "10",
            },
            Section.WINDOW.value: {"zone": "Europe/Berlin", "bookings": "1", "minutes": "120"},
            Section.PAY.value: dict(_PAY),
            Section.USAGE.value: dict(_USAGE),
        }


STARTERS = (
    Starter(
        "quarrel",
        "A quarrel that ends well",
        "Two performers, anger that turns into relief.",
        "A quarrel and what comes after (AI training)",
        "Two who live together fall out over something small that was never small. They find"
        " words again.",
        (
            ("The one who held back", "Has said nothing for months, and says it now."),
            ("The one who forgot", "Did not notice, and is sorry once it is said."),
        ),
        (("anger", "relief"), ("tenderness", "calm")),
        "moderate",
        ("conflict",),
        "Nobody is shouted at for more than a minute.",
    ),
    Starter(
        "comfort",
        "Somebody listens",
        "Two performers, worry that turns into calm.",
        "A call late at night (AI training)",
        "Somebody calls a friend because they cannot sleep. The friend listens, and does not"
        " solve it.",
        (
            ("The caller", "Says it is nothing, then says what it is."),
            ("The friend", "Warm, never in a hurry, asks before giving advice."),
        ),
        (("anxiety", "calm"), ("loneliness", "hope")),
        "calm",
        (),
        "Nobody speaks of hurting themselves or others.",
    ),
    Starter(
        "joy",
        "Good news",
        "One performer, surprise that turns into joy.",
        "The letter that says yes (AI training)",
        "Somebody opens a letter they have waited for, alone, and then calls the one person who"
        " has to know.",
        (("The one with the letter", "Did not dare to hope. Laughs before crying."),),
        (("anxiety", "relief"), ("pride", "joy")),
        "calm",
        (),
        "Nothing happens to anybody in it.",
    ),
)
_BY_NAME = {each.name: each for each in STARTERS}


def typed_of(name: str) -> dict[str, Any]:
    """Empty for a name that there is not: one begins with a blank request then."""
    found = _BY_NAME.get(name)
    return found.typed() if found else {}
