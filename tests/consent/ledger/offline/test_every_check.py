"""Takes each check out of the verifier, one at a time: some tampered bundle must then be told
otherwise, or the check is not tested; and where only that check stands in the way, it passes."""

import ast
from collections.abc import Iterator

import pytest

from consent.ledger import offline
from tests.consent.ledger.offline.opened import said_about, verifier
from tests.consent.ledger.offline.tampered import cases

CASES = [*cases(), ("huge", bytes(verifier().LARGEST_BUNDLE + 1), "bundle: it is too large")]
ONLY_THIS = (
    "its opening is not what the entry committed to",
    "it is not in the log: its proof leads to another root",
    "the signature of ' + key.name",
    "the signature of witness",
    "with a key that the policy names",
    "too few of the witnesses",
    "is weak: anybody could sign",
    "does not fit it",
    "it is not in its canonical spelling",
    "the log counts",
    "it is about another checkpoint",
    "self.refuse('prev'",
    "self.refuse('move'",
    "self.refuse('identity'",
    "self.refuse('widened'",
    "its proof is for another checkpoint",
)
"""Without any of these, something false would be called genuine."""


class _Without(ast.NodeTransformer):
    """Takes out the check that comes at this place, counted through the file."""

    def __init__(self, number: int) -> None:
        self.left, self.taken, self.function = number, "", ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        outside, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = outside
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if not self._refuses(node.body):
            return node
        self.left -= 1
        if self.left != -1:
            return node
        self.taken = ast.unparse(node.body[-1])
        return node.orelse[0] if len(node.orelse) == 1 else ast.Pass()

    def _refuses(self, body: list[ast.stmt]) -> bool:
        *before, last = body
        if not all(isinstance(each, ast.Assign) for each in before):
            return False
        said = ast.unparse(last)
        returned = said.startswith("return ") and self.function.startswith("check_")
        return said.startswith(("wrong(", "self.refuse(")) or (returned and "''" not in said)


def mutants() -> list[tuple[str, str]]:
    source, found = offline.script().decode(), []
    while True:
        without = _Without(len(found))
        tree = ast.fix_missing_locations(without.visit(ast.parse(source)))
        if not without.taken:
            return found
        found.append((without.taken, ast.unparse(tree)))


def told_otherwise(source: str) -> Iterator[str]:
    """What a changed verifier says where it should have named something else."""
    module = verifier(source)
    for _, data, named in CASES:
        try:
            (said, *_) = said_about(module, data)
        except Exception as crash:  # A check that is gone may let anything happen.
            said = f"crash: {crash!r}"
        if named not in said:
            yield said


MUTANTS = mutants()


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{n} {m[0][:60]}" for n, m in enumerate(MUTANTS)])
def test_no_check_is_idle(mutant):
    taken, source = mutant
    assert any(told_otherwise(source)), taken


def test_there_are_as_many_checks_as_there_were():
    """A check that disappears from the verifier would take its test along."""
    assert len(MUTANTS) >= 95


@pytest.mark.parametrize("check", ONLY_THIS)
def test_what_only_one_check_stops_would_pass_without_it(check):
    sources = [source for taken, source in MUTANTS if check in taken]
    assert sources
    assert any(said.startswith("GENUINE") for source in sources for said in told_otherwise(source))
