"""Three kinds of notice that only these tests know."""

import pytest
from flask import Flask

from foundation import notices
from foundation.notices import kinds

CASTING = notices.Kind(
    "test.casting", "A casting answer", "Casting", True, "{{ who }} answered at {{ at|when }}"
)
GIGS = notices.Kind("test.gigs", "New gigs", "Casting", True, default=notices.Delivery.DAILY)
PAID = notices.Kind("test.paid", "A payment", "Money", False, "You were paid")


@pytest.fixture(autouse=True)
def _kinds(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_registered", dict(kinds._registered))
    notices.register(CASTING, GIGS, PAID)
