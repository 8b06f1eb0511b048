"""A file for every fault: each is found and named; a clean one misses nothing."""

import numpy as np
import pytest

from marketplace.profiles.words import Medium
from marketplace.requests.scene import Recording
from marketplace.takes.checking import comparing
from marketplace.takes.checking.comparing import Asked, compare
from marketplace.takes.checking.drift import drift_s, drifted
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.measuring import measure
from marketplace.takes.checking.misses import MENDING, Miss
from tests.marketplace.takes.checking.recorded import RATE, clap, film, times, voice, wav

AUDIO = Asked(Recording(medium=Medium.AUDIO), (3, 10))
FILMED = Asked(Recording(medium=Medium.VIDEO, least_height=240, least_frame_rate=24), (2, 10))


def clean(path):
    return wav(path, voice())


def cut_short(path):
    """As a copy that was broken off: what the header promises is not there."""
    whole = wav(path, voice(9)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def broken_film(path):
    film(path, seconds=8)
    bytes_there = path.read_bytes()
    path.write_bytes(bytes_there[: len(bytes_there) // 2])
    return path


def over_the_limit(path):
    """Between two samples, where no sample stands at the edge."""
    sound = voice()
    sound[RATE : RATE + 9600] = 0.9 * np.sin(np.pi / 2 * np.arange(9600) + np.pi / 4) / 0.7072
    return wav(path, sound.clip(-0.95, 0.95))


def noisy(path):
    return wav(path, voice(noise=0.05))


def two_voices(path):
    return wav(path, voice(), voice(loud=0.05))


FAULTS = {
    "too_short": lambda path: wav(path, voice(3)[RATE * 19 // 20 : RATE * 29 // 10]),
    "too_long": lambda path: wav(path, voice(15)),
    "sample_rate": lambda path: wav(path, voice(rate=16_000), rate=16_000),
    "channels": two_voices,
    "clipped": lambda path: wav(path, (voice(loud=2.0)).clip(-1, 1)),
    "too_quiet": lambda path: wav(path, voice(loud=0.006, noise=0.0002)),
    "too_loud": over_the_limit,
    "silent": lambda path: wav(path, np.zeros(6 * RATE)),
    "noisy": noisy,
    "truncated": cut_short,
    "picture_unasked": lambda path: film(path.with_suffix(".webm"), seconds=4),
    "unreadable": lambda path: path.with_suffix(".txt"),
}
FILM_FAULTS = {
    "height": lambda path: film(path, height=120),
    "frame_rate": lambda path: film(path, frames_a_second=10),
    "no_sound": lambda path: film(path, sound=False),
    "truncated": broken_film,
    "no_picture": lambda path: wav(path.with_suffix(".wav"), voice()),
}


def missed(path, asked):
    return [each.miss for each in compare(measure(path)[0], asked)]


def test_a_clean_recording_misses_nothing(tmp_path):
    assert missed(clean(tmp_path / "clean.wav"), AUDIO) == []


def test_a_clean_film_misses_nothing_and_gives_a_poster(tmp_path):
    measured, poster = measure(film(tmp_path / "clean.webm"))
    assert compare(measured, FILMED) == []
    assert poster.startswith(b"\x89PNG")
    assert (measured.picture.width, measured.picture.height) == (320, 240)
    assert measured.picture.frame_rate == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("fault", [each for each in FAULTS if each != "unreadable"])
def test_each_fault_of_sound_is_found_alone(tmp_path, fault):
    assert missed(FAULTS[fault](tmp_path / f"{fault}.wav"), AUDIO) == [Miss(fault)]


@pytest.mark.parametrize("fault", FILM_FAULTS)
def test_each_fault_of_a_film_is_found_alone(tmp_path, fault):
    assert missed(FILM_FAULTS[fault](tmp_path / f"{fault}.webm"), FILMED) == [Miss(fault)]


def test_what_is_no_media_at_all_is_unreadable():
    assert [each.miss for each in compare(Measured(damaged=1), AUDIO)] == [Miss.UNREADABLE]


@pytest.mark.parametrize("check", comparing.CHECKS, ids=lambda check: check.__name__)
def test_a_check_that_is_switched_off_would_be_found(tmp_path, monkeypatch, check):
    """By the tests above: some fault of theirs is then no longer found."""
    others = tuple(each for each in comparing.CHECKS if each is not check)
    monkeypatch.setattr(comparing, "CHECKS", others)
    of_check = {
        "whole": ("truncated", AUDIO, FAULTS),
        "streams": ("picture_unasked", AUDIO, FAULTS),
        "length": ("too_short", AUDIO, FAULTS),
        "sampling": ("sample_rate", AUDIO, FAULTS),
        "channels": ("channels", AUDIO, FAULTS),
        "height": ("height", FILMED, FILM_FAULTS),
        "frame_rate": ("frame_rate", FILMED, FILM_FAULTS),
        "heard": ("silent", AUDIO, FAULTS),
        "peaks": ("clipped", AUDIO, FAULTS),
    }
    fault, asked, made = of_check[check.__name__]
    path = tmp_path / ("f.webm" if made is FILM_FAULTS else "f.wav")
    assert Miss(fault) not in missed(made[fault](path), asked)


def test_one_voice_written_to_both_channels_is_as_good_as_mono(tmp_path):
    assert missed(wav(tmp_path / "twice.wav", voice(), voice()), AUDIO) == []


def test_a_tone_is_as_loud_as_the_standard_says(tmp_path):
    """EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS."""
    tone = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * times(8))
    sound = measure(wav(tmp_path / "tone.wav", tone, tone))[0].sound
    assert sound.loudness_lufs == pytest.approx(-23, abs=0.1)
    assert sound.true_peaks_dbtp == (pytest.approx(-23, abs=0.2),) * 2


def test_each_channel_has_a_peak_of_its_own(tmp_path):
    sound = measure(wav(tmp_path / "two.wav", voice(loud=0.5), voice(loud=0.05)))[0].sound
    assert sound.true_peaks_dbtp[0] - sound.true_peaks_dbtp[1] == pytest.approx(20, abs=1)


def test_turns_are_where_somebody_is_heard(tmp_path):
    sound = measure(clean(tmp_path / "turns.wav"))[0].sound
    assert [tuple(map(round, turn)) for turn in sound.voiced] == [(0, 2), (3, 5)]


def test_the_waveform_is_small_and_shows_the_pauses(tmp_path):
    waveform = measure(clean(tmp_path / "wave.wav"))[0].waveform
    assert len(waveform) <= 2000
    assert max(waveform) == 13
    assert max(waveform[len(waveform) * 9 // 24 : len(waveform) * 11 // 24]) <= 1


def test_what_was_measured_is_read_as_it_was_written(tmp_path):
    measured = measure(clean(tmp_path / "read.wav"))[0]
    assert Measured.read(measured.as_json()) == measured


def played(path, *claps, seconds=30.0):
    sound = voice(seconds)
    for at in claps:
        clap(sound, at)
    return measure(wav(path, sound))[0].sound


def test_tracks_that_began_apart_do_not_drift(tmp_path):
    one = played(tmp_path / "one.wav", 2.5, 26.5)
    other = played(tmp_path / "other.wav", 3.5, 27.5)
    assert drift_s(one, other) == pytest.approx(0, abs=0.011)
    assert drifted({"one": one, "other": other}) == {}


def test_a_track_that_runs_away_from_the_others_is_told(tmp_path):
    same = played(tmp_path / "one.wav", 2.5, 26.5)
    away = played(tmp_path / "away.wav", 2.5, 26.8)
    found = drifted({"one": same, "other": same, "away": away})
    assert set(found) == {"away"}
    assert found["away"].sentence.startswith(
        "It runs apart from the other tracks of this take by 3"
    )


def test_of_tracks_that_share_no_sound_nothing_is_said(tmp_path):
    one = played(tmp_path / "one.wav", 2.5, 26.5)
    still = measure(wav(tmp_path / "still.wav", np.zeros(30 * RATE)))[0].sound
    assert drift_s(one, still) is None


def test_every_miss_says_how_to_mend_it():
    assert set(MENDING) == set(Miss)
