"""What lists and searches are made from, worked out from what a version says."""

from functools import reduce
from operator import or_
from typing import Any

from consent.agreements.planned import Planned
from consent.minimums.wishes import Intensity
from consent.terms.bits import opened_by
from marketplace.profiles.words import Emotion
from marketplace.requests.content import SceneContent
from marketplace.requests.words import Union

EMOTION_BIT = {emotion: 1 << place for place, emotion in enumerate(Emotion)}
INTENSITIES = tuple(Intensity)


def columns_of(content: SceneContent, plans: list[Planned]) -> dict[str, Any]:
    """The same for a new gig and for one whose request has a new version."""
    brief, pay, window = content.brief, content.pay, content.window
    return {
        "title": brief.title,
        "language": brief.language,
        "medium": content.recording.medium.value,
        "intensity": INTENSITIES.index(content.content.intensity),
        "emotions": _feelings(content),
        "uses": reduce(or_, (opened_by(plan.uses) for plan in plans), 0),
        "performers": brief.performers,
        "currency": pay.currency,
        "hourly_minor": pay.hourly_minor,
        "unpaid_minutes": pay.unpaid_minutes,
        "union_agreement": content.usage.union is Union.AGREEMENT,
        "first_day": window.first_day,
        "last_day": window.last_day,
        "apply_by": window.apply_by,
    }


def _feelings(content: SceneContent) -> int:
    felt = {beat.feeling for beat in content.brief.beats}
    felt |= {beat.turns_to for beat in content.brief.beats if beat.turns_to}
    if content.campaign is not None:
        felt |= {each for quota in content.campaign.quotas for each in (quota.begins, quota.ends)}
    return sum(EMOTION_BIT[each] for each in felt)
