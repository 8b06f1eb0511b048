"""Where takes would be laid, and which of the splits that were asked for get none, and why."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.deliveries.choosing.chosen import MOST_TOLD_APART, why_not
from marketplace.deliveries.choosing.form import Form, Split
from marketplace.deliveries.choosing.models import DatasetVersion, DatasetVersionTake
from marketplace.deliveries.choosing.splitting import groups, split
from marketplace.takes.models import Track


@dataclass(frozen=True, slots=True)
class EmptySplit:
    split: Split
    because: str
    """What is said after its name and a colon."""


def laid(form: Form, performers: Mapping[UUID, Collection[UUID]]) -> dict[UUID, str]:
    """By take, the name of its split."""
    shares = {name.value: percent for name, percent in form.splits.items()}
    return split(performers, shares, form.seed)


def empty_splits(session: Session, takes: Collection[UUID], form: Form) -> list[EmptySplit]:
    """If just these takes were laid."""
    if len(form.asked_splits) < 2 or not takes:
        return []
    performers = performers_of(session, takes)
    filled = Counter(laid(form, performers).values())
    return [
        EmptySplit(name, why_empty(form, performers, name))
        for name in form.asked_splits
        if not filled[name.value]
    ]


def empty_in(session: Session, version: DatasetVersion, client_id: UUID) -> list[EmptySplit]:
    """If it were built as it was saved, of what is left of it today. Of very many takes
    nothing is said: it would take long, and is seldom so."""
    form = version.wanted_as()
    if len(form.asked_splits) < 2 or version.takes > MOST_TOLD_APART:
        return []
    of = DatasetVersionTake
    takes = set(session.scalars(select(of.take_id).where(of.version_id == version.id)))
    gone = why_not(session, client_id, version.chosen_by(), takes)
    return empty_splits(session, takes - gone.keys(), form)


def why_empty(form: Form, performers: Mapping[UUID, Collection[UUID]], name: Split) -> str:
    takes, together = len(performers), len(groups(performers))
    if takes == 1:
        return "there is only one take."
    if together < len(form.asked_splits):
        said = "are all of one group" if together == 1 else f"fall into {together} groups"
        return (
            f"the {takes} takes {said} of performers who play together, and no performer is in two"
            " splits."
        )
    return (
        f"{form.splits[name]} percent of {takes} takes is too little. They are laid by groups of"
        " performers who play together, each where most is wanting."
    )


def performers_of(session: Session, takes: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """By take; without those that have no track."""
    found: dict[UUID, set[UUID]] = {}
    wanted = select(Track.take_id, Track.performer_id)
    for take_id, performer_id in session.execute(
        wanted.where(among(session, Track.take_id, takes))
    ):
        found.setdefault(take_id, set()).add(performer_id)
    return found
