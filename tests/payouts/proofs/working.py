"""A process that plans and sends with several threads: `python -m tests.payouts.proofs.working URL
VAR ADDRESS`. It does for each line that it reads what that says, and says what came of it."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask

from foundation import clock
from foundation.settings import Settings
from payouts.pay_runs import opening, planning
from payouts.stripe_gateway.making import stripe
from payouts.transfers import sending
from tests.databases.crowd import at_once
from tests.payouts.sandbox.standing_in import KEY
from wsgi import create_app


def plan(_number: int) -> str:
    return str(opening.plan_due() or "")


def send(_number: int) -> int:
    return sending.send_all(stripe(), lambda _session: None)


_DOES: dict[str, Callable[[int], object]] = {"plan": plan, "send": send}


def _little_at_a_time() -> None:
    """Else the first to come has all of it, and nobody meets anybody."""
    planning.AT_ONCE = 2
    sending.SIDE_BY_SIDE = 2


def _say(words: object) -> None:
    sys.stdout.write(json.dumps(words, default=repr) + "\n")
    sys.stdout.flush()


def _work(app: Flask) -> None:
    _say("ready")
    for line in sys.stdin:
        asked = json.loads(line)
        clock.hold(datetime.fromisoformat(asked["at"]))
        _say(at_once(app, asked["threads"], _DOES[asked["do"]]))


def main(url: str, var: str, address: str) -> None:
    given = Settings(
        var=Path(var),
        database_url=url,
        url="http://127.0.0.1",
        stripe_api_base=address,
        stripe_secret_key=KEY,
        stripe_calls_per_second=1_000,
    ).completed()
    _little_at_a_time()
    app = create_app(given)
    with app.app_context():
        _work(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
