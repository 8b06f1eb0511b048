"""How a schema of the document is spelled in Python."""

import keyword
import re
from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_GIVEN = {"uuid": "Id", "date": "Day", "date-time": "Moment"}
_FEW, _MANY = 6, 60
"""So many words of a choice are said where it stands; more than many are any word."""


class Spelling:
    """Choices of several words get a name of their own, so that each is said once."""

    def __init__(self, schemas: dict[str, Spec], taken: frozenset[str]) -> None:
        self._schemas = schemas
        self._taken = taken | schemas.keys()
        self.choices: dict[str, str] = {}
        """What is said, to the name it has."""

    def answered(self, schema: Spec, at: str) -> str:
        return self._spelled(schema, at, "list")

    def given(self, schema: Spec, at: str) -> str:
        """As an argument: a date may be given as one."""
        said = _GIVEN.get(schema.get("format", ""))
        if said is None:
            return self._spelled(schema, at, "Sequence")
        return said + (" | None" if "null" in _kinds(schema) else "")

    def _spelled(self, schema: Spec, at: str, several: str) -> str:
        if "$ref" in schema:
            return name_of(schema)
        if "anyOf" in schema:
            return " | ".join(self._spelled(each, at, several) for each in schema["anyOf"])
        if "enum" in schema:
            return self._choice(schema["enum"], at)
        said = [self._kind(kind, schema, at, several) for kind in _kinds(schema)]
        return " | ".join(said) or "Any"

    def _kind(self, kind: str, schema: Spec, at: str, several: str) -> str:
        if kind == "array":
            return f"{several}[{self._spelled(schema.get('items', {}), at, several)}]"
        if kind == "object":
            # A schema without a name, so whatever it holds is looked up by what it is called.
            each = schema.get("additionalProperties", {})
            of = self._spelled(each, at, several) if isinstance(each, dict) else "Any"
            return f"{'dict' if several == 'list' else 'Mapping'}[str, {of}]"
        return _PLAIN[kind]

    def _choice(self, words: list[Any], at: str) -> str:
        said = [each for each in words if each is not None]
        ends = " | None" if None in words else ""
        if len(said) > _MANY:
            return f"str{ends}"
        spelled = f"Literal[{', '.join(_word(each) for each in said)}]"
        if len(said) <= _FEW:
            return spelled + ends
        if spelled not in self.choices:
            self.choices[spelled] = self._new_name(at)
        return self.choices[spelled] + ends

    def _new_name(self, at: str) -> str:
        """By what it is a choice of, and where that is taken, by whose too."""
        whose, _, what = at.rpartition(".")
        names = (_camel(what), _camel(whose) + _camel(what))
        taken = self._taken | set(self.choices.values())
        return next(each for each in names if each not in taken)


def name_of(reference: Spec) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def reached(schema: Any, schemas: dict[str, Spec]) -> Iterator[str]:
    """Every schema with a name that this one needs, again and again."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield name_of(schema)
        for each in schema.values():
            yield from reached(each, schemas)
    elif isinstance(schema, list):
        for each in schema:
            yield from reached(each, schemas)


def needed(first: set[str], schemas: dict[str, Spec]) -> list[str]:
    """These, and all that they need, in the order of their names."""
    found: set[str] = set()
    waiting = set(first)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(reached(schemas[name], schemas)) - found
    return sorted(found)


def is_name(word: str) -> bool:
    return word.isidentifier() and not keyword.iskeyword(word)


def _kinds(schema: Spec) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _word(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _camel(words: str) -> str:
    return "".join(each[:1].upper() + each[1:] for each in re.split(r"[\W_]+", words))
