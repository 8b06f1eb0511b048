"""Building a delivery of 10,000 files (2 GB) over copying and hashing the same bytes, in seconds.

From the moment that its build begins until its list of files is there: what is read, labelled, laid
into shards, hashed, indexed and written down. Handing it over is measured once and told beside it;
signing and describing are not in it, as they are no copying: milliseconds for each file.
`python -m bench.delivery_build_vs_copy 500` measures so many files, in fewer rounds.
"""

import hashlib
import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from bench.ledger_rows import application
from bench.rows import ROUNDS, Bench, Goal, Row, interleaved
from consent.keeping.jobs import keep as keep_ledger
from consent.ledger.explaining.words import Media
from consent.media.models import MediaFile
from foundation import storage
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import run_due
from foundation.tables import table_of
from foundation.web import settings
from marketplace.deliveries.building import finishing, jobs, making
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.building.errors import TriedTooOften
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.takes.models import Track, TrackFile
from tests.cast import NORTHLAB, Cast, assemble
from tests.consent.licences.licensed import licensed
from tests.marketplace.deliveries.building.delivered import REPORT, version
from tests.marketplace.deliveries.choosing.played import paper, scene, takes

FILES = 10_000
BYTES = 200_000
"""Two seconds of a studio's sound."""
FORM = Form(layout=Layout.WEBDATASET)


class Handed(Exception):
    """Everything is built; the clock stops here."""


def measure(files: int = FILES, rounds: int = ROUNDS) -> Row:
    # Beside the code, because /tmp may be memory.
    here = tempfile.TemporaryDirectory(dir=Path(__file__).parent)
    with here as folder, patch.object(tempfile, "tempdir", folder):
        return _measure(files, rounds)


def _measure(files: int, rounds: int) -> Row:
    with application():
        cast = assemble()
        licensed(cast.ada)
        kept = takes(scene(), paper(cast.omar.id), paper(cast.mira.id), count=files // 2)
        sources = _sources([each for one in kept for each in one.recordings])
        keep_ledger()
        saved = version(cast, *kept)
        handing = _handing_over(cast, saved)
        return interleaved(
            "delivery_build_vs_copy",
            lambda: _ours(cast, saved),
            lambda: _peer(sources),
            packages=("sqlalchemy", "pyarrow"),
            rounds=rounds,
            files=str(files),
            mib=str(files * BYTES >> 20),
            handing_over_s=f"{handing:.1f}",
        )


def _ours(cast: Cast, saved: UUID) -> float:
    """Stopped before it is handed over, and called off, so that the next round is the same."""
    with _only_files(), patch.object(jobs, "hand_over_whole", _stop):
        return _built(cast, saved)


def _handing_over(cast: Cast, saved: UUID) -> float:
    handing = 0.0

    def timed(*given: Any) -> None:
        nonlocal handing
        began = time.perf_counter()
        original(*given)
        handing = time.perf_counter() - began

    original = jobs.hand_over_whole
    with _only_files(), patch.object(jobs, "hand_over_whole", timed):
        _built(cast, saved)
    return handing


def _built(cast: Cast, saved: UUID) -> float:
    delivery = ask_for_delivery(saved, FORM, actor=cast.ben.actor)
    began = time.perf_counter()
    run_due([jobs.JOBS[0]], uuid4(), even_if_not_due=True)
    took = time.perf_counter() - began
    _refuse_unless_whole(delivery)
    return took


@contextmanager
def _only_files() -> Iterator[None]:
    with (
        patch.object(making, "credits_of", lambda *_: {}),
        patch.object(finishing, "describe", lambda _: ()),
        patch.object(finishing, "_evidence", lambda _: ()),
    ):
        yield


def _stop(*_: Any) -> None:
    raise TriedTooOften


def _refuse_unless_whole(delivery: UUID) -> None:
    """A delivery that left something out would be quick."""
    with transaction() as session:
        found = session.get_one(Delivery, delivery, populate_existing=True)
        if found.done != found.total or not found.total:
            raise RuntimeError(f"{found.done} of {found.total} takes: {found.problem}")


def _sources(recordings: Sequence[UUID]) -> list[Path]:
    """Noise, so that nothing of it is squeezed on the way to a disk."""
    store, folder = storage.of(settings()), settings().var / "storage"
    with transaction() as session:
        these = select(Track.recording_id, Track.id).where(Track.recording_id.is_not(None))
        tracks = {row.recording_id: row.id for row in session.execute(these)}
    media, files = [], []
    for recording in recordings:
        content = os.urandom(BYTES)
        row = {
            "recording_id": recording,
            "sha256": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "media_type": "audio/flac",
            "size_bytes": len(content),
            "storage_key": f"takes/{recording.hex}",
        }
        store.put(row["storage_key"], io.BytesIO(content))
        kept = {"client_id": NORTHLAB, "kind": Media.ORIGINAL, "watermarked": False}
        media.append({"id": uuid4(), "kept_at": now(), **kept, **row})
        came = {"came_in_at": now(), "progress": 100, "report": REPORT}
        files.append({"track_id": tracks[recording], **came, **row})
    with transaction() as session:
        session.execute(insert(table_of(MediaFile)), media)
        session.execute(insert(table_of(TrackFile)), files)
    return [folder / row["storage_key"] for row in media]


def _peer(sources: Sequence[Path]) -> float:
    target = settings().var / "peer"
    target.mkdir()
    began = time.perf_counter()
    for source in sources:
        digest = hashlib.sha256()
        with source.open("rb") as given, (target / source.name).open("wb") as made:
            while piece := given.read(1 << 20):
                made.write(piece)
                digest.update(piece)
    took = time.perf_counter() - began
    shutil.rmtree(target)
    return took


BENCH = Bench("delivery_build_vs_copy", Goal(at_most=3), measure)

if __name__ == "__main__":
    print(measure(int(sys.argv[1]), rounds=3))
