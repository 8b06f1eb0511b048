"""One look at a log: compare what it shows to whom, hash what is new, judge it, remember."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from consent.ledger.fetching import Unreachable
from consent.ledger.keys import BadKey, VerifierKey
from consent.ledger.merkle import CompactRange
from consent.ledger.monitoring.claims import Claim, claim_by, served_keys, witnesses
from consent.ledger.monitoring.comparing import disagree
from consent.ledger.monitoring.memory import Memory, Place
from consent.ledger.monitoring.reports import LogAtFault, NotLooked, Report
from consent.ledger.monitoring.rules import Judge
from consent.ledger.monitoring.scanning import Scan
from consent.ledger.monitoring.sources import LARGEST_NOTE, NotServed, Read, Served
from consent.ledger.notes import BadNote, parse
from consent.ledger.policies import Policy
from consent.ledger.tiles import NoSuchTile

_BEGINNING = date(1970, 1, 1)


PAUSE_S = 2.0
_TRIES = 3
"""A cache on the way may hold the log's checkpoint for some seconds."""


class Monitor:
    def __init__(self, read: Read, memory: Memory, folder: Path, policy: Policy | None) -> None:
        self._read, self._memory, self._policy = read, memory, policy
        self._conflicts = folder / "conflicts"

    def look(self) -> Report:
        """Raises NotLooked where the log cannot be read; then the next look begins anew."""
        report = Report()
        try:
            with self._memory.kept_together():
                earlier = self._memory.findings()
                self._look(report)
        except (BadKey, NoSuchTile, Unreachable) as why:
            raise NotLooked(str(why)) from why
        except BadNote as why:
            raise LogAtFault(f"The log's checkpoint cannot be believed: {why}.") from why
        except LogAtFault as why:
            raise LogAtFault("\n".join((*report.findings, str(why)))) from why
        if earlier:
            report.remarks.append(f"{earlier} things were found by earlier looks.")
        return report

    def _look(self, report: Report) -> None:
        keys = self._keys(report)
        log = claim_by("the log", self._read("checkpoint", LARGEST_NOTE), keys)
        claims = list(witnesses(self._policy, log.checkpoint.origin, keys, report))
        place = self._memory.place()
        if place is not None:
            claims.append(claim_by("this monitor", place.note, keys))
        if others := {each.checkpoint.origin for each in claims} - {log.checkpoint.origin}:
            raise LogAtFault(
                f"The log now calls itself {log.checkpoint.origin}, and was {min(others)}. Find out"
                " why; then begin again with an empty folder and a new policy."
            )
        log = self._not_behind(log, claims, keys)
        report.size = log.checkpoint.size
        if disagree(log, claims, self._read, self._conflicts, report):
            return
        if report.untrue:
            self._name_the_tile(log)
        if place is None or place.tree.size <= log.checkpoint.size:
            self._scan(log, place, report)
            self._learn(log, report)

    def _not_behind(
        self, log: Claim, claims: Sequence[Claim], keys: Sequence[VerifierKey]
    ) -> Claim:
        """It may have grown, and been signed by a witness, since it was read."""
        seen = max((each.checkpoint.size for each in claims), default=0)
        for attempt in range(_TRIES):
            if log.checkpoint.size >= seen:
                break
            time.sleep(PAUSE_S if attempt else 0)
            log = claim_by("the log", self._read("checkpoint", LARGEST_NOTE), keys)
        return log

    def _keys(self, report: Report) -> tuple[VerifierKey, ...]:
        """Given, announced by an entry since, or, without a policy, those of the first look."""
        known = self._memory.keys()
        if self._policy:
            return tuple(dict.fromkeys((*self._policy.logs, *known)))
        if not known:
            for key in served_keys(self._read):
                self._memory.trust(key)
                report.remarks.append(f"No policy was given: {key} is believed from now on.")
            known = self._memory.keys()
        if not known:
            raise NotLooked("The log shows no key, and no policy names one.")
        return known

    def _scan(self, log: Claim, place: Place | None, report: Report) -> None:
        scan = Scan(Served(self._read, log.checkpoint), place.tree if place else CompactRange())
        judge = Judge(self._memory, place.day if place else _BEGINNING)
        start = scan.tree.size
        for position, body in _all_of(scan):
            for sentence in judge.judge(body):
                self._memory.add_finding(position, sentence)
                report.find(f"Entry {position} {sentence}.")
        report.new = scan.tree.size - start
        self._memory.save(Place(log.note, scan.tree, judge.day))

    def _name_the_tile(self, log: Claim) -> None:
        """It may be older than this monitor's place in the log."""
        for _ in _all_of(Scan(Served(self._read, log.checkpoint), CompactRange())):
            pass

    def _learn(self, log: Claim, report: Report) -> None:
        """A new key counts once an entry, under a key known before, has said that it comes."""
        origin = log.checkpoint.origin
        signed = {each.key_id for each in parse(log.note).signatures if each.name == origin}
        known = {key.id for key in self._keys(report)}
        if signed <= known:
            return
        for key in served_keys(self._read):
            digest = "sha256:" + hashlib.sha256(str(key).encode()).hexdigest()
            if key.name == origin and self._memory.is_announced(digest):
                self._memory.trust(key)
                known.add(key.id)
        for unknown in sorted(signed - known):
            report.find(
                f"The log also signs with a key ({unknown.hex()}) that no entry has announced."
            )


def _all_of(scan: Scan) -> Iterator[tuple[int, bytes]]:
    """Raises LogAtFault in the end, so that nothing of what was read is remembered."""
    try:
        yield from scan.entries()
    except (NoSuchTile, NotServed) as why:
        raise LogAtFault(f"Entries that are signed are not served: {why}.") from why
    if fault := scan.fault():
        raise LogAtFault(fault)
