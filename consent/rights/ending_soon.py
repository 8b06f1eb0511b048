"""What ends soon and could go on: by performer, paper and last day, with what a renewal costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right
from consent.recordings.for_whom import client_of, given_to
from consent.recordings.models import Recording
from consent.rights.living import living
from consent.rights.renewing import BEFORE, Paper, renewed_from, renewed_until
from consent.rights.terms import terms_of
from consent.terms.bits import opened_by
from foundation.clock import now


@dataclass(frozen=True, slots=True)
class EndingSoon:
    client_id: UUID
    performer_id: UUID
    agreement_id: UUID
    ends_on: date
    renewed_until: date
    recordings: int
    fee_minor: int | None
    """As was agreed when it was signed; None where nothing was said."""
    currency: str | None
    uses: int | None
    """A bit for each that it permits; None where what was signed is erased."""

    @property
    def paper(self) -> Paper:
        return self.performer_id, self.agreement_id, self.ends_on


def ending_soon(session: Session, client_id: UUID | None = None) -> list[EndingSoon]:
    """Of one client or of all, what ends first first."""
    today = now().date()
    group = (client_of(), Grant.performer_id, Grant.agreement_id, Right.ends_on)
    wanted = (
        living()
        .join(Recording, Recording.id == Grant.recording_id)
        .where(Right.uses > 0, Right.ends_on.between(today, today + BEFORE))
        .with_only_columns(*group, func.count(), func.min(Grant.thread))
        .group_by(*group)
        .order_by(Right.ends_on, Grant.agreement_id, Grant.performer_id)
    )
    if client_id is not None:
        wanted = wanted.where(given_to(client_id))
    return _priced(session, session.execute(wanted).all())


def _priced(
    session: Session, rows: Sequence[Row[UUID, UUID, UUID, date, int, str]]
) -> list[EndingSoon]:
    """Under one paper all recordings have its fee: one of them says it for all."""
    these = select(Grant).where(Grant.thread.in_([row[-1] for row in rows]))
    samples = {grant.thread: grant for grant in session.scalars(these)}
    terms = terms_of(session, samples.values())
    before = renewed_from(session, {(row[1], row[2], row[3]) for row in rows})
    found = []
    for client, performer, agreement, ends_on, count, thread in rows:
        sample = samples[thread]
        said = terms.get(sample.id, {})
        starts_on = said["limits"].starts_on if said else None
        begun = before.get((performer, agreement, ends_on))
        found.append(
            EndingSoon(
                client,
                performer,
                agreement,
                ends_on,
                renewed_until(begun or starts_on or sample.made_at.date(), ends_on),
                count,
                said.get("renewal_fee_minor"),
                said.get("currency"),
                opened_by(said["uses"]) if said else None,
            )
        )
    return found
