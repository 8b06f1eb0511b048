"""A process that keeps a ledger until somebody kills it: `python -m tests.consent.failures.working
URL VAR [POLICY [SECOND_PLACE]]`. It imports everything once and then, for each line that it reads,
works as a new process.

`append`: writes, places, signs, rotates and erases, and says what it has acknowledged; waits for
the one who is going to trace it, and may be told to have a fault. `go on`: what a process does that
is started after a crash; it is told what was acknowledged, and says what is wrong now. `labour`:
writes, places and signs beside others of its kind, while one that is told to `look` audits. `grow`:
one entry, signed and shown to witnesses.
"""

import json
import os
import sys
import time
import traceback
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlalchemy import Engine

from consent.keeping import actions, places
from consent.keeping.jobs import keep
from consent.keeping.starting import refusals
from consent.keeping.witnesses import cosign
from consent.ledger import auditing, sequencer, signing
from consent.ledger.openings.erasing import Reason, erase_person
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.settings import Settings
from foundation.web import settings
from tests.cast import START
from tests.consent.failures import whole
from tests.consent.ledger.openings.signing_people import given as consent
from tests.consent.ledger.openings.signing_people import opened
from tests.consent.ledger.openings.signing_people import write as write_private
from tests.consent.ledger.writing import event, fresh, write
from wsgi import create_app

ROUNDS = (2, 255, 1)
"""How many are written each time; the second completes a subtree."""
PERSON = UUID(int=7)


def append(given: dict[str, Any]) -> None:
    if given["fault"] == "synchronous NORMAL":
        sqlalchemy.event.listen(Engine, "connect", _sync_normally)
    place_and_sign = _signs_first if given["fault"] == "signs first" else keep
    _wait_for_tracer()
    thread = fresh()
    for number, many in enumerate(ROUNDS):
        clock.hold(START + timedelta(seconds=2 * number))
        events = [event(thread) for _ in range(many)]
        write(*events)
        _say(acknowledged=[each.id for each in events])
        place_and_sign()
        _say(signed=_published().decode())
        if number == 0:
            _erase()
            actions.rotate_key(settings=settings())
            _empty_the_log_of_writes()


def _erase() -> None:
    """What somebody had signed; they are told that it is gone."""
    one = opened(consent(PERSON))
    write_private(one)
    _say(acknowledged=[one.id])
    with transaction() as session:
        erase_person(session, PERSON, SYSTEM, Reason.ASKED)
    _say(erased=one.thread)


def _sync_normally(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")


def _signs_first() -> None:
    """A planted fault: what it signs is not durable yet."""
    if not places.keys(settings()):
        actions.create_key(settings=settings())
    second = places.second_place(settings())
    with transaction() as session:
        sequencer.sequence(session)
        published = second.newest()
        ready = signing.prepare(session, published, places.keys(settings()))
        second.swap(published, ready.note)
        signing.store(session, ready)


def _empty_the_log_of_writes() -> None:
    """What SQLite does by itself every thousand pages, and what it writes then."""
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # type: ignore[attr-defined]
        connection.close()


def labour(given: dict[str, Any]) -> None:
    """Side by side with others: writes into threads of theirs too, places, signs, rotates."""
    for number in range(given["rounds"]):
        clock.hold(START + timedelta(seconds=2 * number))
        events = [event(thread) for thread in given["threads"]]
        write(*events)
        _say(acknowledged=[each.id for each in events])
        if given["rotates"] and number % 4 == 1:
            actions.rotate_key(settings=settings())
        if given["rotates"] and number % 4 == 3:
            actions.finish_rotation(settings=settings())
        keep()


def go_on(given: dict[str, Any]) -> None:
    clock.hold(START + timedelta(minutes=1))
    found = list(refusals(db.session(), settings()))
    before = [each for each in (_published(),) if each]
    signed = [*before, *(note.encode() for note in given["signed"])]
    found += whole.not_erased(db.session(), given["erased"], places.second_place(settings()))
    if found:  # It would not have started, or is wrong already, so it writes nothing.
        _say(faults=[*found, *whole.faults(db.session(), given["acknowledged"], signed)])
        return
    last = event()
    write(last)
    keep()
    actions.finish_rotation(settings=settings())
    clock.move(timedelta(seconds=2))
    write(event(last.thread))
    keep()
    signed.append(_published())
    faults = whole.faults(db.session(), [*given["acknowledged"], last.id], signed)
    _say(faults=[*faults, *_audited()])


def look(given: dict[str, Any]) -> None:
    """An auditor who comes by again and again while others write."""
    clock.hold(START)
    for _ in range(given["times"]):
        _say(faults=_audited())


def _audited() -> list[str]:
    published = places.second_place(settings()).newest()
    found = [str(fault) for fault in auditing.audit(db.session(), published).faults]
    db.session.remove()
    return found


def grow(given: dict[str, Any]) -> None:
    """One more entry, signed, and shown to the witnesses where there are any."""
    clock.release()
    write(event())
    try:
        while keep().endswith("nothing to sign"):  # Yet: it signs once a second at most.
            time.sleep(0.05)
    except signing.Contradiction as why:
        _say(refused=str(why))
        return
    here = [str(key.verifier) for key in places.keys(settings())]
    asked = cosign() if Path(settings().ledger_policy).is_file() else ""
    _say(keys=here, note=_published().decode(), witnesses=asked)


def _published() -> bytes:
    return places.second_place(settings()).newest() or b""


def _say(**words: object) -> None:
    """One write, so that what was said is whole or was not said."""
    os.write(1, (json.dumps(words) + "\n").encode())


def _wait_for_tracer() -> None:
    _say(pid=os.getpid())
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text():
        time.sleep(0.002)
    time.sleep(0.02)


def _as_new_process(do: Any, given: dict[str, Any]) -> None:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        _say(ended=status)
        return
    try:
        do(given)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


_DOES = {"append": append, "labour": labour, "look": look, "grow": grow, "go on": go_on}


def main(url: str, var: str, policy: str = "", second_place: str = "") -> None:
    given = Settings(
        var=Path(var),
        database_url=url,
        url="http://127.0.0.1",
        ledger_policy=policy,
        ledger_second_place=second_place,
    ).completed()
    with create_app(given).app_context():
        _say(ready=True)
        for line in sys.stdin:
            asked = json.loads(line)
            _as_new_process(_DOES[asked["do"]], asked)


if __name__ == "__main__":
    main(*sys.argv[1:])
