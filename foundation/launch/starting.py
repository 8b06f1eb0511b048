"""What web and worker ask before they start: a reason against it ends them with its sentence."""

import sys

from foundation import hooks
from foundation.database import db
from foundation.web import settings


def refuse_to_start() -> None:
    session = db.session()
    try:
        reasons = [why for provider in hooks.refuses_start for why in provider(session, settings())]
    finally:
        db.session.remove()
    if reasons:
        sys.exit("\n".join(reasons))
