"""Takes whose bytes are really in storage, a version that holds them, and its delivery."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import soundfile
from sqlalchemy import select

from consent.keeping.jobs import keep as keep_ledger
from consent.ledger.explaining.words import Media, Use
from consent.media.models import MediaAlso, MediaFile
from foundation import storage
from foundation.database import db, transaction
from foundation.jobs import run_due
from foundation.web import settings
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.building.jobs import JOBS
from marketplace.deliveries.building.models import Delivery, DeliveryFile, DeliveryTake
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion, DatasetVersionTake
from marketplace.takes.checking.measured import Measured, Sound
from marketplace.takes.checking.models import CopyKind, TakeCopy
from marketplace.takes.checking.reports import Report
from marketplace.takes.models import Track, TrackFile
from tests.cast import NORTHLAB, Cast
from tests.marketplace.deliveries.choosing.played import Kept, Scene, paper, scene, take
from tests.marketplace.takes.arriving.sent import tone

EVALUATION = Choice(uses=(Use.EVALUATION,), end_product="support", regions=("EU",))
SOUND = Sound(
    sample_rate_hz=8000,
    channels=1,
    alike=True,
    seconds=0.1,
    loudness_lufs=-40.0,
    true_peaks_dbtp=(-40.0,),
    clips=0,
    silent_seconds=0.0,
    signal_to_noise_db=40.0,
    voiced=((0.0, 0.04), (0.06, 0.1)),
    head="",
    tail="",
    tail_from=0.0,
)
REPORT = Report(Measured(seconds=0.1, sound=SOUND), ()).as_json()


def sisters(cast: Cast, of: Scene | None = None, *, level: int = 1) -> Kept:
    """A take that omar and mira play, and all of its files."""
    kept = take(of or scene(), paper(cast.omar.id), paper(cast.mira.id))
    for number, recording in enumerate(kept.recordings):
        keep(recording, tone(level=level + number))
    mixed(kept, flac(level=level + 100))
    return kept


def flac(level: int = 1) -> bytes:
    made = io.BytesIO()
    soundfile.write(made, np.full(800, level / 1000), 8000, format="FLAC")
    return made.getvalue()


def alone(performer: UUID, of: Scene, *, level: int = 1) -> Kept:
    kept = take(of, paper(performer))
    keep(kept.recordings[0], tone(level=level))
    return kept


def keep(recording: UUID, content: bytes, media_type: str = "audio/wav") -> None:
    """As it came in and was checked."""
    file = put(recording, content, Media.ORIGINAL, media_type)
    with transaction() as session:
        session.add(file)
        track = session.scalars(select(Track).where(Track.recording_id == recording)).one()
        session.add(
            TrackFile(
                recording_id=recording,
                track_id=track.id,
                sha256=file.sha256,
                media_type=media_type,
                size_bytes=len(content),
                storage_key=file.storage_key,
                report=REPORT,
            )
        )


def mixed(kept: Kept, content: bytes, marks: int = 0) -> None:
    first, *others = kept.recordings
    made_without(kept, first, content, marks, CopyKind.MIX, others)


def made_without(
    kept: Kept,
    recording: UUID,
    content: bytes,
    marks: int,
    kind: CopyKind = CopyKind.TRACK,
    others: Iterable[UUID] = (),
) -> None:
    """A copy that goes without so many marks."""
    file = put(recording, content, Media.DERIVED, "audio/flac")
    with transaction() as session:
        session.add(file)
        session.flush()
        session.add_all(MediaAlso(file_id=file.id, recording_id=each) for each in others)
        session.add(
            TakeCopy(
                file_id=file.id, take_id=kept.id, recording_id=recording, kind=kind, marks=marks
            )
        )


def put(recording: UUID, content: bytes, kind: Media, media_type: str) -> MediaFile:
    key = f"takes/{uuid4().hex}"
    storage.of(settings()).put(key, io.BytesIO(content))
    return MediaFile(
        recording_id=recording,
        client_id=NORTHLAB,
        kind=kind,
        sha256=f"sha256:{hashlib.sha256(content).hexdigest()}",
        media_type=media_type,
        size_bytes=len(content),
        storage_key=key,
    )


def version(cast: Cast, *kept: Kept, choice: Choice = EVALUATION, form: Form | None = None) -> UUID:
    """Saved, with these takes in it."""
    with transaction() as session:
        dataset = Dataset(client_id=NORTHLAB, name=uuid4().hex, created_by=cast.ben.id)
        session.add(dataset)
        session.flush()
        saved = DatasetVersion(
            dataset_id=dataset.id,
            number=1,
            choice=choice.canonical(),
            form=(form or Form()).canonical(),
            hash=choice.hash,
            takes=len(kept),
            length_ms=0,
            made_by=cast.ben.id,
        )
        session.add(saved)
        session.flush()
        session.add_all(DatasetVersionTake(version_id=saved.id, take_id=each.id) for each in kept)
        return saved.id


def asked(cast: Cast, *kept: Kept, **said: Any) -> UUID:
    form = said.pop("form", None) or replace(Form(), **said)
    return ask_for_delivery(version(cast, *kept), form, actor=cast.ben.actor)


def build() -> None:
    """Once the ledger has proven what there is."""
    keep_ledger()
    db.session.remove()
    run_due([JOBS[0]], uuid4(), even_if_not_due=True)


def delivered(cast: Cast, *kept: Kept, **said: Any) -> UUID:
    delivery = asked(cast, *kept, **said)
    build()
    return delivery


def found(delivery_id: UUID) -> Delivery:
    session = db.session()
    session.rollback()
    return session.get_one(Delivery, delivery_id, populate_existing=True)


def files(delivery_id: UUID) -> dict[str, bytes]:
    """By path."""
    session = db.session()
    session.rollback()
    rows = session.query(DeliveryFile).filter_by(delivery_id=delivery_id)
    keys = {row.path: row.storage_key for row in rows}
    session.rollback()
    return {path: read(key) for path, key in sorted(keys.items())}


def read(key: str) -> bytes:
    return b"".join(storage.of(settings()).open(key))


def members(shard: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(shard)) as tar:
        return {each.name: tar.extractfile(each).read() for each in tar}


def manifest(delivery_id: UUID) -> dict[str, Any]:
    key = found(delivery_id).manifest_key
    db.session.rollback()
    assert key
    return json.loads(read(key))


def dropped(delivery_id: UUID) -> dict[UUID, str]:
    session = db.session()
    session.rollback()
    rows = session.query(DeliveryTake).filter_by(delivery_id=delivery_id)
    return {row.take_id: row.dropped_because for row in rows if row.dropped_because}
