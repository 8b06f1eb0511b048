"""From the value that a version says back to what somebody would have typed: for a change of it,
and for a request that begins as an earlier one was."""

from typing import Any

from foundation.money import as_decimal
from marketplace.requests.campaigns import Campaign
from marketplace.requests.content import SceneContent
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Brief, Part
from marketplace.requests.sections import Section
from marketplace.requests.usage import Paper, Usage
from marketplace.requests.values import AMOUNTS
from marketplace.requests.window import Window

_PLAIN = (
    "minimum_call_minutes",
    "included_retakes",
    "most_auditions",
    "unpaid_minutes",
    "late_change_hours",
    "paid_within_days",
)


def typed_of(content: SceneContent) -> dict[str, Any]:
    currency = content.pay.currency
    found = {
        Section.BRIEF: _brief(content.brief),
        Section.PARTS: _parts(content.brief, currency),
        Section.RECORDING: _recording(content),
        Section.CONTENT: _content(content),
        Section.PAY: _pay(content.pay),
        Section.USAGE: _usage(content.usage, currency),
        Section.WINDOW: _window(content.window),
    }
    if content.campaign is not None:
        found[Section.CAMPAIGN] = _campaign(content.campaign)
    return {section.value: _said(said) for section, said in found.items()}


def _said(said: dict[str, Any]) -> dict[str, Any]:
    """Nothing is typed where nothing is said."""
    return {name: value for name, value in said.items() if value not in ("", None, [], {})}


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "scenario": brief.scenario,
        "language": brief.language,
        "improvisation": brief.improvisation,
        "styles": [each.value for each in brief.styles],
        "takes": str(brief.takes),
        "take_least": str(brief.take_seconds[0]),
        "take_most": str(brief.take_seconds[1]),
    }


def _parts(brief: Brief, currency: str) -> dict[str, Any]:
    beats = [
        {
            "feeling": each.feeling.value,
            "turns_to": each.turns_to.value if each.turns_to else "",
            "what": each.what,
        }
        for each in brief.beats
    ]
    return {
        "parts": [_said(_part(each, currency)) for each in brief.parts],
        "beats": [_said(each) for each in beats],
    }


def _part(part: Part, currency: str) -> dict[str, Any]:
    return {
        "key": part.key,
        "name": part.name,
        "sheet": part.sheet,
        "seats": str(part.seats),
        "age_from": str(part.ages[0]) if part.ages else "",
        "age_to": str(part.ages[1]) if part.ages else "",
        "accents": ", ".join(part.accents),
        "continuity": as_decimal(part.continuity_minor, currency) if part.continuity_minor else "",
    }


def _recording(content: SceneContent) -> dict[str, Any]:
    said = content.recording
    return {
        "medium": said.medium.value,
        "sample_rate_hz": str(said.sample_rate_hz),
        "channels": str(said.channels),
        "least_height": str(said.least_height or ""),
        "least_frame_rate": str(said.least_frame_rate or ""),
        "note": said.note,
    }


def _content(content: SceneContent) -> dict[str, Any]:
    said = content.content
    return {
        "intensity": said.intensity.value,
        "themes": [each.value for each in said.themes],
        "limits": "\n".join(said.limits),
        "stop_word": said.stop_word,
        "de_role_minutes": str(said.de_role_minutes),
    }


def _pay(pay: Pay) -> dict[str, Any]:
    amounts = {name: getattr(pay, f"{name}_minor") for name in AMOUNTS}
    return {
        "currency": pay.currency,
        "hourly": as_decimal(pay.hourly_minor, pay.currency),
        **{name: as_decimal(each, pay.currency) if each else "" for name, each in amounts.items()},
        **{name: str(getattr(pay, name)) for name in _PLAIN},
        "bonus_for": pay.bonus_for,
    }


def _usage(usage: Usage, currency: str) -> dict[str, Any]:
    return {
        "papers": {each.signature.value: _said(_paper(each, currency)) for each in usage.papers},
        "end_product": usage.end_product,
        "client": usage.client.value,
        "sector": usage.sector,
        "prohibited": "\n".join(usage.prohibited),
        "may_say": "yes" if usage.may_say else "no",
        "may_show_in_reel": "yes" if usage.may_show_in_reel else "no",
        "remedy": usage.remedy.value,
        "union": usage.union.value,
        "union_name": usage.union_name,
    }


def _paper(paper: Paper, currency: str) -> dict[str, Any]:
    return {
        "version_id": str(paper.version_id),
        "prices": {use.value: as_decimal(price, currency) for use, price in paper.prices.items()},
        "description": paper.description,
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "first_day": window.first_day.isoformat(),
        "last_day": window.last_day.isoformat(),
        "apply_by": window.apply_by.isoformat(),
        "zone": window.zone,
        "bookings": str(window.bookings),
        "minutes": str(window.minutes),
    }


def _campaign(campaign: Campaign) -> dict[str, Any]:
    quotas = [
        {
            "language": each.language,
            "begins": each.begins.value,
            "ends": each.ends.value,
            "minutes": str(each.minutes),
            "group": each.group,
        }
        for each in campaign.quotas
    ]
    return {
        "quotas": [_said(each) for each in quotas],
        "prompts": "\n".join(campaign.prompts),
        "pilot_minutes": str(campaign.pilot_minutes),
        "most_minutes_each": str(campaign.most_minutes_each),
    }
