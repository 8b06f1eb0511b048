"""What a file says of its maker does not leave with it; sound and picture do, untouched."""

import hashlib
import io
import struct

import av
import numpy as np
import pytest
import soundfile

from marketplace.deliveries.building import working
from marketplace.deliveries.building.blanking.files import blank
from tests.marketplace.deliveries.building.containers import (
    LONG,
    NAME,
    PLACE,
    paged,
    sounding,
    with_all_there_is,
)
from tests.marketplace.deliveries.building.delivered import (
    delivered,
    files,
    keep,
    manifest,
    scene,
)
from tests.marketplace.deliveries.choosing.played import paper, take
from tests.marketplace.takes.arriving.sent import tone

PLAIN = tone()


def labelled_wav() -> bytes:
    """One label before the sound and two behind it, one of an odd length."""
    said = b"INFOIART" + struct.pack("<I", len(NAME) + 1) + NAME + b"\0"
    labels = [(b"bext", NAME.ljust(602, b"\0")), (b"LIST", said), (b"iXML", NAME)]
    parts = [
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in labels
    ]
    whole = PLAIN[:12] + parts[0] + PLAIN[12:] + parts[1] + parts[2]
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def labelled_flac() -> bytes:
    made = io.BytesIO()
    with soundfile.SoundFile(made, "w", 8000, 1, format="FLAC") as file:
        file.artist = NAME.decode()
        file.write(np.full(800, 0.1))
    return made.getvalue()


def labelled_mp3() -> bytes:
    """Such a label before and another behind the sound."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp3", options={"write_id3v1": "1"}) as into:
        into.metadata["artist"] = NAME.decode()
        stream = into.add_stream("mp3", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 44100), np.int16), "s16", "mono")
        frame.sample_rate = 44100
        into.mux(stream.encode(frame))
        into.mux(stream.encode(None))
    return made.getvalue()


def labelled_film(form: str) -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format=form) as into:
        into.metadata.update({"artist": NAME.decode(), "location": PLACE.decode()})
        stream = into.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
            into.mux(stream.encode(frame))
        into.mux(stream.encode(None))
    return made.getvalue()


MADE = {
    "wav": labelled_wav,
    "flac": labelled_flac,
    "mp3": labelled_mp3,
    "mp4": lambda: labelled_film("mp4"),
    "mov": lambda: labelled_film("mov"),
    "webm": lambda: sounding("webm", "libopus"),
    "webm as browsers record": lambda: sounding("webm", "libopus", live="1"),
    "matroska": with_all_there_is,
    "matroska flac": lambda: sounding("matroska", "flac"),
    "ogg opus": lambda: sounding("ogg", "libopus"),
    "ogg vorbis": lambda: sounding("ogg", "vorbis"),
    "ogg vorbis over pages": lambda: sounding("ogg", "vorbis", LONG),
    "ogg flac": lambda: sounding("ogg", "flac"),
}


def packets(body: bytes) -> list[bytes]:
    with av.open(io.BytesIO(body)) as container:
        return [bytes(packet) for packet in container.demux() if packet.size]


def decoded(body: bytes) -> bytes:
    with av.open(io.BytesIO(body)) as container:
        return b"".join(frame.to_ndarray().tobytes() for frame in container.decode(audio=0))


def labels(body: bytes) -> dict[str, str]:
    with av.open(io.BytesIO(body)) as container:
        said = {**container.metadata}
        for stream in container.streams:
            said |= stream.metadata
    return said


SOUNDING = sorted(set(MADE) - {"mp4", "mov"})


@pytest.mark.parametrize("form", SOUNDING)
def test_it_sounds_as_before(form, tmp_path):
    before = MADE[form]()
    (tmp_path / "file").write_bytes(before)
    assert blank(tmp_path / "file")
    assert decoded((tmp_path / "file").read_bytes()) == decoded(before) != b""


@pytest.mark.parametrize("form", sorted(MADE))
def test_labels_go_and_all_else_stays(form, tmp_path):
    before = MADE[form]()
    assert NAME in before
    (tmp_path / "file").write_bytes(before)
    assert blank(tmp_path / "file")
    after = (tmp_path / "file").read_bytes()
    assert NAME not in after
    assert PLACE not in after
    assert len(after) == len(before)
    assert packets(after) == packets(before)
    assert NAME.decode() not in labels(after).values()
    assert not blank(tmp_path / "file")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"RIFF",
        PLAIN,
        b"RIFF\xff\xff\xff\xffWAVE" + b"data\xff\xff\xff\xff",
        b"fLaC\x84\xff\xff\xff",
        b"\0\0\0\x08ftyp\0\0\0\x01moov",
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x02moov",
        b"\0\0\0\x08free" * 200_000,
        b"no file of any kind",
        b"\x1a\x45\xdf\xa3",
        b"\x1a\x45\xdf\xa3\x80" + b"\xec\x80" * 300,
        b"\x1a\x45\xdf\xa3\x80\xec\xff",
        b"OggS" + bytes(22) + b"\xff",
        paged(1, b"CELT    ", NAME),
        paged(1, b"OpusHead", NAME),
    ],
    ids=[
        *("none", "head", "plain", "long", "flac", "wide", "short", "endless", "other"),
        *("ebml", "void", "open", "page", "unknown", "no comments"),
    ],
)
def test_what_has_none_or_is_broken_is_left_as_it_is(body, tmp_path):
    (tmp_path / "file").write_bytes(body)
    assert not blank(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == body


def test_sound_in_a_list_of_pieces_is_no_label(tmp_path):
    sound = b"wavldata" + struct.pack("<I", 8) + b"\1" * 8
    body = PLAIN[:36] + b"LIST" + struct.pack("<I", len(sound)) + sound
    (tmp_path / "file").write_bytes(body)
    assert not blank(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == body


def test_a_file_of_more_than_four_gigabytes_says_its_lengths_elsewhere(tmp_path):
    plain = labelled_wav()
    body = b"RF64\xff\xff\xff\xff" + plain[8:12] + b"ds64" + struct.pack("<I", 28) + bytes(28)
    (tmp_path / "file").write_bytes(body + plain[12 : 12 + 8 + 602] + b"data\xff\xff\xff\xff")
    assert blank(tmp_path / "file")
    assert NAME not in (tmp_path / "file").read_bytes()


def test_of_what_breaks_off_behind_a_label_the_label_goes_all_the_same(tmp_path):
    cut = labelled_wav()[: 12 + 8 + 300]
    (tmp_path / "file").write_bytes(cut)
    assert blank(tmp_path / "file")
    assert NAME not in (tmp_path / "file").read_bytes()


@pytest.fixture
def told(cast):
    kept = take(scene(), paper(cast.omar.id))
    keep(kept.recordings[0], labelled_wav())
    return kept


@pytest.mark.usefixtures("session", "licence", "indexed_here", "unsigned", "hardly_described")
class TestDelivered:
    def test_a_delivery_says_nothing_of_its_performers_and_is_what_its_manifest_says(
        self, cast, told
    ):
        delivery = delivered(cast, told)
        (media,) = (each for each in manifest(delivery)["files"] if each["kind"] == "media")
        body = files(delivery)[media["path"]]
        assert NAME not in body
        assert media["sha256"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert media["original"] == f"sha256:{hashlib.sha256(labelled_wav()).hexdigest()}"
        assert media["bytes"] == len(body)

    def test_the_planted_fault_of_a_file_as_it_came_in_is_seen(self, cast, told, monkeypatch):
        monkeypatch.setattr(working, "blank", lambda _path: False)
        delivery = delivered(cast, told)
        assert any(NAME in body for body in files(delivery).values())
