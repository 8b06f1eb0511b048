"""Which limits a purpose leaves: judged once for each set of limits, however many share it."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import LimitSet
from consent.terms.misfits import LIMITING, misfits
from consent.terms.purpose import Purpose
from foundation.statements import among

_MOST = 200_000
_read: OrderedDict[int, Mapping[str, Any]] = OrderedDict()
"""By content, so what was read once is right for every database and for ever."""


def judge(session: Session, ids: Iterable[int], purpose: Purpose) -> dict[int, int]:
    """By the id of a set, the bits of the limits that the purpose leaves; 0 where it keeps all."""
    judged = purpose.judged
    new = [each for each in ids if each not in judged]
    if new:
        known = {each: _read[each] for each in new if each in _read}
        known |= _remember(session, set(new) - known.keys())
        judged.update((each, misfits(limits, purpose)) for each, limits in known.items())
    return judged


def _remember(session: Session, ids: set[int]) -> dict[int, Mapping[str, Any]]:
    if not ids:
        return {}
    some = select(LimitSet.id, LimitSet.body).where(among(session, LimitSet.id, ids))
    rows = session.execute(some)
    found: dict[int, Mapping[str, Any]] = {}
    for each, body in rows:
        found[each] = {name: body[name] for name in LIMITING if name in body}
    _read.update(found)
    while len(_read) > _MOST:
        _read.popitem(last=False)
    return found
