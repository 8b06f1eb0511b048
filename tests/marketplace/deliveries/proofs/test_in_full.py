"""A delivery with everything in it, signed, described and proven: once somebody withdraws, nothing
of theirs leaves any more, whichever file of it it is in."""

import io
import wave

import pytest

from consent.rights.withdrawing import withdraw_recording
from foundation.database import db
from marketplace.deliveries.building import finishing
from marketplace.deliveries.building.indexing import write_index
from marketplace.deliveries.building.models import DeliveryState
from marketplace.deliveries.choosing.form import Layout
from marketplace.deliveries.taking import deciding
from tests.api.asking import Program
from tests.consent.licences.licensed import licensed
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    files,
    flac,
    found,
    sisters,
)
from tests.marketplace.deliveries.choosing.played import scene
from tests.marketplace.deliveries.proofs.world import transcribed
from tests.marketplace.takes.arriving.sent import tone


@pytest.fixture
def delivery(cast, monkeypatch):
    """Of a take that omar and mira play, and one of mira's: with credentials in files and beside
    them, labels, words, evidence and all that describes it."""
    monkeypatch.setattr(finishing, "index_apart", write_index)
    licensed(cast.ada)
    of = scene()
    both, hers = sisters(cast, of), alone(cast.mira.id, of, level=9)
    for recording in both.recordings:
        transcribed(both.id, recording)
    made = asked(cast, both, hers, mixed=True, layout=Layout.FOLDERS)
    build()
    assert found(made).state is DeliveryState.DELIVERED, found(made).problem
    db.session.rollback()
    return made, both, hers


def available(app, cast, delivery_id):
    """What may be had by a link, each with its bytes as they come by it."""
    program, had = Program(app, cast.ben), {}
    listed = program.get(f"/api/v1/deliveries/{delivery_id}/files", limit=100).json["items"]
    for each in listed:
        answer = program.get(f"/api/v1/deliveries/{delivery_id}/files/{each['id']}/link")
        assert (answer.status_code == 200) is each["available"]
        if each["available"]:
            with app.test_client().get(answer.json["url"]) as sent:
                had[each["path"]] = sent.data
    return had


def sound(body):
    with wave.open(io.BytesIO(body)) as file:
        return file.readframes(file.getnframes())


def his(both):
    """What of his is in it: his voice, his part of the mix, his words, his track by its id."""
    recording = both.recordings[0]
    return {
        "voice": sound(tone(level=1)),
        "mix": flac(level=101)[42:],
        "words": f"said-{recording.hex}".encode(),
    }


def where(contents, piece):
    return sorted(path for path, body in contents.items() if piece in body)


def test_once_he_withdraws_nothing_of_his_leaves(app, cast, delivery):
    made, both, _ = delivery
    before = files(made)
    kinds = {path.rpartition(".")[2] for path in before}
    assert {"wav", "flac", "json", "vtt", "c2pa", "zip", "parquet", "md", "pdf"} <= kinds
    for name, piece in his(both).items():
        assert where(before, piece), f"his {name} is in no file of it, so nothing would be seen"
    withdraw_recording(both.recordings[0], actor=cast.omar.actor)
    left = available(app, cast, made)
    for name, piece in his(both).items():
        assert where(left, piece) == [], f"his {name} left"
    part = "rosa"
    about = [path for path in before if f"/{part}." in path or "/mix." in path]
    assert any(path.endswith(".c2pa") for path in about)
    assert not any(path in left for path in about)
    assert {path for path in before if path.startswith("media/")} & set(left)


def test_that_it_leaves_would_be_found(app, cast, delivery, monkeypatch):
    """The planted fault: nobody decides."""
    made, both, _ = delivery
    withdraw_recording(both.recordings[0], actor=cast.omar.actor)
    monkeypatch.setattr(deciding, "refused", lambda *_: {})
    left = available(app, cast, made)
    for piece in his(both).values():
        assert where(left, piece)
