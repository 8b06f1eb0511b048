"""Copies that go without what is withheld, and the mix of all tracks of a take."""

import av
import numpy as np
import pytest

from marketplace.takes.checking import mixing, silencing
from marketplace.takes.checking.clean import make_clean
from marketplace.takes.checking.drift import waits_s
from marketplace.takes.checking.measuring import measure
from marketplace.takes.checking.mixing import make_mix
from marketplace.takes.checking.plans import Laid
from marketplace.takes.checking.preview import make_preview
from tests.marketplace.takes.checking.recorded import RATE, clap, film, times, voice, wav

SPAN = [(2_000, 3_000)]


def hum(seconds, hertz, loud=0.1):
    return loud * np.sin(2 * np.pi * hertz * times(seconds))


def heard(path):
    with av.open(str(path)) as file:
        even = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        pieces = [
            each.to_ndarray() for frame in file.decode(audio=0) for each in even.resample(frame)
        ]
    return np.concatenate(pieces, axis=1)[0]


def loud(sound, begins, ends):
    return float(np.abs(sound[round(begins * RATE) : round(ends * RATE)]).max())


def light(path, at):
    with av.open(str(path)) as file:
        frames = [each for each in file.decode(video=0) if each.time >= at]
    return frames[0].to_ndarray(format="gray").mean()


def test_what_is_withheld_is_silent_in_preview_and_copy_and_nothing_else_is(tmp_path):
    path = wav(tmp_path / "hum.wav", hum(4, 220))
    make_preview(path, tmp_path / "preview.webm", SPAN)
    name = make_clean(path, tmp_path, SPAN)
    for made in (heard(tmp_path / "preview.webm"), heard(tmp_path / name)):
        assert loud(made, 2.0, 3.0) < 0.01
        assert loud(made, 0.5, 1.9) > 0.08
        assert loud(made, 3.1, 3.9) > 0.08


def test_that_it_is_heard_all_the_same_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr("marketplace.takes.checking.clean.silence", lambda rows, *_: rows)
    path = wav(tmp_path / "hum.wav", hum(4, 220))
    assert loud(heard(tmp_path / make_clean(path, tmp_path, SPAN)), 2.0, 3.0) > 0.08


def test_outside_of_the_span_the_copy_loses_nothing(tmp_path):
    path = wav(tmp_path / "hum.wav", hum(4, 220), hum(4, 330))
    name = make_clean(path, tmp_path, SPAN)
    with av.open(str(path)) as one, av.open(str(tmp_path / name)) as other:
        before = np.concatenate([each.to_ndarray() for each in one.decode(audio=0)], axis=1)
        after = np.concatenate([each.to_ndarray() for each in other.decode(audio=0)], axis=1)
    assert after.shape == before.shape
    assert (after[:, : RATE * 2] == before[:, : RATE * 2]).all()


def test_a_picture_is_dark_where_it_is_withheld(tmp_path):
    path = film(tmp_path / "film.webm", seconds=4)
    make_preview(path, tmp_path / "preview.webm", SPAN)
    name = make_clean(path, tmp_path, SPAN)
    for made in (tmp_path / "preview.webm", tmp_path / name):
        assert light(made, 1.5) > light(made, 2.5) + 20
    assert light(tmp_path / name, 2.5) < 25


def test_tracks_are_laid_together_by_what_both_heard(tmp_path):
    one = wav(tmp_path / "one.wav", clap(voice(8), 1.0))
    late = wav(tmp_path / "late.wav", clap(voice(8), 3.5))
    sounds = [measure(each)[0].sound for each in (one, late)]
    assert waits_s(sounds) == pytest.approx([2.5, 0.0], abs=0.02)
    tracks = [Laid(path, wait, ()) for path, wait in zip((one, late), waits_s(sounds), strict=True)]
    make_mix(tracks, tmp_path)
    mixed = heard(tmp_path / mixing.MIX)
    assert len(mixed) == pytest.approx(10.5 * RATE, abs=RATE / 50)
    loudest = np.flatnonzero(np.abs(mixed) > 0.7) / RATE
    assert (loudest.min(), loudest.max()) == pytest.approx((3.5, 3.51), abs=0.02)


def test_that_they_are_not_laid_together_would_be_found(tmp_path):
    one = wav(tmp_path / "one.wav", clap(voice(8), 1.0))
    late = wav(tmp_path / "late.wav", clap(voice(8), 3.5))
    make_mix([Laid(one, 0.0, ()), Laid(late, 0.0, ())], tmp_path)
    loudest = np.flatnonzero(np.abs(heard(tmp_path / mixing.MIX)) > 0.7) / RATE
    assert loudest.max() - loudest.min() > 2


def test_of_a_mix_only_the_track_that_withholds_is_silent(tmp_path):
    one = wav(tmp_path / "one.wav", hum(4, 220))
    other = wav(tmp_path / "other.wav", hum(4, 440, 0.03))
    make_mix([Laid(one, 0.0, SPAN), Laid(other, 0.0, ())], tmp_path)
    for name in (mixing.MIX, mixing.MARKED_MIX):
        made = heard(tmp_path / name)
        assert 0.02 < loud(made, 2.1, 2.9) < 0.05
        assert loud(made, 0.5, 1.9) > 0.1


@pytest.mark.parametrize("first", [0, 1_000, RATE * 2 - 7])
def test_a_span_is_found_wherever_a_piece_begins(first):
    piece = np.ones((1, RATE), dtype=np.float32)
    silent = np.flatnonzero(silencing.silence(piece, first, RATE, SPAN)[0] == 0) + first
    begins, ends = (2_000 - 20) * 48, (3_000 + 20) * 48
    wanted = [at for at in range(first, first + RATE) if begins <= at < ends]
    assert silent.tolist() == wanted
