"""What still stands against submitting a request: each reason at its field."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements.linting import lint
from foundation import pdf
from foundation.clock import now
from marketplace.profiles.words import Medium
from marketplace.requests.checking_content import against_content
from marketplace.requests.checking_usage import against_usage
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestKind
from marketplace.requests.pay import below_floor
from marketplace.requests.reading import Findings, Reading, read
from marketplace.requests.sections import Section
from marketplace.requests.texts import texts_of

Reasons = Iterator[tuple[str, str]]
_SAYS_AI = re.compile(r"\b(A\.?I\.?|K\.?I\.?|I\.?A\.?|artificial intelligence|machine learning)\b")


def against(
    session: Session, client_id: UUID, typed: Mapping[str, Any], kind: RequestKind
) -> tuple[Reading, Findings]:
    """What a draft says, and everything that keeps it from being submitted."""
    reading = read(typed, kind)
    found = dict(reading.unread)
    for name, why in _all(session, client_id, reading):
        if reading.whole(Section(name.partition(".")[0])):
            found.setdefault(name, why)
    return reading, found


def _all(session: Session, client_id: UUID, reading: Reading) -> Reasons:
    said, today = reading.said, now().date()
    yield from _wording(said)
    yield from _brief(said)
    yield from _recording(said)
    yield from against_content(said)
    yield from _pay(said)
    yield from _window(said, today)
    yield from _campaign(said)
    if reading.whole(Section.USAGE):
        yield from against_usage(session, client_id, said, today)


def _wording(said: SceneContent) -> Reasons:
    texts = list(texts_of(said))
    for name, text in texts:
        for finding in lint(text)[:1]:
            yield name, f"“{finding.phrase}”: {finding.reason.value}"
    # All at once first: each document takes time to make, and hardly ever one is refused.
    if _unprintable("\n".join(text for _, text in texts)):
        for name, text in texts:
            if why := _unprintable(text):
                yield name, why


def _unprintable(text: str) -> str:
    try:
        pdf.refuse_unprintable(text)
    except pdf.CannotBePrinted as refused:
        return str(refused)
    return ""


def _brief(said: SceneContent) -> Reasons:
    brief = said.brief
    if not _SAYS_AI.search(brief.title):
        yield "brief.title", "Say in the title that it is for AI, such as “(AI training)”."
    if brief.take_seconds[0] > brief.take_seconds[1]:
        yield "brief.take_most", "The longest take is shorter than the shortest."
    names = [part.name.casefold() for part in brief.parts]
    for place, part in enumerate(brief.parts):
        if names.index(part.name.casefold()) < place:
            yield f"parts.parts-{place}-name", "There is a part of this name already."
        if part.ages and part.ages[0] > part.ages[1]:
            yield f"parts.parts-{place}-age_to", "This is below the youngest."


def _recording(said: SceneContent) -> Reasons:
    if said.recording.medium is Medium.VIDEO:
        if said.recording.least_height is None:
            yield "recording.least_height", "Say how many lines the picture has at least."
        if said.recording.least_frame_rate is None:
            yield "recording.least_frame_rate", "Say how many frames a second there are at least."


def _pay(said: SceneContent) -> Reasons:
    pay = said.pay
    for why in below_floor(pay):
        yield "pay.hourly", why
    if pay.bonus_minor and not pay.bonus_for:
        yield "pay.bonus_for", "Say what the bonus is for."
    if pay.audition_minor and not pay.most_auditions:
        yield "pay.most_auditions", "Say how many paid auditions you take."
    if pay.unpaid_minutes > said.window.minutes * said.window.bookings:
        yield "pay.unpaid_minutes", "This is more than the work itself takes."


def _window(said: SceneContent, today: date) -> Reasons:
    window = said.window
    if window.apply_by < today:
        yield "window.apply_by", "This day is over."
    if window.first_day <= window.apply_by:
        yield "window.first_day", "Recording begins after the last day for applications."
    if window.last_day < window.first_day:
        yield "window.last_day", "This is before the first day."


def _campaign(said: SceneContent) -> Reasons:
    campaign = said.campaign
    if campaign is not None and campaign.pilot_minutes > campaign.minutes:
        yield "campaign.pilot_minutes", "The pilot is longer than the whole."
