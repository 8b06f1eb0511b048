"""A build begins: which takes are in it, where each goes, what the client calls its performers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from consent.holders.licensing import licensed
from consent.ledger.explaining.words import Media
from consent.media.models import MediaFile
from foundation.database import db, transaction
from foundation.jobs import Lease
from foundation.statements import among
from foundation.tables import table_of
from marketplace.deliveries.building import keeping, standing
from marketplace.deliveries.building.contents import Wanted
from marketplace.deliveries.building.errors import CalledOff, NothingLeft
from marketplace.deliveries.building.gathering import take_names
from marketplace.deliveries.building.models import Delivery, DeliveryState, DeliveryTake
from marketplace.deliveries.building.pseudonyms import name_all
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import why_not
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.deliveries.choosing.laying import laid, performers_of
from marketplace.deliveries.choosing.models import DatasetVersion, DatasetVersionTake
from marketplace.takes.models import Track

LEFT_OUT = "It is not in the choice any more: {}."


@dataclass(frozen=True, slots=True)
class Begun:
    """A delivery as its build goes by it."""

    id: UUID
    folder: str
    wanted: Wanted
    choice: Choice
    rows: Sequence[DeliveryTake]
    """Of the takes that are in it, in the order in which they are made."""
    names: Mapping[UUID, str]


def begin(lease: Lease, delivery_id: UUID) -> None:
    """Once. Which takes they are, and where each goes, then stays, but for those left out."""
    session = db.session()
    delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
    if delivery.state is not DeliveryState.ASKED:
        session.rollback()
        return
    wanted, choice, version = _asked(session, delivery)
    takes = _saved(session, version.id)
    reasons = {
        take: LEFT_OUT.format(reason.text)
        for take, reason in why_not(session, wanted.client_id, choice, takes).items()
    }
    performers = performers_of(session, [take for take in takes if take not in reasons])
    places = _laid(session, wanted.form, performers) | _laid_before(session, delivery, performers)
    session.rollback()
    with transaction() as writing:
        lease.confirm(writing)
        standing.refuse_overdue_recalls(writing, wanted.client_id)
        licensed(writing, wanted.stated)
        delivery = writing.get_one(Delivery, delivery_id, populate_existing=True)
        if delivery.state is not DeliveryState.ASKED:
            raise CalledOff
        name_all(writing, wanted.client_id, {who for of in performers.values() for who in of})
        rows = [
            {
                "delivery_id": delivery_id,
                "take_id": take,
                "split": places.get(take, ("", 0))[0],
                "shard": places.get(take, ("", 0))[1],
                "basis": "",
                "dropped_because": reasons.get(take),
            }
            for take in takes
        ]
        if rows:
            writing.execute(insert(table_of(DeliveryTake)), rows)
        delivery.state, delivery.total = DeliveryState.BUILDING, len(places)


def begun(session: Session, delivery_id: UUID) -> Begun:
    """Raises NothingLeft."""
    delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
    wanted, choice, _ = _asked(session, delivery)
    of = DeliveryTake
    every = select(of).where(of.delivery_id == delivery_id)
    rows = session.scalars(every.execution_options(populate_existing=True)).all()
    left = [row for row in rows if row.dropped_because is None]
    if not left:
        raise NothingLeft
    left.sort(key=lambda row: (row.split, row.shard, row.take_id))
    names = take_names([row.take_id for row in rows])
    return Begun(delivery_id, delivery.folder, wanted, choice, left, names)


def drop(lease: Lease, delivery_id: UUID, reasons: Mapping[UUID, str]) -> None:
    """These are left out after all."""
    of = DeliveryTake
    with transaction() as session:
        delivery = keeping.still_building(session, lease, delivery_id)
        for take_id, because in reasons.items():
            this = (of.delivery_id == delivery_id) & (of.take_id == take_id)
            drops = update(of).where(this, of.dropped_because.is_(None))
            session.execute(drops.values(dropped_because=because))
        delivery.state, delivery.done = DeliveryState.BUILDING, 0
        delivery.total = max(0, delivery.total - len(reasons))


def groups(begun: Begun, at_once: int) -> Iterator[list[DeliveryTake]]:
    """Takes whose files are made together: those of a shard, or a few."""
    is_sharded = begun.wanted.form.layout is Layout.WEBDATASET
    group: list[DeliveryTake] = []
    for row in begun.rows:
        if group and (
            (row.split, row.shard) != (group[0].split, group[0].shard)
            or (not is_sharded and len(group) == at_once)
        ):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _asked(session: Session, delivery: Delivery) -> tuple[Wanted, Choice, DatasetVersion]:
    version = session.get_one(DatasetVersion, delivery.dataset_version_id)
    choice = replace(version.chosen_by(), recipient=delivery.recipient_id)
    wanted = Wanted(
        client_id=delivery.client_id,
        stated=choice.stated(delivery.client_id),
        form=Form.read(delivery.form),
    )
    return wanted, choice, version


def _saved(session: Session, version_id: UUID) -> Sequence[UUID]:
    of = DatasetVersionTake
    wanted = select(of.take_id).where(of.version_id == version_id).order_by(of.take_id)
    return session.scalars(wanted).all()


def _laid(
    session: Session, form: Form, performers: Mapping[UUID, set[UUID]]
) -> dict[UUID, tuple[str, int]]:
    """By take, its split and its shard: full when the originals in it are as long as was asked."""
    splits = laid(form, performers)
    sizes = _sizes(session, list(splits))
    found: dict[UUID, tuple[str, int]] = {}
    filled: dict[str, tuple[int, int]] = {}
    for take in sorted(splits, key=lambda each: (splits[each], each)):
        number, size = filled.get(splits[take], (0, 0))
        if size and size + sizes.get(take, 0) > form.shard_bytes:
            number, size = number + 1, 0
        found[take] = (splits[take], number)
        filled[splits[take]] = (number, size + sizes.get(take, 0))
    return found


def _laid_before(
    session: Session, delivery: Delivery, takes: Collection[UUID]
) -> dict[UUID, tuple[str, int]]:
    """What takes the place of another delivery is laid as that was, so that most of it is the
    same."""
    of = DeliveryTake
    rows = session.scalars(select(of).where(of.delivery_id == delivery.follows_id, of.split != ""))
    return {row.take_id: (row.split, row.shard) for row in rows if row.take_id in takes}


def _sizes(session: Session, takes: Collection[UUID]) -> dict[UUID, int]:
    """Of the originals: what is made of them is about as long."""
    wanted = (
        select(Track.take_id, func.sum(MediaFile.size_bytes))
        .join(MediaFile, MediaFile.recording_id == Track.recording_id)
        .where(among(session, Track.take_id, takes), MediaFile.kind == Media.ORIGINAL)
        .group_by(Track.take_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(wanted)}
