"""Which limits a purpose does not keep, by the same rules by which the ledger judges a delivery."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any

from consent.ledger.explaining.permitting import keeps
from consent.ledger.explaining.terms import DIMENSIONS
from consent.terms.purpose import Purpose


class Misfit(IntFlag):
    """Begins where the bits of other reasons end: one number carries both."""

    CLIENTS = 1 << 8
    RECIPIENTS = 1 << 9
    END_PRODUCTS = 1 << 10
    MODELS = 1 << 11
    MODEL_CLASSES = 1 << 12
    TERRITORIES = 1 << 13
    PROCESSING_REGIONS = 1 << 14
    PROHIBITED_SUBJECTS = 1 << 15
    STORAGE_REGIONS = 1 << 16


# The replay of the ledger knows no storage. Here the region of a purpose is both, so that nothing
# is kept where a performer said it may not be.
_ALL = (*DIMENSIONS, ("storage_regions", "regions", "all in"))
LIMITING = tuple(limit for limit, _, _ in _ALL)


def misfits(limits: Mapping[str, Any], purpose: Purpose) -> int:
    """Bits; 0 where the purpose stays within all of the limits."""
    found = 0
    for limit, said, rule in _ALL:
        if limit in limits and not keeps(rule, limits[limit], purpose.stated, said):
            found |= Misfit[limit.upper()]
    return found
