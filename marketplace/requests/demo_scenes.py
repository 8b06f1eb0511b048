"""What the demo's requests say, as somebody would have typed it."""

from typing import Any

from marketplace.requests.sections import Section

_RECORDING = {"medium": "audio", "note": "A quiet room, no music."}
_PAY = {
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
_USAGE = {
    "end_product": "companion",
    "client": "named",
    "prohibited": "No political speech.\nNo adverts.",
    "may_say": "yes",
    "may_show_in_reel": "no",
    "remedy": "replacement",
    "union": "none",
}
_WINDOW = {"zone": "Europe/Berlin", "bookings": "2", "minutes": "180"}


def _scene(
    title: str,
    scenario: str,
    parts: dict[str, str],
    beats: tuple[tuple[str, str], ...],
    *,
    intensity: str,
    **further: dict[str, str],
) -> dict[Section, Any]:
    return {
        Section.BRIEF: {
            "title": title,
            "scenario": scenario,
            "language": "en",
            "improvisation": "The words are free, the order of the beats is given.",
            "styles": ["improv"],
            "takes": "3",
        },
        Section.PARTS: {
            "parts": [{"name": name, "sheet": sheet} for name, sheet in parts.items()],
            "beats": [{"feeling": first, "turns_to": then} for first, then in beats],
        },
        Section.RECORDING: {**_RECORDING, **further.get("recording", {})},
        Section.CONTENT: {
            "intensity": intensity,
            "themes": ["conflict"],
            "limits": "Nobody is shouted at for more than a minute.",
            "stop_word": "red",
            "de_role_minutes": "10",
        },
        Section.WINDOW: dict(_WINDOW),
        Section.PAY: {**_PAY, **further.get("pay", {})},
        Section.USAGE: {**_USAGE, **further.get("usage", {})},
    }


LETTER = _scene(
    "Two sisters and a lost letter (AI training)",
    "One finds the letter that the other hid for years. They find words again.",
    {
        "Rosa": "The elder. Holds back, then does not.",
        "Lena": "The younger. Quick to laugh, slow to forgive.",
    },
    (("anger", "relief"), ("tenderness", "calm")),
    intensity="strong",
)
STATION = _scene(
    "The last train (AI training)",
    "Two strangers miss the last train and decide to wait together.",
    {"Jonas": "On the way to a funeral, says so late.", "Ida": "Talks to keep the cold away."},
    (("loneliness", "amusement"), ("sadness", "hope")),
    intensity="moderate",
    usage={"client": "sealed", "sector": "Consumer software"},
)
KITCHEN = _scene(
    "A kitchen after closing (AI training)",
    "The chef tells the youngest cook that the place will close.",
    {"The chef": "Proud, tired, kind.", "Noor": "Just learnt to love the work."},
    (("anxiety", "disappointment"), ("pride", "gratitude")),
    intensity="moderate",
    pay={"unpaid_minutes": "0"},
)
WEDDING = _scene(
    "A speech that goes wrong (AI training)",
    "The best man loses his notes and tells the truth.",
    {"Felix": "Charming, until it matters."},
    (("embarrassment", "amusement"), ("affection", "joy")),
    intensity="calm",
    recording={"medium": "video", "least_height": "1080", "least_frame_rate": "25"},
)
CAMPAIGN: dict[Section, Any] = {
    **_scene(
        "Hours of everyday comfort (AI training)",
        "Somebody calls with a small trouble, and somebody who cares listens.",
        {"The one who listens": "Warm, never in a hurry."},
        (("anxiety", "calm"),),
        intensity="calm",
    ),
    Section.CAMPAIGN: {
        "quotas": [
            {"language": "en", "begins": "anxiety", "ends": "calm", "minutes": "600"},
            {"language": "de", "begins": "sadness", "ends": "relief", "minutes": "300"},
        ],
        "prompts": "A friend lost her keys.\nThe exam is tomorrow.",
        "pilot_minutes": "60",
        "most_minutes_each": "240",
    },
}
FIRST = "Night shift at the harbour"
"""The first that is made: where it is there, all are."""
HARBOUR: dict[Section, Any] = {
    Section.BRIEF: {"title": FIRST, "language": "en"},
    Section.PAY: {"currency": "EUR", "hourly": "20.00"},
}
ATTIC: dict[Section, Any] = {
    Section.BRIEF: {"title": "Boxes in the attic (AI training)", "language": "de"},
}
