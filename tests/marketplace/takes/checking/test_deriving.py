"""What is made of an original: a marked preview, a poster, and a copy that knows its length."""

import av
import numpy as np
import pytest

from marketplace.takes.checking import preview
from marketplace.takes.checking.deriving import derive
from marketplace.takes.checking.stripes import stripes
from tests.marketplace.takes.checking.recorded import RATE, film, voice, wav


def heard(path):
    with av.open(str(path)) as file:
        pieces = [frame.to_ndarray() for frame in file.decode(audio=0)]
    return np.concatenate(pieces, axis=1)[0]


def loud_at(sound, hertz):
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) / len(sound) * 4
    return spectrum[round(hertz * len(sound) / RATE)]


def first_picture(path):
    with av.open(str(path)) as file:
        return next(file.decode(video=0)).to_ndarray(format="gray").astype(float)


def mark_of(tmp_path, at=0.0):
    path = wav(tmp_path / "voice.wav", voice(8))
    derive(path, tmp_path)
    begins = round(at * RATE)
    return loud_at(heard(tmp_path / "preview.webm")[begins : begins + RATE // 10], 1000)


def test_a_tone_marks_the_preview_every_few_seconds(tmp_path):
    marked = mark_of(tmp_path, at=5.03)
    assert marked > 10 * mark_of(tmp_path, at=4.0)


def test_a_preview_without_its_tone_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr(preview, "TONE_LOUD", 0.0)
    assert mark_of(tmp_path, at=5.03) < 3 * mark_of(tmp_path, at=4.0) + 1e-4


def test_stripes_mark_the_picture(tmp_path):
    path = film(tmp_path / "film.webm")
    derive(path, tmp_path)
    for name in ("preview.webm", "poster.png"):
        shown = first_picture(tmp_path / name)
        inside = stripes(*shown.shape)
        assert shown[inside].mean() > shown[~inside].mean() + 30


@pytest.mark.parametrize("name", ["preview.webm", "remux.webm"])
def test_what_a_browser_wrote_without_a_length_gets_one(tmp_path, name):
    path = film(tmp_path / "film.webm")
    assert derive(path, tmp_path) == ["preview.webm", "poster.png", "remux.webm"]
    with av.open(str(tmp_path / name)) as file:
        assert file.duration / av.time_base == pytest.approx(3, abs=0.1)


def test_the_original_is_not_touched(tmp_path):
    path = film(tmp_path / "film.webm")
    before = path.read_bytes()
    derive(path, tmp_path)
    assert path.read_bytes() == before
