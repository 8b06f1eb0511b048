"""Content credentials, read back by the reader that others use; and the key that signs them."""

import io
import json
from datetime import date

import av
import c2pa
import pytest
import soundfile

from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import REFUSED, Held
from consent.projections.cawg import ENTRIES
from marketplace.deliveries.describing import credentials, signing_key
from marketplace.deliveries.describing.credentials import NotSigned, Said
from tests.marketplace.takes.checking.recorded import film, voice, wav

FIRST, SECOND = (f"https://fairtake.example/licence-status/{name}" for name in ("one", "two"))
UNTIL = date(2029, 3, 1)
TRAINS = {
    **REFUSED,
    Use.GENERATIVE_TRAINING: Held(Answer.ALLOWED, UNTIL),
    Use.EVALUATION: Held(Answer.CONSTRAINED, UNTIL),
}
EVALUATES = {
    **REFUSED,
    Use.EVALUATION: Held(Answer.ALLOWED, UNTIL),
    Use.DATA_MINING: Held(Answer.ALLOWED, UNTIL),
}
SAID = Said(title="take 1a2b, part one", recordings={FIRST: TRAINS}, steps=("c2pa.transcoded",))
STRANGE = "signingCredential.untrusted"
KINDS = {
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
}


@pytest.fixture(scope="module")
def key(tmp_path_factory, settings):
    return signing_key.create(tmp_path_factory.mktemp("key") / "key.pem", settings)


@pytest.fixture(scope="module")
def originals(tmp_path_factory):
    """One file of each kind that can be handed over."""
    folder, sound = tmp_path_factory.mktemp("media"), voice(1.0)
    wav(folder / "a.wav", sound)
    soundfile.write(folder / "a.flac", sound, 48_000)
    soundfile.write(folder / "a.mp3", sound, 48_000)
    _heard(folder / "a.m4a", sound)
    film(folder / "a.mp4", seconds=1, height=96, frames_a_second=10, codec="libx264", sound=False)
    film(folder / "a.webm", seconds=1, height=96, frames_a_second=10)
    return {path.suffix[1:]: path.read_bytes() for path in folder.iterdir()}


def _heard(path, sound):
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(sound[None].astype("f4"), format="fltp", layout="mono")
        frame.sample_rate = 48_000
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)


def embedded(body, media_type, key, said=SAID):
    target = io.BytesIO()
    credentials.embed(io.BytesIO(body), target, media_type, said, key)
    return target.getvalue()


def read(body, media_type, key, beside=None):
    """Without any network, trusting our authority alone."""
    given = {
        "version": 1,
        "trust": {"trust_anchors": key.anchor.decode()},
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    }
    context = c2pa.Context(c2pa.Settings.from_dict(given))
    more = {} if beside is None else {"manifest_data": beside}
    with c2pa.Reader(media_type, io.BytesIO(body), context=context, **more) as reader:
        said = json.loads(reader.json())
        found = said["manifests"][said["active_manifest"]]
        wrong = [each["code"] for each in said.get("validation_status", [])]
        return reader.get_validation_state(), found, wrong


def assertion(found, label):
    (each,) = [each for each in found["assertions"] if each["label"] == label]
    return each["data"]


def tampered(body, at):
    return body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]


def test_every_kind_that_can_have_it_inside_is_tried():
    assert set(KINDS) == credentials.EMBEDDED


@pytest.mark.parametrize("media_type", KINDS)
def test_each_kind_of_file_has_it_inside_and_a_changed_byte_is_named(key, originals, media_type):
    original = originals[KINDS[media_type]]
    made = embedded(original, media_type, key)
    state, found, wrong = read(made, media_type, key)
    assert (state, wrong) == ("Trusted", [])
    assert len(made) - len(original) < 8_000
    assert found["title"] == SAID.title
    # Of the media itself, not of what was put in.
    at = made.index(original[len(original) // 2 :][:40]) + 10
    state, _, wrong = read(tampered(made, at), media_type, key)
    assert state == "Invalid"
    assert wrong[0] in ("assertion.dataHash.mismatch", "assertion.bmffHash.mismatch")


def test_what_cannot_have_it_inside_has_it_beside(key, originals):
    original = originals["webm"]
    assert credentials.sidecar_of("media/a.webm", "video/webm") == "media/a.webm.c2pa"
    assert credentials.sidecar_of("media/a.wav", "audio/wav") is None
    beside = credentials.sidecar(io.BytesIO(original), SAID, key)
    state, found, _ = read(original, "video/webm", key, beside)
    assert state == "Trusted"
    assert assertion(found, "cawg.training-mining")["entries"]
    state, _, wrong = read(tampered(original, len(original) // 2), "video/webm", key, beside)
    assert (state, wrong) == ("Invalid", ["assertion.dataHash.mismatch"])
    with pytest.raises(NotSigned, match="could not be made"):
        embedded(original, "video/webm", key)


def test_who_may_train_is_answered_at_the_live_address(key, originals):
    _, found, _ = read(embedded(originals["wav"], "audio/wav", key), "audio/wav", key)
    entries = assertion(found, "cawg.training-mining")["entries"]
    assert set(entries) == set(ENTRIES.values())
    assert entries["cawg.ai_generative_training"] == {
        "use": "constrained",
        "constraint_info": FIRST,
    }
    assert entries["cawg.data_mining"] == {"use": "notAllowed"}
    acts = [each["action"] for each in assertion(found, "c2pa.actions.v2")["actions"]]
    assert acts == ["c2pa.created", "c2pa.transcoded"]


def test_of_several_recordings_in_one_file_the_strictest_is_said(key, originals):
    """A mix that said what one of them allows would give away the other."""
    said = Said(title="mix", recordings={SECOND: EVALUATES, FIRST: TRAINS})
    made = embedded(originals["wav"], "audio/wav", key, said)
    _, found, _ = read(made, "audio/wav", key)
    entries = assertion(found, "cawg.training-mining")["entries"]
    assert entries["cawg.ai_generative_training"] == {"use": "notAllowed"}
    assert entries["cawg.data_mining"] == {"use": "notAllowed"}
    assert entries["org.fairtake.evaluation"]["constraint_info"] == f"{FIRST} {SECOND}"
    assert assertion(found, "org.fairtake.recordings")["status"] == [FIRST, SECOND]


def test_anothers_signature_is_not_trusted(key, originals, settings, tmp_path):
    stranger = signing_key.create(tmp_path / "other.pem", settings)
    made = embedded(originals["wav"], "audio/wav", stranger)
    assert read(made, "audio/wav", key)[::2] == ("Valid", [STRANGE])


def test_a_recipe_is_new_with_all_that_changes_what_is_signed(key, settings, tmp_path):
    stranger = signing_key.create(tmp_path / "other.pem", settings)
    narrower = Said(title=SAID.title, recordings={FIRST: EVALUATES}, steps=SAID.steps)
    other_day = {**TRAINS, Use.EVALUATION: Held(Answer.ALLOWED, date(2030, 1, 1))}
    later = Said(title=SAID.title, recordings={FIRST: other_day}, steps=SAID.steps)
    assert credentials.recipe(SAID, key) == credentials.recipe(SAID, key)
    assert credentials.recipe(later, key) == credentials.recipe(SAID, key)
    assert credentials.recipe(narrower, key) != credentials.recipe(SAID, key)
    assert credentials.recipe(SAID, stranger) != credentials.recipe(SAID, key)
