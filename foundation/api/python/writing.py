"""The whole module as text, from the document. The same document gives the same bytes."""

from collections.abc import Iterator
from pathlib import Path

from foundation.api.operation_names import operations
from foundation.api.python import speaking
from foundation.api.python.calls import Call
from foundation.api.python.spelling import Spec, Spelling, is_name, needed, reached

_HEAD = '''\
"""Fairtake's API, version {version}, as one file for Python 3.11 or newer that needs nothing else.

    from fairtake import Fairtake

    fairtake = Fairtake(token)
    for each in fairtake.list_deliveries():
        print(each["reference"], each["state"])

A method for each operation, called by the words of its path: POST /takes/{{take_id}}/stop is
`post_take_stop`. What stands in a path is given by place, everything else by name. Answers are what
the API says, as plain dictionaries with types; lists are iterators over all their pages. Every POST
carries an Idempotency-Key, so that what broke is tried again and still done once; give your own to
go on after your program was ended. A refusal is a `Problem`, no answer is `Unreachable`. Keep the
token in a file or in the environment, never on a command line.

Written from the API's own document by Fairtake, and not changed by hand.
"""
# fmt: off
# ruff: noqa
'''
_MORE = """\
from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict, cast

SERVER = "{server}"
"""
_CLASS = '''\
class Fairtake(Connection):
    """Acts with the rights of a token, within its scopes."""

    def __init__(
        self, token: str, *, server: str = SERVER, timeout_s: float = 30.0, tries: int = 5
    ) -> None:
        super().__init__(token, server=server, timeout_s=timeout_s, tries=tries)
'''
_TAKEN = frozenset(
    [
        "Any",
        "BinaryIO",
        "Connection",
        "Day",
        "Enum",
        "Fairtake",
        "Id",
        "Iterator",
        "Literal",
        "Mapping",
        "Moment",
        "NotRequired",
        "Path",
        "Problem",
        "Sequence",
        "TypedDict",
        "Unreachable",
        "Unsaid",
    ]
)


def written(spec: Spec, server: str) -> str:
    calls = [*_calls(spec)]
    schemas: dict[str, Spec] = spec["components"]["schemas"]
    names = needed(_first(calls), schemas)
    wrong = [each for each in names if each in _TAKEN or not is_name(each)]
    if wrong:
        raise ValueError(f"These schemas cannot have their name in Python: {', '.join(wrong)}")
    spelling = Spelling({name: schemas[name] for name in names}, _TAKEN)
    types = [line for name in names for line in _type(name, schemas[name], spelling)]
    methods = [line for call in calls for line in ("", *call.written(spelling))]
    choices = sorted((name, said) for said, name in spelling.choices.items())
    lines = (
        _HEAD.format(version=spec["info"]["version"]) + _speaking(),
        _MORE.format(server=server),
        *(f"{name} = {said}" for name, said in choices),
        *types,
        "\n",
        _CLASS + "\n".join(methods),
    )
    return "\n".join(lines) + "\n"


def _speaking() -> str:
    """Without its own first words: the module has others."""
    return Path(speaking.__file__).read_text("utf-8").partition('"""\n')[2]


def _calls(spec: Spec) -> Iterator[Call]:
    for path, method, operation in operations(spec):
        parameters = [
            *spec["paths"][path].get("parameters", ()),
            *operation.get("parameters", ()),
        ]
        yield Call(path, method, operation, tuple(parameters), spec["components"]["schemas"])


def _first(calls: list[Call]) -> set[str]:
    """What operations name themselves; refusals are one class of our own."""
    said = [(call.sent(), call.answered()[0], call.parameters) for call in calls]
    return {name for each in said for name in reached([*each[:2], *each[2]], {})}


def _type(name: str, schema: Spec, spelling: Spelling) -> Iterator[str]:
    yield from ("", "", f"class {name}(TypedDict):")
    if "description" in schema:
        yield f'    """{" ".join(schema["description"].split())}"""'
    required = schema.get("required", ())
    for field, said in schema.get("properties", {}).items():
        if not is_name(field):
            raise ValueError(f"{name}.{field} cannot be a name in Python.")
        if "description" in said:
            yield f"    # {' '.join(said['description'].split())}"
        spelled = spelling.answered(said, f"{name}.{field}")
        yield f"    {field}: {spelled if field in required else f'NotRequired[{spelled}]'}"
    if not schema.get("properties"):
        yield "    pass"
