"""Where Stripe can pay somebody who only receives."""

from babel import Locale

# fmt: off
_CODES = (
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
    "FR", "GB", "GI", "GR", "HK", "HR", "HU", "IE", "IN", "IS", "IT", "JP", "KE", "LI",
    "LT", "LU", "LV", "MT", "MX", "MY", "NL", "NO", "NZ", "PH", "PL", "PT", "RO", "SE",
    "SG", "SI", "SK", "TH", "US", "ZA",
)
# fmt: on
_NAMES = Locale("en").territories

CHOICES: tuple[tuple[str, str], ...] = tuple(
    sorted(((code, _NAMES[code]) for code in _CODES), key=lambda each: each[1])
)
"""Value and label, for a select."""


def is_served(code: str) -> bool:
    return code in _CODES


def name_of(code: str) -> str:
    return str(_NAMES.get(code, code))
