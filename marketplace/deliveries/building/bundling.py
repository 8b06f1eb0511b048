"""Fills the value that a delivery is described by, and finds its evidence in the ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right
from consent.keeping import places
from consent.ledger.entries import Entry
from consent.ledger.evidence import Evidence
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.models import LedgerEntry
from consent.ledger.publishing import best_covering
from consent.licences.queries import licence_for
from consent.projections.answers import answers_of
from consent.projections.links import public_ids, status_url
from consent.reading.bundling import Signers, evidence_of
from consent.recordings.for_whom import given_to
from consent.recordings.models import Recording
from consent.rights.receipts import RECEIPTED, receipt_id_of
from foundation import hooks
from foundation.clock import now
from foundation.statements import among
from foundation.web import settings
from marketplace.deliveries.building.agreeing import agreements_of
from marketplace.deliveries.building.contents import TakeContents
from marketplace.deliveries.building.emptiness import empty_of
from marketplace.deliveries.building.models import Delivery, DeliveryTake
from marketplace.deliveries.building.rows import FileRow, MemberRow, Rows
from marketplace.deliveries.building.starting import Begun
from marketplace.deliveries.choosing.form import LabelKind
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from marketplace.deliveries.describing import evidence
from marketplace.deliveries.describing.bundle import (
    Beat,
    Bundle,
    Consent,
    Empty,
    FileIn,
    Issuer,
    Kind,
    LeftOut,
    Member,
    Party,
    Recorded,
    TakeIn,
)


def bundle_of(
    session: Session, begun: Begun, rows: Rows, takes: Sequence[TakeContents], removed: int
) -> Bundle:
    """A step: it gives each recording the public address that it has not yet."""
    delivery = session.get_one(Delivery, begun.id)
    version = session.get_one(DatasetVersion, delivery.dataset_version_id)
    dataset = session.get_one(Dataset, version.dataset_id)
    ids = {delivery.client_id, *([delivery.recipient_id] if delivery.recipient_id else [])}
    names = hooks.names(session, ids)
    follows = session.get(Delivery, delivery.follows_id) if delivery.follows_id else None
    form, url = begun.wanted.form, settings().url.rstrip("/")
    recordings = _recordings(session, rows, delivery.client_id)
    licence = licence_for(session, delivery.client_id, now().date())
    return Bundle(
        delivery=delivery.id,
        reference=delivery.reference,
        dataset=Party(id=dataset.id, name=dataset.name),
        version=version.number,
        choice=version.hash,
        client=_party(delivery.client_id, names),
        recipient=_party(delivery.recipient_id, names) if delivery.recipient_id else None,
        stated=begun.wanted.stated,
        made_at=delivery.asked_at,
        issuer=_issuer(url),
        page_url=f"{url}/deliveries/{delivery.id}/proof",
        licence_url=f"{url}/licences/{licence.licence_id}" if licence else f"{url}/licences",
        licence_ends_on=licence.ends_on if licence else None,
        layout=form.layout.value,
        audio=form.audio.value,
        files=[_file(row, rows) for row in rows.files],
        takes=[_take(take) for take in takes],
        recordings=recordings,
        agreements=agreements_of(takes) if LabelKind.AGREEMENT in form.labels else (),
        left_out=_left_out(session, begun.id),
        removed=removed,
        follows=follows.reference if follows else None,
        labels=tuple(each.value for each in form.labels),
        empty_splits=[
            Empty(split=each.split.value, because=each.because)
            for each in empty_of(session, delivery)
        ],
        checkpoint=_checkpoint(session),
    )


def evidence_for(session: Session, bundle: Bundle) -> Iterator[Evidence]:
    """Raises EntryNotProvenYet or ThreadNotFound where the ledger is not that far yet."""
    threads = sorted({one.thread for each in bundle.recordings.values() for one in each.consents})
    counts = Counter[str]()
    of = LedgerEntry
    counted = select(of.thread, func.count()).where(among(session, of.thread, threads))
    for thread, count in session.execute(counted.group_by(of.thread)):
        counts[thread] = count
    given = settings()
    signers = Signers(places.keys(given), places.policy(given))
    about = f"What is inside delivery {bundle.reference}"
    for batch in evidence.batches(counts):
        yield evidence_of(session, batch, {}, signers, about=about)


def _recordings(session: Session, rows: Rows, client: UUID) -> Mapping[UUID, Recorded]:
    ids, on = sorted(rows.performers), now().date()
    public, held = public_ids(session, ids), answers_of(session, ids, on, client=client)
    these = select(Recording.id, Recording.recorded_at).where(among(session, Recording.id, ids))
    recorded = {row.id: row.recorded_at.date() for row in session.execute(these)}
    consents = _consents(session, ids, client)
    return {
        each: Recorded(
            id=each,
            performer=rows.performers[each],
            recorded_on=recorded[each],
            status_url=status_url(public[each]),
            answers=held[each],
            consents=tuple(consents[each]),
        )
        for each in ids
    }


def _consents(
    session: Session, recordings: Sequence[UUID], client: UUID
) -> Mapping[UUID, Sequence[Consent]]:
    """Those that hold today: what has ended lets nothing be inside. What was given to another
    client is none of this one's, nor what was delivered to them under it."""
    these = (
        select(Grant)
        .join(Right, Right.grant_id == Grant.id)
        .where(
            among(session, Grant.recording_id, recordings),
            Right.state.in_(PERMITTING),
            Right.ends_on >= now().date(),
            given_to(client),
        )
    )
    grants = session.scalars(these.order_by(Grant.thread)).all()
    stands = _stands(session, [grant.thread for grant in grants])
    url = settings().url.rstrip("/")
    found: dict[UUID, list[Consent]] = defaultdict(list)
    for grant in grants:
        if grant.thread in stands:
            found[grant.recording_id].append(
                Consent(
                    grant=grant.id,
                    receipt=stands[grant.thread],
                    thread=grant.thread,
                    record_url=f"{url}/projections/grants/{grant.id}/dpv.json",
                )
            )
    return found


def _stands(session: Session, threads: Sequence[str]) -> dict[str, UUID]:
    """Of each thread the receipt of its newest event about consent."""
    of = LedgerEntry
    wanted = select(of.thread, of.body).where(among(session, of.thread, threads)).order_by(of.n)
    found = {}
    for thread, body in session.execute(wanted):
        event = Entry.parse(body).event
        if event.type in RECEIPTED:
            found[thread] = receipt_id_of(event.id)
    return found


def _take(take: TakeContents) -> TakeIn:
    return TakeIn(
        id=take.take_id,
        split=take.split,
        language=take.brief.language,
        medium="video" if any(_is_film(part.source.media_type) for part in take.parts) else "audio",
        seconds=take.seconds,
        recordings=tuple(part.recording_id for part in take.parts),
        beats=tuple(_beats(take)),
        styles=tuple(each.value for each in take.brief.styles),
    )


def _is_film(media_type: str) -> bool:
    return media_type.startswith("video/")


def _beats(take: TakeContents) -> Iterator[Beat]:
    for number, beat in enumerate(take.brief.beats, start=1):
        scored = [each for judged in take.judged for each in judged.beats if each.beat == number]
        felt = {part.felt[number] for part in take.parts if number in part.felt}
        yield Beat(
            portrayed=beat.feeling.value,
            perceived=tuple(each.perceived for each in scored),
            felt=felt.pop() if len(felt) == 1 else None,
        )


def _file(row: FileRow, rows: Rows) -> FileIn:
    file = row.file
    return FileIn(
        path=file.path,
        sha256=file.sha256,
        bytes=file.size_bytes,
        media_type=file.media_type,
        kind=Kind(file.kind.value),
        split=file.split,
        take=file.take_id,
        recordings=row.recordings,
        performers=tuple(rows.called(row.recordings)),
        original=file.original,
        credential=file.credential,
        members=tuple(_member(each, rows) for each in row.members),
    )


def _member(row: MemberRow, rows: Rows) -> Member:
    return Member(
        name=row.name,
        sha256=row.sha256,
        bytes=row.size_bytes,
        media_type=row.media_type,
        take=row.take_id,
        recordings=row.recordings,
        performers=tuple(rows.called(row.recordings)),
        original=row.original,
        credential=row.credential,
    )


def _party(id_: UUID, names: Mapping[UUID, str]) -> Party:
    return Party(id=id_, name=names.get(id_, str(id_)))


def _issuer(url: str) -> Issuer:
    given = settings()
    return Issuer(
        name=given.operator_name, url=url, address=given.operator_address, mail=given.help_mail
    )


def _left_out(session: Session, delivery_id: UUID) -> list[LeftOut]:
    of = DeliveryTake
    dropped = (of.delivery_id == delivery_id) & of.dropped_because.is_not(None)
    wanted = select(of.dropped_because, func.count()).where(dropped).group_by(of.dropped_because)
    rows = session.execute(wanted.order_by(func.count().desc(), of.dropped_because))
    return [LeftOut(because=row[0] or "", takes=row[1]) for row in rows]


def _checkpoint(session: Session) -> bytes:
    newest = best_covering(session, 0, places.policy(settings()))
    return newest.note if newest else b""
