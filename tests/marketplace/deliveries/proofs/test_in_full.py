"""A delivery with everything in it, signed, described and proven: once somebody withdraws, nothing
of theirs leaves any more, whichever file of it it is in.

What names a recording by its id, such as the manifest, the index and the evidence, may be had
still: by it one finds what has to go, and proves what was allowed.
"""

import io
import wave

import numpy as np
import pytest
import soundfile

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
    keep,
    sisters,
)
from tests.marketplace.deliveries.choosing.played import paper, scene, take
from tests.marketplace.deliveries.proofs.world import transcribed
from tests.marketplace.takes.arriving.sent import tone


def ogg():
    """Of a kind that holds no credential, so that it stands beside it."""
    made = io.BytesIO()
    soundfile.write(made, np.full(800, 0.3), 8000, format="OGG")
    return made.getvalue()


OGG = ogg()
HERS = {"lena.wav", "lena.json", "lena.vtt", "rosa.wav", "rosa.json"}
"""What is left of it: her track of their take, and the one that she plays alone."""


@pytest.fixture
def delivery(cast, monkeypatch):
    """Of a take that omar and mira play, and one of each: with credentials in files and beside
    them, labels, words, evidence and all that describes it."""
    monkeypatch.setattr(finishing, "index_apart", write_index)
    licensed(cast.ada)
    of = scene()
    both, hers = sisters(cast, of), alone(cast.mira.id, of, level=9)
    for recording in both.recordings:
        transcribed(both.id, recording)
    other = take(of, paper(cast.omar.id))
    keep(other.recordings[0], OGG, "audio/ogg")
    made = asked(cast, both, hers, other, mixed=True, layout=Layout.FOLDERS)
    build()
    assert found(made).state is DeliveryState.DELIVERED, found(made).problem
    db.session.rollback()
    return made, (both.recordings[0], other.recordings[0])


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


def his(recordings):
    """What of his is in it."""
    first, _ = recordings
    return {
        "voice": sound(tone(level=1)),
        "other voice": OGG[-60:],  # Its labels are taken out of the head.
        "mix": flac(level=101)[-60:],
        "words": f"said-{first.hex}".encode(),
    }


def withdraw(recordings, cast):
    for each in recordings:
        withdraw_recording(each, actor=cast.omar.actor)


def where(contents, piece):
    return sorted(path for path, body in contents.items() if piece in body)


def test_once_he_withdraws_nothing_of_his_leaves(app, cast, delivery):
    made, recordings = delivery
    before = files(made)
    kinds = {path.rpartition(".")[2] for path in before}
    assert {"wav", "flac", "json", "vtt", "c2pa", "zip", "parquet", "md", "pdf"} <= kinds
    for name, piece in his(recordings).items():
        assert where(before, piece), f"his {name} is in no file of it, so nothing would be seen"
    withdraw(recordings, cast)
    left = available(app, cast, made)
    for name, piece in his(recordings).items():
        assert where(left, piece) == [], f"his {name} left"
    media = {path for path in before if path.startswith("media/")}
    assert not any(path.endswith(".c2pa") for path in left)
    assert {path.rpartition("/")[2] for path in media & set(left)} == HERS


def test_that_it_leaves_would_be_found(app, cast, delivery, monkeypatch):
    """The planted fault: nobody decides."""
    made, recordings = delivery
    withdraw(recordings, cast)
    monkeypatch.setattr(deciding, "refused", lambda *_: {})
    left = available(app, cast, made)
    for piece in his(recordings).values():
        assert where(left, piece)
