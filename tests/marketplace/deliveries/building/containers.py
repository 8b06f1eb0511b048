"""WebM, Matroska and Ogg that say who made them, as programs write them."""

import io
import struct
from collections.abc import Iterator

import av
import numpy as np

from marketplace.deliveries.building.blanking.ogg import check_sum

NAME, PLACE = b"Omar Haddad", b"+52.5200+013.4050/"
LONG = NAME.decode() + "x" * 150_000
"""More than two pages of Ogg hold."""


def sounding(form: str, codec: str, said: str = NAME.decode(), **options: str) -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format=form, options=options) as into:
        into.metadata.update({"artist": said, "title": said, "location": PLACE.decode()})
        stream = _sound(into, codec)
        stream.metadata["title"] = f"Kitchen of {NAME.decode()}"
        _mux(into, stream)
    return made.getvalue()


def with_all_there_is() -> bytes:
    """Film and sound, an attachment, a chapter; each part with a sum over it."""
    made = io.BytesIO()
    with av.open(made, "w", format="matroska") as into:
        into.metadata.update({"artist": NAME.decode(), "location": PLACE.decode()})
        film = into.add_stream("libvpx", rate=25)
        film.width = film.height = 32
        film.pix_fmt = "yuv420p"
        film.metadata["title"] = NAME.decode()
        sound = _sound(into, "vorbis")
        into.add_attachment(f"{NAME.decode()}.txt", "text/plain", PLACE * 100)
        into.set_chapters(
            [
                {
                    "id": 1,
                    "start": 0,
                    "end": 100,
                    "time_base": film.time_base or 1,
                    "metadata": {"title": NAME.decode()},
                }
            ]
        )
        for _ in range(5):
            picture = np.zeros((32, 32, 3), np.uint8)
            into.mux(film.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        into.mux(film.encode(None))
        _mux(into, sound)
    return made.getvalue()


def element(kind: bytes, body: bytes, *, is_open: bool = False) -> bytes:
    length = b"\x01" + (b"\xff" * 7 if is_open else len(body).to_bytes(7, "big"))
    return kind + length + body


def commented_inside(head: bytes = b"\x01vorbis", mark: bytes = b"\x03vorbis") -> bytes:
    """Vorbis and Theora keep comments also in what Matroska tells the codec first; in the form
    that browsers record, which does not say where it ends, with a sum over the track."""
    said = mark + struct.pack("<I", 4) + b"Lavf" + struct.pack("<II", 1, 311)
    said += b"ARTIST=" + NAME + b"x" * 293 + b"\x01"
    first = head.ljust(30, b"\1")
    private = b"\x02" + bytes([30, 255, len(said) - 255]) + first + said + b"\x05setup"
    track = b"\xbf\x84SUMS" + element(b"\xd7", b"\1") + element(b"\x63\xa2", private)
    clusters = element(b"\x1f\x43\xb6\x75", element(b"\xa3", b"sound"), is_open=True)
    tags = element(b"\x12\x54\xc3\x67", NAME)
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", track))
    segment = element(b"\x18\x53\x80\x67", tracks + clusters * 2 + tags, is_open=True)
    return element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm") + segment


def pages(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        lacing = body[start + 27 : start + 27 + body[start + 26]]
        length = 27 + len(lacing) + sum(lacing)
        yield body[start : start + length]
        start += length


def summed(page: bytes) -> bool:
    return check_sum(page[:22] + bytes(4) + page[26:]) == page[22:26]


def paged(serial: int, *packets: bytes) -> bytes:
    """A page for each packet of less than 255 bytes."""
    made = b""
    for place, packet in enumerate(packets):
        head = b"OggS\0" + bytes([2 if place == 0 else 0]) + bytes(8)
        head += struct.pack("<III", serial, place, 0) + bytes([1, len(packet)])
        page = head + packet
        made += page[:22] + check_sum(page) + page[26:]
    return made


def _sound(into: av.container.OutputContainer, codec: str) -> av.AudioStream:
    """The program has one maker of Vorbis, which it takes for a trial."""
    options = {"strict": "experimental"}
    return into.add_stream(codec, rate=48_000, layout="stereo", options=options)


def _mux(into: av.container.OutputContainer, stream: av.AudioStream) -> None:
    turns = np.arange(48_000) / 48_000 * 440 * 2 * np.pi
    tone = np.stack([np.sin(turns), np.cos(turns)]).astype(np.float32) * 0.4
    resampler = av.AudioResampler(stream.format, stream.layout, 48_000, stream.frame_size or 1024)
    frame = av.AudioFrame.from_ndarray(tone, "fltp", "stereo")
    frame.sample_rate = 48_000
    for each in (*resampler.resample(frame), *resampler.resample(None)):
        each.pts = None
        into.mux(stream.encode(each))
    into.mux([each for each in stream.encode(None) if each.size])
