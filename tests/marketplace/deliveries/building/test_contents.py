"""What is inside: as loaders of others read it, as labels are allowed, without what is withheld."""

import io
import json
from uuid import uuid4

import pyarrow.parquet as pq
import pytest
import webdataset

from foundation.database import db, transaction
from marketplace.deliveries.building import apart, finishing, hearing
from marketplace.deliveries.building.models import DeliveryFile, Pseudonym
from marketplace.deliveries.choosing.form import Audio, LabelKind, Layout
from marketplace.profiles.words import Emotion
from marketplace.takes.checking import webvtt
from marketplace.takes.checking.measuring import measure
from marketplace.takes.checking.models import Transcript, TranscriptText
from marketplace.takes.checking.webvtt import Cue
from marketplace.takes.reviewing.models import BeatScore, TakeReview, TakeVerdict
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    delivered,
    files,
    flac,
    found,
    keep,
    made_without,
    manifest,
    members,
    sisters,
)
from tests.marketplace.deliveries.choosing.played import marked, paper, scene, take
from tests.marketplace.takes.arriving.sent import tone
from tests.marketplace.takes.checking.recorded import voice, wav

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")


def labels(delivery, part):
    contents = files(delivery)
    (found,) = [body for path, body in contents.items() if path.endswith(f"{part}.json")]
    return json.loads(found)


def judged(kept, overall=4, *, blind=False, perceived=Emotion.ANGER):
    with transaction() as session:
        review = TakeReview(
            take_id=kept.id,
            reviewer_id=uuid4(),
            verdict=TakeVerdict.ACCEPT,
            overall=overall,
            blind=blind,
        )
        session.add(review)
        session.flush()
        lines = dict.fromkeys(("reached", "in_character", "same_character", "listening"), 4)
        session.add_all(
            BeatScore(
                review_id=review.id, beat=beat, portrayed="anger", perceived=perceived, **lines
            )
            for beat in (1, 2)
        )


def transcribed(kept, *cues):
    with transaction() as session:
        said = Transcript(
            take_id=kept.id,
            recording_id=kept.recordings[0],
            number=1,
            cues=len(cues),
            by=uuid4(),
            acted_as="performer",
        )
        session.add(said)
        session.flush()
        session.add(TranscriptText(transcript_id=said.id, text=webvtt.write(cues)))


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # It leaves the files that it reads to be closed by whoever collects garbage.
def test_webdataset_reads_the_shards(cast, tmp_path):
    kept = sisters(cast)
    judged(kept)
    delivery = delivered(cast, kept, layout=Layout.WEBDATASET, mixed=True)
    (shard,) = [path for path in files(delivery) if path.endswith(".tar")]
    (tmp_path / "train.tar").write_bytes(files(delivery)[shard])
    read = list(webdataset.WebDataset(str(tmp_path / "train.tar"), shardshuffle=False))
    assert [each["__key__"] for each in read] == [kept.id.hex[-12:]]
    assert read[0]["rosa.wav"] == tone(level=1)
    assert json.loads(read[0]["rosa.json"])["take"] == str(kept.id)
    told = manifest(delivery)
    (row,) = [each for each in told["files"] if each["kind"] == "shard"]
    assert [each["name"] for each in row["members"]] == sorted(members(files(delivery)[shard]))


def test_pyarrow_reads_the_index(cast):
    of = scene()
    delivery = delivered(cast, alone(cast.omar.id, of), alone(cast.mira.id, of, level=9))
    table = pq.read_table(io.BytesIO(files(delivery)["index.parquet"])).to_pylist()
    contents = files(delivery)
    assert len(table) == 2
    for row in table:
        assert len(contents[row["path"]]) == row["bytes"]
        assert (row["language"], row["begins"], row["ends"]) == ("en", "anger", "tenderness")
        assert json.loads(contents[row["labels"]])["take"] == row["take"]


@pytest.fixture
def in_a_process_apart(monkeypatch):
    monkeypatch.setattr(finishing, "index_apart", apart.index_apart)


@pytest.mark.usefixtures("in_a_process_apart")
def test_normalised_is_as_loud_as_asked_and_nothing_else(cast, tmp_path):
    kept = take(scene(), paper(cast.omar.id))
    keep(kept.recordings[0], wav(tmp_path / "voice.wav", voice(4)).read_bytes())
    delivery = delivered(cast, kept, audio=Audio.NORMALISED)
    (path,) = [each for each in files(delivery) if each.endswith(".flac")]
    (tmp_path / "made.flac").write_bytes(files(delivery)[path])
    made = measure(tmp_path / "made.flac")[0]
    assert made.seconds == 4.0
    assert made.sound.loudness_lufs == pytest.approx(-23.0, abs=0.1)
    assert manifest(delivery)["form"]["audio"] == "normalised"


def test_a_performer_is_called_the_same_in_all_deliveries_of_a_client_and_by_no_id(cast):
    kept = sisters(cast)
    one, other = delivered(cast, kept), delivered(cast, kept, seed=7)
    names = [
        {each for file in manifest(of)["files"] for each in file["performers"]}
        for of in (one, other)
    ]
    assert names[0] == names[1]
    assert len(names[0]) == 2
    for delivery in (one, other):
        for body in (*files(delivery).values(), json.dumps(manifest(delivery)).encode()):
            for person in (cast.omar, cast.mira):
                assert str(person.id).encode() not in body
                assert person.id.hex.encode() not in body
    assert db.session().query(Pseudonym).count() == 2


def test_of_what_is_withheld_neither_sound_nor_words_nor_turns_are_inside(cast):
    kept = alone(cast.omar.id, scene())
    transcribed(kept, Cue(0, 400, "My name is Omar.", "Omar"), Cue(600, 900, "Hello.", "Omar"))
    marked(kept)
    made_without(kept, kept.recordings[0], flac(level=5), marks=1)
    delivery = delivered(cast, kept)
    contents = files(delivery)
    (text,) = [body.decode() for path, body in contents.items() if path.endswith(".vtt")]
    assert "Omar" not in text
    assert "(withheld)" in text
    assert "Hello." in text
    assert tone(level=1) not in contents.values()
    (part,) = labels(delivery, "rosa")["parts"]
    assert part["turns"] == []


def test_that_withheld_words_are_inside_would_be_found(cast, monkeypatch):
    monkeypatch.setattr(hearing, "withheld", lambda *_: {})
    kept = alone(cast.omar.id, scene())
    transcribed(kept, Cue(0, 400, "My name is Omar."))
    marked(kept)
    made_without(kept, kept.recordings[0], flac(level=5), marks=1)
    contents = files(delivered(cast, kept))
    assert any(b"My name is Omar." in body for body in contents.values())


def test_labels_are_only_those_that_were_asked_for(cast):
    kept = alone(cast.omar.id, scene())
    judged(kept)
    judged(kept, 2, blind=True, perceived=Emotion.RELIEF)
    kinds = (LabelKind.PORTRAYED, LabelKind.AGREEMENT)
    said = labels(delivered(cast, kept, labels=kinds), "rosa")
    assert said["beats"][0] == {"beat": 1, "portrayed": "anger", "turns_to": "relief"}
    assert said["agreement"] == {"judged_by": 2, "perceived_alike": 0.0, "overall_apart": 2}
    assert "turns" not in said["parts"][0]
    assert "overall" not in said


def test_a_performer_is_in_one_split_alone(cast):
    of = scene()
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of), sisters(cast, of)]
    takes += [alone(uuid4(), of, level=level) for level in range(20, 24)]
    splits = {"train": 50, "test": 50}
    delivery = delivered(cast, *takes, splits=splits)
    of_performer: dict = {}
    for each in manifest(delivery)["files"]:
        for performer in each["performers"]:
            of_performer.setdefault(performer, set()).add(each["split"])
    assert all(len(each) == 1 for each in of_performer.values())
    assert {name for names in of_performer.values() for name in names} == {"train", "test"}


def test_every_recording_is_in_its_rows(cast):
    kept = sisters(cast)
    delivery = delivered(cast, kept, mixed=True, tracks=False)
    told = [each for each in manifest(delivery)["files"] if each["kind"] == "media"]
    assert [sorted(each["recordings"]) for each in told] == [sorted(map(str, kept.recordings))]
    assert db.session().query(DeliveryFile).filter_by(delivery_id=delivery).count() > 1


def test_asked_twice_it_is_two_deliveries(cast):
    kept = alone(cast.omar.id, scene())
    one, other = asked(cast, kept), asked(cast, kept)
    assert found(one).reference == "D-2026-00001"
    assert found(other).reference == "D-2026-00002"
