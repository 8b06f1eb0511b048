"""The conversation of this process: made once, when somebody first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, current_app

from foundation import web
from foundation.database import db
from payouts.stripe_gateway.pace import Pace

if TYPE_CHECKING:
    from payouts.stripe_gateway.conversation import Stripe

_KEPT = "fairtake_stripe"


def stripe() -> Stripe:
    """In an application context. Raises RefusedSettings where this key may not be used."""
    app: Flask = current_app
    if _KEPT not in app.extensions:
        # The SDK takes half a second to load, and most commands never need it.
        from payouts.stripe_gateway.conversation import Stripe  # noqa: PLC0415
        from payouts.stripe_gateway.sdk import Sdk  # noqa: PLC0415

        settings = web.settings()
        pace = Pace(db.engine, per_second=settings.stripe_calls_per_second)
        # Two threads that come first together make two; the one that is kept is used from then on.
        app.extensions.setdefault(_KEPT, Stripe(Sdk(settings, pace), pace))
    found: Stripe = app.extensions[_KEPT]
    return found
