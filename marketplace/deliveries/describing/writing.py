"""Every file that says what a delivery is: the same value makes the same bytes."""

from collections.abc import Sequence

from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.croissant import croissant
from marketplace.deliveries.describing.records import tables


def describe(bundle: Bundle) -> Sequence[Described]:
    """All but the evidence (`evidence.packed`) and the credentials (`credentials`)."""
    records = list(tables(bundle))
    return sorted([*records, croissant(bundle, records)], key=lambda each: each.path)
