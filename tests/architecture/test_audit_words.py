"""What acts are called in the audit: one form, written at the act; and doors, a closed set."""

import ast
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation import audit
from foundation.actors import SYSTEM
from foundation.audit import AuditDoor, Door, Origin
from foundation.database import transaction
from tests.architecture.code import MODULES, breaking

FORM = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def acts(source: str) -> Iterator[ast.expr]:
    if "audit" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
            act = node.args[2]
            yield from (act.body, act.orelse) if isinstance(act, ast.IfExp) else (act,)


def misnamed(source: str) -> list[str]:
    return [
        ast.unparse(act)
        for act in acts(source)
        if not (isinstance(act, ast.Constant) and FORM.fullmatch(str(act.value)))
    ]


def test_an_act_is_a_noun_and_what_became_of_it():
    assert breaking(MODULES, misnamed) == {}


def test_an_act_of_another_form_would_be_found():
    planted = "audit.record(session, actor, word, id)\naudit.record(session, actor, 'Added', id)"
    assert misnamed(planted) == ["word", "'Added'"]


def test_every_door_is_in_the_table_and_nothing_else(session):
    assert set(session.scalars(select(AuditDoor.name))) == set(Door)


@pytest.mark.usefixtures("each_database")
def test_an_act_through_no_known_door_is_refused(app, monkeypatch):
    audit.origin.set(Origin(door="window"))
    try:
        with pytest.raises(IntegrityError), transaction() as session:
            audit.record(session, SYSTEM, "window.opened", SYSTEM.id)
    finally:
        audit.origin.set(Origin(door=Door.COMMAND))
