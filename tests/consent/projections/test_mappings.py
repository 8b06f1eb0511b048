"""Each vocabulary has its word for every use, and our documentation says which."""

from dataclasses import fields
from pathlib import Path

import pytest

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Basis, Use
from consent.projections import aipref, cawg, dpv, provenance
from consent.projections.kinds import LABELS, OF_GRANTS, OF_RECORDINGS
from consent.projections.odrl_terms import ACTIONS, OPERANDS
from tests.architecture.code import ROOT

TABLES = {
    "odrl": ACTIONS,
    "dpv": dpv.PROCESSING,
    "cawg": cawg.ENTRIES,
    "aipref": aipref.CATEGORIES,
    "provenance": provenance.INTENDED,
}
DOCS = Path(ROOT / "docs" / "projections.md").read_text()


@pytest.mark.parametrize("name", TABLES)
def test_every_use_has_its_word(name):
    assert set(TABLES[name]) == set(Use)


def test_no_two_uses_have_one_word_where_the_vocabulary_can_tell_them_apart():
    for table in (ACTIONS, cawg.ENTRIES):
        assert len(set(table.values())) == len(Use)


def test_every_limit_has_its_operand():
    assert set(OPERANDS) == {each.name for each in fields(Limits)}


def test_every_lawful_basis_has_its_word():
    assert set(dpv.BASES) == set(Basis)


def test_the_provenance_standards_have_twenty_two_fields():
    assert len(provenance.FIELDS) == 22


def test_only_the_four_entries_of_the_specification_have_its_prefix():
    """It keeps `cawg.` for itself."""
    prefixed = {entry for entry in cawg.ENTRIES.values() if entry.startswith("cawg.")}
    assert prefixed == {
        "cawg.ai_generative_training",
        "cawg.ai_inference",
        "cawg.ai_training",
        "cawg.data_mining",
    }


def test_every_projection_is_named():
    assert set(LABELS) == {*OF_GRANTS, *OF_RECORDINGS}


@pytest.mark.parametrize("use", Use)
def test_the_documentation_has_a_row_for_every_use(use):
    action, included_in = ACTIONS[use]
    for term in (f"`{use}`", action, included_in, cawg.ENTRIES[use], dpv.PROCESSING[use][0]):
        assert term in DOCS


@pytest.mark.parametrize("operand", [operand for operand, _ in OPERANDS.values()])
def test_the_documentation_names_every_operand(operand):
    assert operand in DOCS
