"""How instants, days, money, durations and sizes read, in the reader's own zone and language."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_compact_currency, format_decimal, parse_pattern
from markupsafe import Markup

from foundation.clock import now
from foundation.money import decimals_of

_KEPT_MONEY = re.compile(r"\{(\d+) ([A-Z]{3})\}")
_TOUCHING = re.compile(r"(?<=[A-Za-z])(?=\d)")
"""CHF5: CLDR wants a space between, that does not break; babel writes none."""
_REMEMBERED = 4096
"""Lists show the same instants again and again, and writing one takes a page's worth of time."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is written. A plain "en" reads dates the way most of the world does."""

    zone: str = "UTC"
    locale: str = "en"

    @property
    def language(self) -> str:
        return self.locale.split("_", maxsplit=1)[0]

    @property
    def habits(self) -> str:
        return "en_GB" if self.locale == "en" else self.locale


NOBODY = Reader()


def visitor(accepted_languages: list[str]) -> Reader:
    """Someone we do not know: the browser's first language that we can write dates in."""
    for tag in accepted_languages:
        try:
            return Reader(locale=str(Locale.parse(tag, sep="-")))
        except (UnknownLocaleError, ValueError):
            continue
    return NOBODY


@lru_cache(maxsize=_REMEMBERED)
def when(instant: datetime, reader: Reader = NOBODY) -> str:
    """Day and time in the reader's zone, and the zone: an hour without one is a trap."""
    local = in_zone(instant, reader)
    time = format_time(local.time(), "short", locale=reader.habits)
    return f"{day(local.date(), reader)}, {time} {offset(local)}"


@lru_cache(maxsize=_REMEMBERED)
def moment(instant: datetime, reader: Reader = NOBODY) -> Markup:
    """The same as an element that machines can read too, whole, because lists hold many."""
    exact = instant.astimezone(UTC).isoformat(timespec="seconds")
    element = Markup('<time datetime="{}" lang="{}">{}</time>')
    return element.format(exact, reader.language, when(instant, reader))


def in_zone(instant: datetime, reader: Reader) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"naive datetime: {instant!r}")
    return instant.astimezone(ZoneInfo(reader.zone))


def offset(local: datetime) -> str:
    """UTC+5:30. Abbreviations such as IST or CST each mean several places."""
    away = local.utcoffset()
    minutes_away = int(away.total_seconds() // 60) if away else 0
    if not minutes_away:
        return "UTC"
    hours, rest = divmod(abs(minutes_away), 60)
    sign = "+" if minutes_away > 0 else "-"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


@lru_cache(maxsize=_REMEMBERED)
def day(on: date, reader: Reader = NOBODY) -> str:
    """A date stays that date in every zone."""
    if isinstance(on, datetime):
        raise TypeError("an instant is not a day: say in which zone, or use when()")
    return format_date(on, "medium", locale=reader.habits)


@lru_cache(maxsize=_REMEMBERED)
def language(tag: str) -> str:
    """By its name; as it was written where nobody has a name for it."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def ago(instant: datetime, reader: Reader = NOBODY) -> str:
    """How long ago, or how far ahead, in words."""
    distance = in_zone(instant, reader) - now()
    return format_timedelta(distance, add_direction=True, locale=reader.habits)


@lru_cache(maxsize=_REMEMBERED)
def money(amount_minor: int, currency: str, reader: Reader = NOBODY) -> str:
    """An amount and its currency, with the decimals of ISO 4217.

    Babel would follow CLDR, which writes some currencies (IQD, LBP) without the minor unit we owe.
    """
    decimals = decimals_of(currency)
    pattern = parse_pattern(Locale.parse(reader.habits).currency_formats["standard"].pattern)
    pattern.frac_prec = (decimals, decimals)
    amount = Decimal(amount_minor).scaleb(-decimals)
    written = pattern.apply(amount, reader.habits, currency=currency, currency_digits=False)
    return _TOUCHING.sub("\N{NO-BREAK SPACE}", written)


def kept_money(amount_minor: int, currency: str) -> str:
    """As an amount stands in a sentence that is kept, so that `with_money` writes it for whoever
    reads it."""
    return f"{{{amount_minor} {currency}}}"


def with_money(sentence: str, reader: Reader = NOBODY) -> str:
    return _KEPT_MONEY.sub(lambda found: money(int(found[1]), found[2], reader), sentence)


def short_money(amount_minor: int, currency: str, reader: Reader = NOBODY) -> str:
    """For the axis of a chart, where £1.2K says enough."""
    amount = Decimal(amount_minor).scaleb(-decimals_of(currency))
    written = format_compact_currency(amount, currency, locale=reader.habits, fraction_digits=1)
    return _TOUCHING.sub("\N{NO-BREAK SPACE}", written)


def minutes(total: int) -> str:
    """A duration the way a timesheet says it: 1 h 05 min."""
    hours, rest = divmod(total, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def size(count: int, reader: Reader = NOBODY) -> str:
    """A number of bytes, in the unit that keeps it readable."""
    amount, unit = Decimal(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    pattern = "#,##0" if amount >= 100 or unit == "bytes" else "#,##0.0"
    return f"{format_decimal(amount, pattern, locale=reader.habits)} {unit}"
