"""Rights are tried as where consent is used alone."""

import pytest
from flask import Flask

from consent.rights import renewing


@pytest.fixture(autouse=True)
def nobody_pays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends is offered; in the marketplace its client asks for it first. After `app`, which
    says so for the whole process."""
    monkeypatch.setattr(renewing, "only_where", ())
