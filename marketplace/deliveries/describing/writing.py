"""Every file that says what a delivery is: the same value makes the same bytes."""

from collections.abc import Sequence

from marketplace.deliveries.describing.bundle import Bundle, Described


def describe(bundle: Bundle) -> Sequence[Described]:
    """All but the evidence (`evidence.packed`) and the credentials (`credentials`)."""
    return ()
