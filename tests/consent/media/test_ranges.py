"""Ranges as RFC 9110 has them: one part, within the file, both ends included."""

import pytest

from consent.media.errors import BadRange
from consent.media.ranges import part_of


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-5000", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-5000", (0, 99)),
        ("", None),
        ("items=0-9", None),
    ],
)
def test_one_part_or_the_whole(asked, part):
    assert part_of(asked, 100) == part


@pytest.mark.parametrize(
    "asked",
    ["bytes=100-", "bytes=20-10", "bytes=-0", "bytes=-", "bytes=", "bytes=0-1,5-9", "bytes=a-b"],
)
def test_what_the_file_has_not_and_several_parts_are_refused(asked):
    with pytest.raises(BadRange):
        part_of(asked, 100)


def test_an_empty_file_has_no_part():
    with pytest.raises(BadRange):
        part_of("bytes=0-", 0)
