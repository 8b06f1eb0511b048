"""Whether a performer may be booked: what other slices ask before they book somebody."""

from marketplace.profiles.identity.standing import (
    EXPIRED,
    NOT_PROVEN,
    UNCHECKED,
    may_be_booked,
    newest_checks,
)

__all__ = ["EXPIRED", "NOT_PROVEN", "UNCHECKED", "may_be_booked", "newest_checks"]
