"""The door to Stripe of this process: made once, when somebody first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from flask import Flask, current_app

from foundation import web
from foundation.database import db
from payouts.stripe_gateway.addresses import RefusedSettings
from payouts.stripe_gateway.errors import StripeUnavailable
from payouts.stripe_gateway.pace import Pace

if TYPE_CHECKING:
    from payouts.stripe_gateway.conversation import Stripe

_KEPT = "fairtake_stripe"
_log = structlog.get_logger()


def stripe() -> Stripe:
    """In an application context. Where this key may not be used, nothing is asked of anybody."""
    app: Flask = current_app
    if _KEPT not in app.extensions:
        # The SDK takes half a second to load, and most commands never need it.
        from payouts.stripe_gateway.conversation import Stripe  # noqa: PLC0415
        from payouts.stripe_gateway.sdk import Sdk  # noqa: PLC0415

        settings = web.settings()
        pace = Pace(db.engine, per_second=settings.stripe_calls_per_second)
        try:
            sdk = Sdk(settings, pace)
        except RefusedSettings as why:  # For the log and the doctor, not for who asked.
            _log.error("Stripe cannot be asked", why=str(why))
            raise StripeUnavailable from why
        # Two threads that come first together make two; the one that is kept is used from then on.
        app.extensions.setdefault(_KEPT, Stripe(sdk, pace))
    found: Stripe = app.extensions[_KEPT]
    return found
