"""A file is opened before it is registered: what is no track is refused, and says why."""

import subprocess
import sys
from fractions import Fraction

import av
import numpy as np
import pytest

from foundation import apart
from foundation.uploads.sniff import NotWhatItSays
from marketplace.takes.arriving import opening
from marketplace.takes.arriving.errors import CannotBeOpened, EndsEarly, UnfoldsTooFar
from marketplace.takes.arriving.opening import refuse_unfit
from tests.marketplace.takes.arriving.sent import tone
from tests.marketplace.takes.checking.recorded import film


def written(path, content):
    path.write_bytes(content)
    return path


def sound(path, *, jumps_to_s=0):
    """Two moments of silence, the second as late as asked."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libopus", rate=48_000, layout="mono")
        for number, at in enumerate((0, jumps_to_s * 48_000 + 960)):
            frame = av.AudioFrame.from_ndarray(
                np.zeros((1, 960), dtype="f4"), format="fltp", layout="mono"
            )
            frame.sample_rate, frame.pts, frame.time_base = 48_000, at, Fraction(1, 48_000)
            for packet in stream.encode(frame):
                packet.pts = packet.dts = at if number else 0
                file.mux(packet)
    return path


def wide(path):
    with av.open(str(path), "w") as file:
        picture = file.add_stream("libvpx", rate=1)
        picture.width, picture.height, picture.pix_fmt = 8_208, 16, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 8_208, 3), dtype="u1"), format="rgb24")
        file.mux(picture.encode(frame))
        file.mux(picture.encode(None))
    return path


def test_what_plays_is_let_in(tmp_path):
    refuse_unfit(written(tmp_path / "tone", tone()), "audio/wav")
    refuse_unfit(film(tmp_path / "film.webm", seconds=1), "video/webm")
    refuse_unfit(film(tmp_path / "film.mp4", seconds=1, codec="libvpx-vp9"), "video/mp4")


def test_one_that_was_cut_off_says_how_much_is_here(tmp_path):
    """Between two of the pieces that it is read in, where a decoder sees nothing wrong."""
    cut = written(tmp_path / "cut", tone(80_000)[: 44 + 12 * 4_096])
    with pytest.raises(EndsEarly, match="31 % of it is here"):
        refuse_unfit(cut, "audio/wav")


@pytest.mark.parametrize(("suffix", "codec"), [("mp4", "libvpx-vp9"), ("webm", "libvpx")])
def test_a_film_that_was_cut_off_is_refused(tmp_path, suffix, codec):
    whole = film(tmp_path / f"film.{suffix}", seconds=3, codec=codec).read_bytes()
    with pytest.raises((EndsEarly, CannotBeOpened)):
        refuse_unfit(written(tmp_path / "cut", whole[: len(whole) // 2]), f"video/{suffix}")


@pytest.mark.parametrize("bomb", [lambda path: sound(path, jumps_to_s=7 * 3_600), wide])
def test_what_unfolds_to_more_than_a_take_is_refused(tmp_path, bomb):
    with pytest.raises(UnfoldsTooFar):
        refuse_unfit(bomb(tmp_path / "bomb.webm"), "video/webm")


def test_a_film_that_says_it_is_sound_is_refused(tmp_path):
    with pytest.raises(NotWhatItSays):
        refuse_unfit(film(tmp_path / "film.mp4", seconds=1, codec="libvpx-vp9"), "audio/mp4")


@pytest.mark.parametrize("end", ["kill -SEGV $$", "kill -9 $$", "echo no", "exit 3"])
def test_a_decoder_that_falls_over_its_file_has_said_enough(monkeypatch, tmp_path, end):
    monkeypatch.setattr(apart, "command", lambda *_: ["/bin/sh", "-c", end])
    with pytest.raises(CannotBeOpened):
        refuse_unfit(written(tmp_path / "tone", tone()), "audio/wav")


def test_the_process_has_no_key_and_little_of_all_else(monkeypatch, tmp_path):
    """Planted: a program in its place that asks for them."""
    monkeypatch.setenv("FAIRTAKE_SECRET_KEY", "planted")
    asked = (
        "import os; from foundation.apart import give_up; give_up(memory_bytes=1 << 28, cpu_s=5);"
        "assert 'FAIRTAKE_SECRET_KEY' not in os.environ; bytes(1 << 29)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=apart.ROOT,
        env=apart.ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert b"MemoryError" in ran.stderr
    assert opening.apart is apart
