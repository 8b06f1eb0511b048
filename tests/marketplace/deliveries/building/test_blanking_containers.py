"""What is particular to WebM, Matroska and Ogg, and what no program would write."""

import random
import time

import pytest

from marketplace.deliveries.building.blanking import ogg
from marketplace.deliveries.building.blanking.files import blank
from tests.marketplace.deliveries.building.containers import (
    LONG,
    NAME,
    PLACE,
    commented_inside,
    paged,
    pages,
    sounding,
    summed,
    with_all_there_is,
)

FLAC = b"\x7fFLAC\1\0\0\2fLaC"
COMMENTS = b"\x0c\0\0\0Lavf\1\0\0\0" + bytes([len(NAME)]) + b"\0\0\0" + NAME


def blanked(body: bytes, folder) -> bytes:
    (folder / "file").write_bytes(body)
    blank(folder / "file")
    return (folder / "file").read_bytes()


def test_attachments_chapters_and_names_of_programs_go_too(tmp_path):
    before = with_all_there_is()
    after = blanked(before, tmp_path)
    for each in (b"Lavf", b"text/plain", PLACE, NAME):
        assert each in before
        assert each not in after


def test_a_sum_over_what_changed_goes_and_over_what_did_not_stays(tmp_path):
    before = with_all_there_is()
    after = blanked(before, tmp_path)
    cluster, mark = before.index(b"\x1f\x43\xb6\x75"), b"\xbf\x84"
    assert before[:cluster].count(mark) == 6  # Each parent that stands there has one.
    assert mark not in after[:cluster]
    assert mark in after[cluster:]


@pytest.mark.parametrize(
    ("first", "mark"),
    [(b"\x01vorbis", b"\x03vorbis"), (b"\x80theora", b"\x81theora")],
    ids=["vorbis", "theora"],
)
def test_comments_among_what_the_codec_is_told_go_and_the_rest_stays(first, mark, tmp_path):
    before = commented_inside(first, mark)
    after = blanked(before, tmp_path)
    assert len(after) == len(before)
    assert before.count(NAME) == 2
    assert NAME not in after
    assert b"Lavf" not in after
    assert b"SUMS" not in after
    assert mark in after
    assert b"\x05setup" in after
    assert after.count(b"sound") == 2
    assert blanked(after, tmp_path) == after


def test_what_editors_left_in_void_elements_goes(tmp_path):
    before = b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff\xec" + bytes([0x80 | len(NAME)]) + NAME
    assert blanked(before, tmp_path) == before[: -len(NAME)] + bytes(len(NAME))


def test_every_page_of_long_comments_has_its_sum(tmp_path):
    before = sounding("ogg", "vorbis", LONG)
    assert len(list(pages(before))) > 4
    after = blanked(before, tmp_path)
    assert all(summed(page) for page in pages(after))
    assert after != before


def test_the_planted_fault_of_an_old_sum_is_seen(tmp_path, monkeypatch):
    before = sounding("ogg", "vorbis")
    monkeypatch.setattr(ogg, "check_sum", lambda page: page[22:26])
    assert not all(summed(page) for page in pages(blanked(before, tmp_path)))


@pytest.mark.parametrize(
    ("first", "mark"),
    [
        (b"\x01vorbis", b"\x03vorbis"),
        (b"OpusHead", b"OpusTags"),
        (b"\x80theora", b"\x81theora"),
        (b"OVP80\x01", b"OVP80\x02\x20"),
        (b"Speex   ", b""),
        (FLAC, b"\x84\0\0\x1f"),
    ],
    ids=["vorbis", "opus", "theora", "vp8", "speex", "flac"],
)
def test_of_each_kind_in_ogg_the_comments_go_and_what_follows_stays(first, mark, tmp_path):
    before = paged(7, first, mark + COMMENTS, b"setup")
    after = blanked(before, tmp_path)
    assert len(after) == len(before)
    assert NAME not in after
    assert b"Lavf" not in after
    assert mark in after
    assert b"setup" in after
    assert all(summed(page) for page in pages(after))
    assert blanked(after, tmp_path) == after


def test_a_picture_behind_the_comments_of_flac_in_ogg_becomes_padding(tmp_path):
    picture = b"\x86\0\0\x0b" + NAME
    after = blanked(paged(7, FLAC, b"\4\0\0\0", picture, b"\xff\xf8sound"), tmp_path)
    assert b"\x81\0\0\x0b" + bytes(11) in after
    assert b"\xff\xf8sound" in after


def test_two_streams_side_by_side_and_one_behind_the_other(tmp_path):
    one, two = (paged(each, b"OpusHead", b"OpusTags" + COMMENTS) for each in (1, 2))
    (first, second), (third, fourth) = pages(one), pages(two)
    body = first + third + fourth + second + paged(3, b"OpusHead", b"OpusTags" + COMMENTS)
    assert body.count(NAME) == 3
    assert NAME not in blanked(body, tmp_path)


def test_what_breaks_off_in_its_labels_does_not_grow(tmp_path):
    for body in (with_all_there_is(), commented_inside(), sounding("ogg", "vorbis", LONG)):
        for end in range(0, min(len(body), 1500), 7):
            after = blanked(body[:end], tmp_path)
            assert len(after) == end
            assert NAME not in after


def test_rubbish_is_read_to_an_end_and_keeps_its_size(tmp_path):
    """Bits thrown, pieces cut out and doubled, always from the same throw."""
    thrown = random.Random(8)
    given = [with_all_there_is(), commented_inside(), sounding("ogg", "vorbis")[:4000]]
    begun = time.perf_counter()
    for place in range(300):
        body = bytearray(given[place % 3])
        for _ in range(thrown.randint(1, 30)):
            body[thrown.randrange(5, min(len(body), 900))] = thrown.choice((0, 255, 1, 0xEC, 127))
        cut = thrown.randrange(len(body))
        body[cut:cut] = body[thrown.randrange(len(body)) :][: thrown.randrange(200)]
        assert len(blanked(bytes(body), tmp_path)) == len(body)
    assert time.perf_counter() - begun < 60
