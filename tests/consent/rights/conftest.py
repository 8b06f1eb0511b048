"""Rights are tried as where consent is used alone."""

import pytest

from consent.rights import renewing


@pytest.fixture(autouse=True)
def nobody_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends is offered; in the marketplace its client asks for it first."""
    monkeypatch.setattr(renewing, "only_where", ())
