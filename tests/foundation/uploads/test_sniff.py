"""What a file is by its first bytes, whatever it is said to be."""

import pytest

from foundation.uploads.sniff import KindNotTaken, NotWhatItSays, checked_type, kind_of

WEBM = bytes.fromhex("1a45dfa3 9f 42868101 42f78101 42f28104 42f38108 428284") + b"webm"
HEADS = {
    "audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "audio/flac": b"fLaC\x00\x00\x00\x22",
    "audio/mpeg": b"\xff\xfb\x90\x64\x00",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00",
    "video/webm": WEBM,
    "audio/ogg": b"OggS\x00\x02",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "application/pdf": b"%PDF-1.7\n",
    "text/plain": "Grüße, Łódź".encode(),
}
OTHERS = {
    "avif": b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00",
    "matroska": WEBM.replace(b"\x84webm", b"\x88matroska"),
    "avi": b"RIFF\x24\x00\x00\x00AVI LIST",
    "program": b"\x7fELF\x02\x01\x01\x00",
    "zip": b"PK\x03\x04\x14\x00\x00\x00\xff",
    "aac": b"\xff\xf1\x50\x80",
    "latin-1": "Grüße".encode("latin-1"),
}


@pytest.mark.parametrize("media_type", HEADS)
def test_each_kind_is_known_by_its_beginning(media_type):
    assert checked_type("", HEADS[media_type]) == media_type
    assert checked_type(f"{media_type}; codecs=x", HEADS[media_type]) == media_type


@pytest.mark.parametrize("media_type", HEADS)
def test_no_kind_passes_for_another(media_type):
    for other in HEADS.keys() - {media_type}:
        with pytest.raises(NotWhatItSays):
            checked_type(media_type, HEADS[other])


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_on_the_list_has_no_kind(name):
    assert kind_of(OTHERS[name]) is None
    with pytest.raises(KindNotTaken):
        checked_type("", OTHERS[name])


def test_a_page_is_only_ever_text():
    page = b"<!doctype html><script>alert(1)</script>"
    assert checked_type("text/plain", page) == "text/plain"
    with pytest.raises(KindNotTaken):
        checked_type("text/html", page)


def test_the_name_that_the_sender_uses_is_kept():
    assert checked_type("audio/mp4", HEADS["video/mp4"]) == "audio/mp4"
    assert checked_type("audio/webm;codecs=opus", WEBM) == "audio/webm"


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_letter_cut_in_two_is_still_text(cut):
    assert checked_type("text/plain", ("a" * 100 + "🎬").encode()[:-cut]) == "text/plain"
