"""Texts to begin from, for who has to publish what a model was trained on. What only they know is
marked, never guessed."""

from collections import defaultdict
from collections.abc import Iterator

from foundation import formats
from marketplace.deliveries.describing import measures, saying
from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.croissant_words import labels_said
from marketplace.deliveries.describing.rendering import filled

NAMES = ("eu-ai-act-53-1-d.md", "california-ab-2013.md")
_HOUR = 3600
_BANDS = ((10_000, "less than 10,000 hours"), (1_000_000, "10,000 to 1 million hours"))
"""As the Commission's template has them for audio and for video."""


def drafts(bundle: Bundle) -> Iterator[Described]:
    found, uses = measures.measured(bundle), bundle.stated.uses
    days = saying.period(bundle)
    given = {
        "bundle": bundle,
        "found": found,
        "uses": saying.uses_said(uses),
        "until": saying.until_said(bundle),
        "media": _seconds(found),
        "kinds": " and ".join(_KINDS[each] for each in found.media) or "recordings",
        "languages": ", ".join(formats.language(each) for each in found.languages),
        "labels": labels_said(bundle.labels),
        "first": days[0] if days else "",
        "last": days[1] if days else "",
        "hours": measures.hours,
        "band": band,
    }
    for name in NAMES:
        body = filled(name, **given)
        yield Described(path=f"drafts/{name}", media_type="text/markdown", body=body)


def band(seconds: float) -> str:
    for most, said in _BANDS:
        if seconds < most * _HOUR:
            return said
    return "more than 1 million hours"


_KINDS = {"audio": "sound recordings", "video": "film recordings"}


def _seconds(found: measures.Measures) -> list[tuple[str, float]]:
    by_medium: defaultdict[str, float] = defaultdict(float)
    for part in found.parts:
        by_medium[part.medium] += part.seconds
    return sorted(by_medium.items())
