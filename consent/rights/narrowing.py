"""Allowing less for one recording: a use stopped, an earlier end, a subject excluded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from consent.ledger.explaining.consenting import ConsentNarrowed
from consent.ledger.explaining.forms import LONGEST_LIST
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.rights import news
from consent.rights.errors import EndsTooEarly, NothingChanges, TooManySubjects
from consent.rights.telling import about, tell
from consent.rights.terms import terms_of
from consent.rights.withdrawing import alive, own_grants
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What is less than before; it can say nothing that would be more."""

    stopped: frozenset[Use] = frozenset()
    ends_on: date | None = None
    excluded: frozenset[str] = frozenset()
    """Subjects, as codes."""

    def of(self, terms: Mapping[str, Any]) -> dict[str, Any] | None:
        """The whole of the terms as they are then; nothing where they stay as they are."""
        stopped = {use: Answer.NOT_ALLOWED for use in self.stopped if use in terms["uses"]}
        uses = {**terms["uses"], **stopped}
        limits = self._limits(terms["limits"])
        if uses == terms["uses"] and limits == terms["limits"]:
            return None
        priced = terms.get("prices")
        kept = {use: price for use, price in (priced or {}).items() if use not in self.stopped}
        return {**terms, "uses": uses, "limits": limits, "prices": kept or None}

    def _limits(self, limits: Limits) -> Limits:
        if self.ends_on is not None and self.ends_on < limits.ends_on:
            _refuse_early(self.ends_on, limits.starts_on or self.ends_on)
            limits = replace(limits, ends_on=self.ends_on)
        subjects = limits.prohibited_subjects or ()
        more = tuple(sorted(self.excluded - set(subjects)))
        if len(subjects) + len(more) > LONGEST_LIST:
            raise TooManySubjects(LONGEST_LIST)
        return replace(limits, prohibited_subjects=(*subjects, *more)) if more else limits


def narrow_recording(recording_id: UUID, narrowing: Narrowing, *, actor: Actor) -> int:
    """Gives under how many agreements less is allowed from now on."""
    if narrowing.ends_on is not None:
        _refuse_early(narrowing.ends_on, now().date())
    with transaction() as session:
        living = alive(session, own_grants(session, recording_id, actor))
        terms = terms_of(session, living)
        changed = [(grant, narrowing.of(terms[grant.id])) for grant in living if grant.id in terms]
        told = [(grant, ConsentNarrowed(**about(grant), **said)) for grant, said in changed if said]
        if not told:
            raise NothingChanges
        tell(session, told, role=actor.role)
        audit.record(session, actor, "right.narrowed", recording_id)
        news.tell(session, "rights.narrowed", actor.id, recording_id)
        return len(told)


def _refuse_early(ends_on: date, earliest: date) -> None:
    if ends_on < earliest:
        raise EndsTooEarly(earliest)
