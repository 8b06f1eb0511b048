"""The one transaction in which a delivery becomes the client's: all of it is asked again, decided,
registered, told and published, or nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.holders.errors import RecordingsRefused
from consent.holders.handing import Handover, hand_over
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Lease
from foundation.statements import among, as_written
from marketplace.deliveries.building import keeping, news, standing
from marketplace.deliveries.building.errors import TakesChanged, TakesUnfit
from marketplace.deliveries.building.models import DeliveryState
from marketplace.deliveries.building.rows import Rows
from marketplace.deliveries.building.starting import LEFT_OUT, Begun
from marketplace.deliveries.choosing.rights import refused
from marketplace.takes.models import Take, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The manifest as it lies in storage."""

    sha256: str
    size_bytes: int
    key: str


def hand_over_whole(lease: Lease, begun: Begun, rows: Rows, listed: Listed) -> None:
    """Raises TakesUnfit or TakesChanged where some have to be left out or made again; and
    RecallsOverdue, NoLicence, OutsideLicence or RecipientNotNamed where nothing may leave."""
    takes = {row.take_id: row.basis for row in begun.rows}
    with transaction() as session:
        delivery = keeping.still_building(session, lease, begun.id)
        lock_takes(session, takes)
        handover = Handover(
            delivery=begun.id,
            stated=begun.wanted.stated,
            recordings=rows.hashes(),
            manifest=listed.sha256,
        )

        def publish(session: Session) -> None:
            """By now nobody else changes a right or a take of these."""
            look_again(session, begun, takes)
            delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now()
            delivery.manifest, delivery.manifest_bytes = listed.sha256, listed.size_bytes
            delivery.manifest_key = listed.key
            delivery.stage = delivery.problem = ""
            news.tell_ready(session, delivery)

        try:
            hand_over(session, handover, publish=publish, actor=SYSTEM)
        except RecordingsRefused as refused:
            raise TakesUnfit(_by_take(session, refused)) from None


def lock_takes(session: Session, takes: Mapping[UUID, str]) -> None:
    """A step. Who marks a span, or writes a transcript, queues for the take's row."""
    these = select(Take.id).where(among(session, Take.id, list(takes)))
    session.execute(these.order_by(Take.id).with_for_update())


def look_again(session: Session, begun: Begun, takes: Mapping[UUID, str]) -> None:
    standing.refuse_overdue_recalls(session, begun.wanted.client_id)
    if unfit := standing.unfit(session, begun.wanted, list(takes)):
        raise TakesUnfit(unfit)
    if soon := _ending_too_soon(session, begun, takes):
        raise TakesUnfit(soon)
    bases = standing.bases(session, begun.wanted, list(takes))
    if changed := frozenset(take for take in takes if bases[take] != takes[take]):
        raise TakesChanged(changed)


def _ending_too_soon(session: Session, begun: Begun, takes: Mapping[UUID, str]) -> dict[UUID, str]:
    """The gate asks about today; the client named a day to which every consent is to last."""
    choice, client, today = begun.choice, begun.wanted.client_id, now().date()
    if choice.until is None or choice.until <= today:
        return {}
    rows = select(as_written(Track.recording_id), Track.take_id).where(
        among(session, Track.take_id, list(takes)), Track.recording_id.is_not(None)
    )
    found = {row.recording_id: row.take_id for row in session.execute(rows)}
    ending = refused(session, client, choice, list(found), today)
    return {found[each]: LEFT_OUT.format(reason.text) for each, reason in ending.items()}


def _by_take(session: Session, refused: RecordingsRefused) -> dict[UUID, str]:
    these = among(session, Track.recording_id, list(refused.reasons))
    rows = session.execute(select(Track.take_id, Track.recording_id).where(these))
    return {row.take_id: _sentence(refused.reasons[row.recording_id]) for row in rows}


def _sentence(reasons: tuple[str, ...]) -> str:
    return f"It may not be handed over: {'; '.join(reasons)}."
