"""A version in words, row by row: what its client, compliance and whoever compares reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consent.agreements.saying import say_months
from consent.ledger.explaining.words import said
from foundation.formats import day, language, minutes, money
from marketplace.requests.campaigns import Campaign
from marketplace.requests.content import SceneContent
from marketplace.requests.pay import Pay
from marketplace.requests.purposes import Offered
from marketplace.requests.scene import Brief
from marketplace.requests.sections import Section
from marketplace.requests.words import Named, Remedy, Union

_NOTHING = "—"
_REMEDIES = {
    Remedy.REPLACEMENT: "A replacement is recorded",
    Remedy.CREDIT: "A credit for later work",
}


@dataclass(frozen=True, slots=True)
class Row:
    section: Section
    field: str
    """Where it is changed, in the section's form."""
    label: str
    value: str
    about: str = ""
    """Whose it is where there are several of them: compared by it, wherever they stand."""

    @property
    def key(self) -> tuple[Section, str]:
        return self.section, f"{self.about} {self.label}"

    @property
    def path(self) -> str:
        return f"{self.section}.{self.field}"


def rows_of(content: SceneContent, offered: Sequence[Offered]) -> tuple[Row, ...]:
    return tuple(
        (
            *_rows(Section.BRIEF, _brief(content.brief)),
            *_parts(content.brief, content.pay),
            *_beats(content.brief),
            *(_campaign(content.campaign) if content.campaign else ()),
            *_rows(Section.RECORDING, _recording(content)),
            *_rows(Section.CONTENT, _content(content)),
            *_rows(Section.WINDOW, _window(content)),
            *_rows(Section.PAY, _pay(content.pay)),
            *_papers(content, offered),
            *_rows(Section.USAGE, _usage(content)),
        )
    )


def _rows(section: Section, said_so: Iterator[tuple[str, str, str]]) -> Iterator[Row]:
    for field, label, value in said_so:
        yield Row(section, field, label, value or _NOTHING)


def _brief(brief: Brief) -> Iterator[tuple[str, str, str]]:
    shortest, longest = brief.take_seconds
    yield "title", "Title", brief.title
    yield "scenario", "Scenario", brief.scenario
    yield "language", "Language", language(brief.language)
    yield "improvisation", "Improvisation", brief.improvisation
    yield "styles", "Styles", _listed(brief.styles)
    yield "takes", "Accepted takes of each booking", str(brief.takes)
    yield "take_least", "Length of a take", f"{shortest} to {longest} seconds"


def _parts(brief: Brief, pay: Pay) -> Iterator[Row]:
    for place, part in enumerate(brief.parts):
        ages = f"{part.ages[0]} to {part.ages[1]}" if part.ages else "not limited"
        for field, label, value in (
            ("name", "Part", part.name),
            ("sheet", "Who this is", part.sheet),
            ("seats", "Performers", str(part.seats)),
            ("age_from", "Playable age", ages),
            ("accents", "Accents", ", ".join(part.accents)),
            ("continuity", "For each further booking", _money(part.continuity_minor, pay)),
        ):
            name = f"parts-{place}-{field}"
            yield Row(Section.PARTS, name, label, value or _NOTHING, f"part {part.key}")


def _beats(brief: Brief) -> Iterator[Row]:
    for place, beat in enumerate(brief.beats):
        turns = f", turning to {said(beat.turns_to)}" if beat.turns_to else ""
        what = f": {beat.what}" if beat.what else ""
        value = f"{said(beat.feeling).capitalize()}{turns}{what}"
        yield Row(Section.PARTS, f"beats-{place}-feeling", f"Beat {place + 1}", value)


def _campaign(campaign: Campaign) -> Iterator[Row]:
    for place, quota in enumerate(campaign.quotas):
        group = f", {quota.group}" if quota.group else ""
        value = (
            f"{minutes(quota.minutes)} in {language(quota.language)}, from {said(quota.begins)} to"
            f" {said(quota.ends)}{group}"
        )
        label = f"Quota {place + 1}"
        yield Row(Section.CAMPAIGN, f"quotas-{place}-minutes", label, value)
    yield from _rows(Section.CAMPAIGN, _campaign_whole(campaign))


def _campaign_whole(campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    yield "prompts", "Prompts", "\n".join(campaign.prompts)
    yield "pilot_minutes", "Pilot", minutes(campaign.pilot_minutes)
    yield "most_minutes_each", "At most from one performer", minutes(campaign.most_minutes_each)


def _recording(content: SceneContent) -> Iterator[tuple[str, str, str]]:
    wanted = content.recording
    yield "medium", "Medium", said(wanted.medium).capitalize()
    yield "sample_rate_hz", "Sample rate", f"{wanted.sample_rate_hz:,} Hz"
    yield "channels", "Channels", str(wanted.channels)
    yield "least_height", "Lines of the picture", str(wanted.least_height or "")
    yield "least_frame_rate", "Frames a second", str(wanted.least_frame_rate or "")
    yield "note", "Note on recording", wanted.note


def _content(content: SceneContent) -> Iterator[tuple[str, str, str]]:
    rated = content.content
    yield "intensity", "Intensity", said(rated.intensity).capitalize()
    yield "themes", "Themes", _listed(rated.themes)
    yield "limits", "Will not happen", "\n".join(rated.limits)
    yield "stop_word", "Stop word", rated.stop_word
    yield "de_role_minutes", "Paid de-roling", minutes(rated.de_role_minutes)


def _window(content: SceneContent) -> Iterator[tuple[str, str, str]]:
    window = content.window
    yield "apply_by", "Apply by", day(window.apply_by)
    yield "first_day", "First day", day(window.first_day)
    yield "last_day", "Last day", day(window.last_day)
    yield "zone", "Time zone", window.zone
    yield "bookings", "Bookings of each performer", str(window.bookings)
    yield "minutes", "Length of a booking", minutes(window.minutes)


def _pay(pay: Pay) -> Iterator[tuple[str, str, str]]:
    yield "hourly", "For an hour", _money(pay.hourly_minor, pay)
    yield "take", "For each accepted take", _money(pay.take_minor, pay)
    yield "minimum_call_minutes", "Paid at least", minutes(pay.minimum_call_minutes)
    yield "included_retakes", "Retakes included", str(pay.included_retakes)
    yield "retake", "For each further retake", _money(pay.retake_minor, pay)
    yield "audition", "For an audition", _money(pay.audition_minor, pay)
    yield "most_auditions", "Paid auditions at most", str(pay.most_auditions)
    yield "tech_check", "For the tech check", _money(pay.tech_check_minor, pay)
    yield "briefing", "For the briefing", _money(pay.briefing_minor, pay)
    yield "waiting_hourly", "For an hour of waiting", _money(pay.waiting_hourly_minor, pay)
    yield "bonus", "Bonus", _money(pay.bonus_minor, pay)
    yield "bonus_for", "The bonus is for", pay.bonus_for
    yield "unpaid_minutes", "Unpaid time to expect", minutes(pay.unpaid_minutes)
    late = f"{_money(pay.late_change_minor, pay)} under {pay.late_change_hours} hours before"
    yield "late_change", "For a late change", late
    yield "paid_within_days", "Paid within", f"{pay.paid_within_days} days of the work"


def _papers(content: SceneContent, offered: Sequence[Offered]) -> Iterator[Row]:
    for each in offered:
        prices = "; ".join(
            f"{said(use)} {_money(price, content.pay)}" for use, price in each.paper.prices.items()
        )
        optional = f"; extra for each who allows it: {prices}" if prices else ""
        value = f"{each.name}, for {say_months(each.planned.months)}{optional}"
        field = f"papers-{each.signature}-version_id"
        yield Row(Section.USAGE, field, said(each.signature).capitalize(), value)
        if each.paper.description:
            name = f"papers-{each.signature}-description"
            yield Row(Section.USAGE, name, "Intended use of the replica", each.paper.description)


def _usage(content: SceneContent) -> Iterator[tuple[str, str, str]]:
    usage = content.usage
    yield "end_product", "End product", said(usage.end_product)
    sealed = f"Sealed; performers read “{usage.sector}”"
    yield "client", "Client", "Named" if usage.client is Named.NAMED else sealed
    yield "prohibited", "Ruled out", "\n".join(usage.prohibited)
    yield "may_say", "Performers may speak of it", "Yes" if usage.may_say else "No"
    yield "may_show_in_reel", "May show it in a reel", "Yes" if usage.may_show_in_reel else "No"
    yield "remedy", "If consent is withdrawn", _REMEDIES[usage.remedy]
    covered = usage.union is Union.AGREEMENT
    yield "union", "Union agreement", usage.union_name if covered else "None"


def _money(minor: int, pay: Pay) -> str:
    return money(minor, pay.currency) if minor else "nothing"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(said(each) for each in words)
