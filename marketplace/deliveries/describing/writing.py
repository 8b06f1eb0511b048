"""Every file that says what a delivery is: the same value makes the same bytes."""

from collections.abc import Sequence

from marketplace.deliveries.describing import provenance
from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.croissant import croissant
from marketplace.deliveries.describing.data_card import data_card
from marketplace.deliveries.describing.drafts import drafts
from marketplace.deliveries.describing.readme import readme
from marketplace.deliveries.describing.records import tables


def describe(bundle: Bundle) -> Sequence[Described]:
    """All but the evidence (`evidence.packed`) and the credentials (`credentials`)."""
    records = list(tables(bundle))
    found = [
        *records,
        croissant(bundle, records),
        provenance.described(bundle),
        *data_card(bundle),
        *drafts(bundle),
        readme(bundle),
    ]
    return sorted(found, key=lambda each: each.path)
