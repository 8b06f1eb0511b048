"""From fields that were read to the value that a version says. What is missing is blank."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import Use
from consent.minimums.wishes import Intensity
from foundation.money import decimals_of
from marketplace.profiles.words import Emotion, Medium
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestKind
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Beat, Brief, Content, Part, Recording
from marketplace.requests.sections import Section
from marketplace.requests.usage import Paper, Usage
from marketplace.requests.window import Window
from marketplace.requests.words import Named, Remedy, Union

Read = Mapping[str, Any]
Minor = Callable[[Decimal | None], int]
BLANK_CURRENCY = "EUR"
_BLANK_DAY = date(2000, 1, 1)
AMOUNTS = (
    "take",
    "retake",
    "audition",
    "tech_check",
    "briefing",
    "waiting_hourly",
    "bonus",
    "late_change",
)
_COUNTS = (
    "minimum_call_minutes",
    "included_retakes",
    "most_auditions",
    "bonus_for",
    "unpaid_minutes",
    "late_change_hours",
    "paid_within_days",
)


def content_of(read: Mapping[Section, Read], kind: RequestKind) -> SceneContent:
    pay = read.get(Section.PAY, {})
    currency = pay.get("currency", BLANK_CURRENCY)
    minor = in_minor(currency)
    campaign = kind is RequestKind.CAMPAIGN
    return SceneContent(
        brief=_brief(read.get(Section.BRIEF, {}), read.get(Section.PARTS, {}), minor),
        recording=_recording(read.get(Section.RECORDING, {})),
        content=_content(read.get(Section.CONTENT, {})),
        pay=_pay(pay, currency, minor),
        usage=_usage(read.get(Section.USAGE, {}), minor),
        window=_window(read.get(Section.WINDOW, {})),
        campaign=_campaign(read.get(Section.CAMPAIGN, {})) if campaign else None,
    )


def in_minor(currency: str) -> Minor:
    decimals = decimals_of(currency)
    return lambda amount: 0 if amount is None else int(amount.scaleb(decimals))


def _brief(said: Read, rows: Read, minor: Minor) -> Brief:
    return Brief(
        title=said.get("title", ""),
        scenario=said.get("scenario", ""),
        language=said.get("language", "en"),
        parts=tuple(_part(each, minor) for each in rows.get("parts", ())),
        beats=tuple(_beat(each) for each in rows.get("beats", ()) if "feeling" in each),
        improvisation=said.get("improvisation") or "",
        styles=tuple(said.get("styles", ())),
        takes=said.get("takes", 1),
        take_seconds=(said.get("take_least", 60), said.get("take_most", 300)),
    )


def _part(said: Read, minor: Minor) -> Part:
    youngest, oldest = said.get("age_from"), said.get("age_to")
    ages = None if youngest is None and oldest is None else (youngest or 18, oldest or 110)
    return Part(
        key=said.get("key") or "",
        name=said.get("name", ""),
        sheet=said.get("sheet", ""),
        seats=said.get("seats", 1),
        ages=ages,
        accents=said.get("accents", ()),
        continuity_minor=minor(said.get("continuity")),
    )


def _beat(said: Read) -> Beat:
    return Beat(feeling=said["feeling"], turns_to=said.get("turns_to"), what=said.get("what") or "")


def _recording(said: Read) -> Recording:
    return Recording(
        medium=said.get("medium", Medium.AUDIO),
        sample_rate_hz=said.get("sample_rate_hz", 48_000),
        channels=said.get("channels", 1),
        least_height=said.get("least_height"),
        least_frame_rate=said.get("least_frame_rate"),
        note=said.get("note") or "",
    )


def _content(said: Read) -> Content:
    return Content(
        intensity=said.get("intensity", Intensity.CALM),
        themes=tuple(said.get("themes", ())),
        limits=said.get("limits", ()),
        stop_word=said.get("stop_word", ""),
        de_role_minutes=said.get("de_role_minutes", 0),
    )


def _pay(said: Read, currency: str, minor: Minor) -> Pay:
    counts: dict[str, Any] = {name: said[name] for name in _COUNTS if said.get(name) is not None}
    amounts: dict[str, Any] = {f"{name}_minor": minor(said.get(name)) for name in AMOUNTS}
    return Pay(currency=currency, hourly_minor=minor(said.get("hourly")), **amounts, **counts)


def _usage(said: Read, minor: Minor) -> Usage:
    papers = said.get("papers", {})
    return Usage(
        papers=tuple(
            Paper(
                signature=signature,
                version_id=UUID(str(each["version_id"])),
                prices={use: minor(price) for use, price in _in_order(each.get("prices", {}))},
                description=each.get("description") or "",
            )
            for signature, each in papers.items()
            if each.get("version_id")
        ),
        end_product=said.get("end_product", ""),
        client=said.get("client", Named.NAMED),
        sector=said.get("sector") or "",
        prohibited=said.get("prohibited", ()),
        may_say=said.get("may_say", True),
        may_show_in_reel=said.get("may_show_in_reel", False),
        remedy=said.get("remedy", Remedy.REPLACEMENT),
        union=said.get("union", Union.NONE),
        union_name=said.get("union_name") or "",
    )


def _in_order(prices: Mapping[Use, Decimal]) -> list[tuple[Use, Decimal]]:
    return [(use, prices[use]) for use in Use if use in prices]


def _window(said: Read) -> Window:
    return Window(
        first_day=said.get("first_day", _BLANK_DAY),
        last_day=said.get("last_day", _BLANK_DAY),
        apply_by=said.get("apply_by", _BLANK_DAY),
        zone=said.get("zone", "UTC"),
        bookings=said.get("bookings", 1),
        minutes=said.get("minutes", 60),
    )


def _campaign(said: Read) -> Campaign:
    return Campaign(
        quotas=tuple(
            Quota(
                language=each.get("language", "en"),
                begins=each.get("begins", Emotion.NEUTRAL),
                ends=each.get("ends", Emotion.NEUTRAL),
                minutes=each.get("minutes", 0),
                group=each.get("group") or "",
            )
            for each in said.get("quotas", ())
        ),
        prompts=said.get("prompts", ()),
        pilot_minutes=said.get("pilot_minutes", 0),
        most_minutes_each=said.get("most_minutes_each", 600),
    )
