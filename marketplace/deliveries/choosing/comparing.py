"""What differs between two versions: takes that came, takes that went and why, new words."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deliveries.choosing.chosen import why_not
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion, DatasetVersionTake
from marketplace.deliveries.choosing.reasons import Reason

AGAIN = "would be chosen again today"
"""What stood against it when the later one was saved stands no more."""


@dataclass(frozen=True, slots=True)
class Changed:
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    earlier: DatasetVersion
    later: DatasetVersion
    added: Sequence[UUID]
    removed: Mapping[UUID, Reason | None]
    """Why not, as it is today by the later choice; None where nothing stands against it now."""
    changed: Sequence[Changed]
    """Of choice and form."""

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        said = Counter(each.text if each else AGAIN for each in self.removed.values())
        return said.most_common()


def difference(
    session: Session, dataset: Dataset, earlier: DatasetVersion, later: DatasetVersion
) -> Difference:
    gone = _only_in(session, earlier, later)
    why = why_not(session, dataset.client_id, later.chosen_by(), gone)
    return Difference(
        earlier=earlier,
        later=later,
        added=_only_in(session, later, earlier),
        removed={each: why.get(each) for each in gone},
        changed=[
            *_changed(earlier.choice, later.choice),
            *_changed(earlier.form, later.form),
        ],
    )


def _only_in(session: Session, these: DatasetVersion, those: DatasetVersion) -> list[UUID]:
    of = DatasetVersionTake
    others = select(of.take_id).where(of.version_id == those.id)
    wanted = select(of.take_id).where(of.version_id == these.id, of.take_id.not_in(others))
    return list(session.scalars(wanted.order_by(of.take_id)))


def _changed(before: bytes, after: bytes) -> list[Changed]:
    old, new = json.loads(before), json.loads(after)
    return [
        Changed(name, old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
