"""How values read, for readers in different places."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation import formats
from foundation.formats import Reader
from tests.cast import START

MORNING = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("zone", "locale", "reads"),
    [
        ("UTC", "en", "21 Nov 2026, 09:05 UTC"),
        ("America/Los_Angeles", "en_US", "Nov 21, 2026, 1:05 AM UTC-8"),
        ("Asia/Kolkata", "de", "21.11.2026, 14:35 UTC+5:30"),
    ],
)
def test_an_instant_names_its_zone(zone, locale, reads):
    assert plain(formats.when(MORNING, Reader(zone, locale))) == reads


def test_an_hour_that_happens_twice_is_told_apart():
    berlin = Reader("Europe/Berlin")
    first = formats.when(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), berlin)
    second = formats.when(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), berlin)
    assert (first[-5:], second[-5:]) == ("UTC+2", "UTC+1")


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="naive"):
        formats.when(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault itself


def test_a_day_is_not_an_instant():
    assert formats.day(date(2026, 3, 2)) == "2 Mar 2026"
    with pytest.raises(TypeError):
        formats.day(MORNING)


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "reads"),
    [
        (123456, "GBP", "en", "£1,234.56"),
        (-5, "EUR", "de", "-0,05 €"),
        (1200, "JPY", "ja", "￥1,200"),
        (1234567, "KWD", "en", "KWD 1,234.567"),
        (1234, "IQD", "en", "IQD 1.234"),
        (-500, "CHF", "en", "-CHF 5.00"),
        (200000, "USD", "en", "US$2,000.00"),
        (12345, "CLF", "en", "CLF 1.2345"),
    ],
)
def test_money_keeps_every_minor_unit_of_its_currency(minor, currency, locale, reads):
    assert plain(formats.money(minor, currency, Reader(locale=locale))) == reads


def test_durations_and_sizes_read_as_people_say_them():
    assert [formats.minutes(m) for m in (5, 60, 65)] == ["5 min", "1 h", "1 h 05 min"]
    sizes = [formats.size(n) for n in (0, 999, 1500, 4_294_967_296)]
    assert sizes == ["0 bytes", "999 bytes", "1.5 kB", "4.3 GB"]


def test_distances_point_both_ways(app):
    assert formats.ago(START + timedelta(hours=50)) == "in 2 days"
    assert formats.ago(START - timedelta(minutes=3)) == "3 minutes ago"


def test_a_visitor_reads_in_the_browsers_first_known_language():
    assert formats.visitor(["tlh", "de-AT", "en"]) == Reader("UTC", "de_AT")
    assert formats.visitor(["*", "x"]) == Reader("UTC", "en")
