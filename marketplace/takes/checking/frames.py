"""The picture of a file: counted packet by packet, and one frame of it kept as a poster."""

from fractions import Fraction

from av import Packet, VideoCodecContext, VideoFrame, VideoStream
from av.error import FFmpegError
from av.stream import Stream

from marketplace.takes.checking.measured import Picture
from marketplace.takes.checking.stripes import mark

POSTER_AFTER_S = 1.0
"""The very first frame is often black."""
POSTER_HEIGHT = 360


class Frames:
    """Every packet is one frame: only those up to the poster are decoded."""

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._count = 0
        self._first: float | None = None
        self._last = 0.0
        self._shown: VideoFrame | None = None
        self._done = False
        self.damaged = 0

    def take(self, packet: "Packet[Stream]") -> None:
        if packet.pts is None or packet.size == 0:
            return
        at = float(packet.pts * (packet.time_base or Fraction(0)))
        self._count += 1
        self._first = at if self._first is None else min(self._first, at)
        self._last = max(self._last, at)
        self.damaged += packet.is_corrupt
        if not self._done:
            self._decode(packet)

    def _decode(self, packet: "Packet[Stream]") -> None:
        try:
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    self._shown = frame
                    self._done = self._done or (frame.time or 0) >= POSTER_AFTER_S
        except FFmpegError:
            self.damaged += 1

    def picture(self) -> Picture | None:
        if not self._count:
            return None
        context = self._stream.codec_context
        return Picture(
            width=context.width,
            height=context.height,
            frame_rate=self._rate(),
            seconds=round(self.seconds(), 3),
        )

    def seconds(self) -> float:
        return self._last - (self._first or 0.0)

    def _rate(self) -> float:
        """As they really came: what a browser's file claims is only a wish."""
        lasted = self.seconds()
        return round((self._count - 1) / lasted, 2) if lasted > 0 else 0.0

    def poster(self) -> bytes:
        """A small PNG with the preview's stripes, empty where nothing could be decoded."""
        if self._shown is None:
            return b""
        height = min(POSTER_HEIGHT, self._shown.height)
        width = max(1, round(self._shown.width * height / self._shown.height))
        small = self._shown.reformat(width=width, height=height, format="rgb24")
        striped = small.to_ndarray()
        mark(striped, height, width)
        small = VideoFrame.from_ndarray(striped, format="rgb24")
        encoder = VideoCodecContext.create("png", "w")
        encoder.width, encoder.height, encoder.pix_fmt = width, height, "rgb24"
        encoder.time_base = Fraction(1, 1)
        return b"".join(bytes(each) for each in (*encoder.encode(small), *encoder.encode(None)))
