"""Six digits that a phone and we derive from one secret and the time (RFC 6238)."""

import hmac
from datetime import datetime

import pyotp
import segno

STEP_SECONDS = 30
_WINDOW = 1
"""Phones' clocks differ and people type slowly: the step before and after count too."""
_ISSUER = "Fairtake"


def new_secret() -> str:
    return pyotp.random_base32()


def code_at(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def matching_step(secret: str, typed: str, at: datetime) -> int | None:
    """The step this code belongs to, so that the caller can see that it is used once."""
    app = pyotp.TOTP(secret)
    here = step_at(at)
    found = None
    for step in range(here - _WINDOW, here + _WINDOW + 1):
        if hmac.compare_digest(app.generate_otp(step), typed):
            found = step
    return found


def picture(secret: str, email: str) -> str:
    """The QR code a phone scans, as the address of an image."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)
    # A white ground of its own: phones do not read dark-mode QR codes.
    return segno.make(uri, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def in_groups(secret: str) -> str:
    """For typing it by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
