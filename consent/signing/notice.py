"""How long a replica's terms lie open before they are signed: by the rule of the place whose law
the paper names, else by that of everywhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.jurisdictions.queries import rules, value
from consent.jurisdictions.words import EVERYWHERE, RuleCode
from consent.ledger.explaining.forms import is_spelled
from consent.signing.models import Agreement
from foundation.clock import now

LAW = "Law"
"""The particular that says whose law a paper is under; a place where it is spelled as one."""


def notices_of(session: Session, agreements: Sequence[Agreement]) -> dict[UUID, timedelta]:
    """By paper, as the rules are today: what two people changed since it was asked counts too."""
    today = now().date()
    places = {each.id: _place(each) for each in agreements}
    known = {place: _notice(session, place, today) for place in set(places.values())}
    return {agreement: known[place] for agreement, place in places.items()}


def notice_on(session: Session, agreement: Agreement, day: date) -> timedelta:
    """What this paper's place asked for on a day, such as the day on which it was signed."""
    return _notice(session, _place(agreement), day)


def longest_notice(session: Session) -> timedelta:
    """That any place asks for today."""
    today = now().date()
    found = [
        each.value
        for each in rules(session)
        if each.code is RuleCode.REPLICA_NOTICE_HOURS and each.holds_on(today)
    ]
    return timedelta(hours=max(found))


def _notice(session: Session, place: str, on: date) -> timedelta:
    return timedelta(hours=value(session, place, RuleCode.REPLICA_NOTICE_HOURS, on))


def _place(agreement: Agreement) -> str:
    said = str(agreement.particulars.get(LAW, ""))
    return said if is_spelled("place", said) else EVERYWHERE
