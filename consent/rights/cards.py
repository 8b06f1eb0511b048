"""What a performer is shown of each recording: who holds it, for what, until when, what comes next.

Only their own consent: what others in the same recording answered is not theirs to know.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant, LimitSet, Right, Suspension
from consent.grants.suspending import not_lifted
from consent.holders.models import HandedOver, Holder
from consent.holders.queries import handed_over, holders_of
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.sentences import read_limits
from consent.ledger.explaining.words import Use, said
from consent.reading.naming import named
from consent.recordings.models import Judgement, Recording
from consent.recordings.naming import titles
from consent.rights.pausing import OWN
from consent.rights.queries import own_grants_of
from consent.rights.trained import Trained, trained_by
from consent.signing.naming import papers_called
from consent.terms.bits import BIT, EVERY_USE
from foundation import hooks
from foundation.clock import now
from foundation.hooks import Earned
from foundation.statements import among


@dataclass(frozen=True, slots=True)
class Copy:
    """Whoever has it, since when, and what for."""

    who: str
    since: datetime
    uses: str


@dataclass(frozen=True, slots=True)
class Held:
    """All that somebody has of it for one purpose: what came to them twice is said once."""

    who: str
    uses: str
    since: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One agreement's consent for the recording."""

    grant: Grant
    right: Right
    called: str
    limits: tuple[str, ...]
    pauses: tuple[Suspension, ...]

    @property
    def lives(self) -> bool:
        return self.right.state in PERMITTING and self.right.ends_on >= now().date()

    @property
    def paused(self) -> int:
        """A bit for each use that is paused for every client."""
        found = 0
        for each in self.pauses:
            found |= each.uses if each.client_id is None else 0
        return found

    @property
    def state(self) -> str:
        if self.right.state in PERMITTING and not self.lives:
            return "expired"
        if self.lives and self.paused & self.right.uses == self.right.uses:
            return "paused"
        return said(self.right.state)

    @property
    def allows(self) -> tuple[Use, ...]:
        """What is not refused by who gave it; before its take is accepted that is review alone."""
        given = self.right.uses & ~self.paused if self.lives else 0
        given &= EVERY_USE if self.right.accepted else BIT[Use.REVIEW]
        return tuple(use for use in Use if given & BIT[use])


@dataclass(frozen=True, slots=True)
class Card:
    recording: Recording
    title: str
    client: str
    papers: tuple[Paper, ...]
    copies: tuple[Copy, ...]
    earned: tuple[Earned, ...]
    trained: tuple[Trained, ...]

    @property
    def models(self) -> str:
        """What it trained, each once."""
        return ", ".join(dict.fromkeys(f"{each.model} ({each.who})" for each in self.trained))

    @property
    def held(self) -> tuple[Held, ...]:
        came: dict[tuple[str, str], list[datetime]] = {}
        for copy in self.copies:
            came.setdefault((copy.who, copy.uses), []).append(copy.since)
        held = (Held(who, uses, min(days), len(days)) for (who, uses), days in came.items())
        return tuple(sorted(held, key=lambda each: (each.since, each.who, each.uses)))

    @property
    def living(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.lives)

    @property
    def state(self) -> tuple[str, str]:
        """A word, and its tone."""
        if not self.living:
            return (self.papers[0].state.capitalize(), "")
        if all(paper.state == "paused" for paper in self.living):
            return ("Paused", "warn")
        if self.recording.judged is Judgement.REJECTED:
            return ("Not taken", "")
        if self.recording.judged is None:
            return ("Being reviewed", "info")
        return ("You allow it", "ok")

    @property
    def allows(self) -> str:
        uses = {use for paper in self.papers for use in paper.allows}
        return ", ".join(said(use) for use in Use if use in uses)

    @property
    def until(self) -> date | None:
        return max((paper.right.ends_on for paper in self.living), default=None)

    @property
    def next(self) -> tuple[str, date] | None:
        """What comes first of all that has a day, but for the end of all of it."""
        today = now().date()
        pauses = [
            ("The pause ends", pause.until)
            for paper in self.living
            for pause in paper.pauses
            if pause.until is not None and pause.until >= today
        ]
        ends = [
            (f"“{paper.called}” ends", paper.right.ends_on)
            for paper in self.living
            if paper.right.ends_on != self.until
        ]
        return min([*pauses, *ends], key=lambda each: each[1], default=None)

    @property
    def may_resume(self) -> bool:
        """All of it: uses that were paused one by one are resumed one by one."""
        pauses = [pause for paper in self.living for pause in paper.pauses]
        return any(pause.cause == OWN and pause.uses == EVERY_USE for pause in pauses)

    @property
    def may_narrow(self) -> bool:
        return any(paper.right.uses & ~BIT[Use.REVIEW] for paper in self.living)


def cards(session: Session, performer_id: UUID, recordings: Sequence[Recording]) -> list[Card]:
    """In the order given. Set-based: so many queries, however many recordings."""
    ids = [recording.id for recording in recordings]
    papers = _papers(session, performer_id, ids)
    named = titles(session, recordings)
    clients = hooks.names(session, {recording.client_id for recording in recordings})
    copies = _copies(session, ids)
    earned = hooks.earned(session, performer_id, ids)
    trained = trained_by(session, ids)
    return [
        Card(
            recording,
            named[recording.id],
            clients.get(recording.client_id, "A client"),
            tuple(papers[recording.id]),
            tuple(copies.get(recording.id, ())),
            tuple(earned.get(recording.id, ())),
            tuple(trained.get(recording.id, ())),
        )
        for recording in recordings
    ]


def _papers(
    session: Session, performer_id: UUID, recordings: Collection[UUID]
) -> dict[UUID, list[Paper]]:
    grants = own_grants_of(session, performer_id, recordings)
    rights = rights_of(session, grants)
    limits = _limits(session, rights.values())
    pauses = not_lifted(session, [grant.id for grant in grants])
    called = papers_called(session, grants, rights)
    today = now().date()
    found: dict[UUID, list[Paper]] = {}
    for grant in grants:
        right = rights[grant.id]
        holding = [
            each for each in pauses.get(grant.id, ()) if each.until is None or each.until >= today
        ]
        found.setdefault(grant.recording_id, []).append(
            Paper(grant, right, called[grant.id], limits[right.limit_set_id], tuple(holding))
        )
    return found


def _limits(session: Session, rights: Collection[Right]) -> dict[int, tuple[str, ...]]:
    """In words, but for the dates: these are said by themselves."""
    ids = {right.limit_set_id for right in rights}
    rows = session.scalars(select(LimitSet).where(among(session, LimitSet.id, ids)))
    return {row.id: tuple(named(list(read_limits(row.body)))) for row in rows}


def _copies(session: Session, recordings: Collection[UUID]) -> dict[UUID, list[Copy]]:
    holders = holders_of(session, recordings)
    every = [holder for some in holders.values() for holder in some]
    deliveries = handed_over(session, {holder.delivery_id for holder in every})
    names = hooks.names(session, {holder.recipient_id or holder.client_id for holder in every})
    return {
        recording: [_copy(holder, deliveries[holder.delivery_id], names) for holder in some]
        for recording, some in holders.items()
    }


def _copy(holder: Holder, handed: HandedOver, names: Mapping[UUID, str]) -> Copy:
    who = names.get(holder.recipient_id or holder.client_id, "a recipient without a name here")
    uses = ", ".join(said(use) for use in handed.purpose.get("uses", ()))
    return Copy(who, holder.since, uses)
