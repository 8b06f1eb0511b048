"""Every projection by its name: what it is of, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from consent.projections import aipref, cawg, croissant, dpv, odrl, provenance
from consent.projections.answers import Answers
from consent.projections.granted import Granted
from consent.recordings.models import Recording

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a projection of a recording is made of."""

    recording: Recording
    answers: Answers
    status_url: str


def _croissant(shown: Shown) -> Document:
    part = f"urn:uuid:{shown.recording.id}"
    info = croissant.usage_info(shown.answers, shown.status_url)
    return {"@context": croissant.CROISSANT_CONTEXT, "@id": part, "usageInfo": info}


OF_GRANTS: Mapping[str, Callable[[Granted], Document]] = {
    "odrl": odrl.agreement,
    "dpv": dpv.record,
}
OF_RECORDINGS: Mapping[str, Callable[[Shown], Document]] = {
    "cawg": lambda shown: cawg.assertion(shown.answers, shown.status_url),
    "croissant": _croissant,
    "aipref": lambda shown: {"content_usage": aipref.preference(shown.answers)},
    "provenance": lambda shown: provenance.fields(
        shown.recording.recorded_at.date(), shown.answers, shown.status_url
    ),
}
LABELS = {
    "odrl": "ODRL agreement",
    "dpv": "DPV consent record",
    "cawg": "C2PA/CAWG assertion",
    "croissant": "Croissant usage conditions",
    "aipref": "AI preference (IETF)",
    "provenance": "Data provenance fields",
}
LINKED_DATA = frozenset(("odrl", "dpv", "croissant"))
"""JSON-LD; the others are plain JSON."""
