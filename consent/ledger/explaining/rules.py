"""All of the above as data: what the offline verifiers carry, and `docs/ledger.md` describes."""

from itertools import product
from string import ascii_uppercase
from typing import Any

from consent.ledger.entries import EntryType
from consent.ledger.explaining import moves, phrases, schemas, wording
from consent.ledger.explaining.forms import PATTERNS
from consent.ledger.explaining.terms import DIMENSIONS, NARROWING
from consent.ledger.explaining.words import SAID_OTHERWISE, SETS
from foundation.money import decimals_of

_CURRENCIES = ["".join(letters) for letters in product(ascii_uppercase, repeat=3)]


def rules() -> dict[str, Any]:
    """Plain JSON values. Order matters only inside lists."""
    return {
        "types": {type_.value: _type(type_) for type_ in EntryType},
        "objects": schemas.OBJECTS,
        "needs": schemas.NEEDS,
        "patterns": PATTERNS,
        "words": {each.__name__: [word.value for word in each] for each in SETS},
        "said": SAID_OTHERWISE,
        "kinds": list(moves.KINDS),
        "identity": {kind: list(fields) for kind, fields in moves.IDENTITY.items()},
        "narrowing": [list(each) for each in NARROWING.items()],
        "dimensions": [list(each) for each in DIMENSIONS],
        "states": phrases.STATES,
        "refusals": phrases.REFUSALS,
        "faults": phrases.FAULTS,
        "reasons": phrases.REASONS,
        "standing": phrases.STANDING,
        "limits": [[name, clause] for name, clause in wording.LIMITS.items()],
        "uses": wording.USES,
        "months": list(phrases.MONTHS),
        "decimals": {each: decimals_of(each) for each in _CURRENCIES if decimals_of(each) != 2},
    }


def _type(type_: EntryType) -> dict[str, Any]:
    found: dict[str, Any] = {"kinds": list(moves.KINDS_OF[type_]), "closed": wording.CLOSED[type_]}
    if type_ in schemas.SCHEMAS:
        found |= {"opening": schemas.SCHEMAS[type_], "opened": wording.OPENED[type_]}
    if type_ in moves.MOVES:
        states, to = moves.MOVES[type_]
        found |= {"from": states, "to": to}
    return found
