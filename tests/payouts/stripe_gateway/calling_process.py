"""A process that calls as fast as it may: `python -m … URL PER_SECOND NAME CALLS THREADS`.

Says `ready`, waits for a line, then says when each call could begin, by the machine's clock.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine

from foundation.database import engine_options
from payouts.stripe_gateway.pace import Pace


def main(url: str, per_second: str, name: str, calls: str, threads: str) -> None:
    engine = create_engine(url, **engine_options(url))
    pace = Pace(engine, per_second=int(per_second), name=name)

    def call(_: int) -> float:
        pace.wait()
        return time.monotonic()

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with ThreadPoolExecutor(int(threads)) as several:
        began = list(several.map(call, range(int(calls))))
    sys.stdout.write(json.dumps(began) + "\n")
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
