"""How somebody may be engaged, and what stops it: the rule that knows both places best, newest."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from marketplace.profiles.eligibility.models import EngagementRule
from marketplace.profiles.eligibility.supplied import SUPPLIED, UNKNOWN, Rule
from marketplace.profiles.queries import profile_of
from marketplace.profiles.words import Engagement

UNSAID = "They have not said where they work from."
_STOPS = {
    Engagement.EMPLOYEE: "Where they work from they would be an employee. Ask compliance first.",
    Engagement.PERMIT: "They need a permit for this client. Ask compliance first.",
    Engagement.ASK: "It is not known how they may be engaged. Ask compliance first.",
}


def rule_for(session: Session, lives_in: str, client_in: str) -> Rule:
    """A part of a country goes before the country, and that before every place."""
    theirs, clients = list(_wider(lives_in)), list(_wider(client_in))
    of = EngagementRule
    rows = session.scalars(
        select(of)
        .where(of.lives_in.in_(theirs), of.client_in.in_(clients))
        .order_by(of.set_at, of.id)
    )
    known = {(each.lives_in, each.client_in): each for each in SUPPLIED}
    known |= {(row.lives_in, row.client_in): _rule(row) for row in rows}
    pairs = ((one, other) for one in theirs for other in clients)
    return next((known[pair] for pair in pairs if pair in known), UNKNOWN)


def hindered_by(session: Session, performer_id: UUID, client_in: str) -> tuple[str, ...]:
    """Why an offer must wait, in sentences for whoever makes it; nothing where it need not. Asked
    before an offer and again before a signature."""
    place = profile_of(session, [performer_id])[performer_id].said.works_from
    if not place:
        return (UNSAID,)
    rule = rule_for(session, place, client_in)
    return () if rule.engagement is Engagement.FREELANCE else (_STOPS[rule.engagement],)


def known_against(session: Session, performer_id: UUID, client_in: str) -> tuple[str, ...]:
    """Of what hinders, only what somebody found out: a rule that says so of both places. What
    nobody knows yet is said to whoever makes the offer, and left to them."""
    place = profile_of(session, [performer_id])[performer_id].said.works_from
    rule = rule_for(session, place, client_in) if place else UNKNOWN
    is_against = rule is not UNKNOWN and rule.engagement is not Engagement.FREELANCE
    return (_STOPS[rule.engagement],) if is_against else ()


def rules(session: Session, actor: Actor) -> Sequence[Rule]:
    """Those that hold, place by place."""
    actor.require_power(Power.KEEP_RIGHTS)
    of = EngagementRule
    rows = session.scalars(select(of).order_by(of.set_at, of.id))
    known = {(each.lives_in, each.client_in): each for each in SUPPLIED}
    known |= {(row.lives_in, row.client_in): _rule(row) for row in rows}
    return [known[pair] for pair in sorted(known)]


def _wider(place: str) -> Iterator[str]:
    if place:
        yield place
        country = place.partition("-")[0]
        if country != place:
            yield country
    yield ""


def _rule(row: EngagementRule) -> Rule:
    return Rule(
        lives_in=row.lives_in,
        client_in=row.client_in,
        engagement=row.engagement,
        asks=row.asks,
        source=row.source,
        known_on=row.known_on,
    )
