"""Rules that one forgets: said exceptions to types, waiting for the network, names, silence."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.code import MODULES, ROOT, TESTS, breaking

NETWORK = ("boto3", "http.client", "requests", "smtplib", "socket", "stripe", "urllib.request")
NETWORK += ("urllib3",)
WAITS_FOR_NOBODY = {
    "assembly/fairtake.py": "runs elsewhere, without the application",
    "consent/ledger/fetching.py": "has no database: who calls it from the application asks first",
    "consent/ledger/witness/server.py": "answers and never asks, and has no database of ours",
    "foundation/api/python/speaking.py": "its text goes into a module that runs elsewhere",
    "foundation/jobs/worker.py": "asks only for this machine's own name",
    "foundation/launch/commands.py": "looks at this machine's own ports before anything runs",
    "foundation/launch/prepare.py": "runs before there is an application",
    "marketplace/deliveries/fetching/fairtake_fetch.py": "runs elsewhere, without the application",
    "payouts/sandbox/delivering.py": "stands apart: has no database of the application's",
    "payouts/sandbox/server.py": "stands apart, and answers rather than asks",
    "payouts/stripe_gateway/signatures.py": "uses the SDK to compute, and asks nobody",
}
_PART = ROOT / "tests" / "parts.py"
_SILENT = ("skip", "skipif", "xfail", "importorskip")


def vague_exceptions(source: str) -> list[int]:
    return [
        number
        for number, line in enumerate(source.splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore(?!\[)", line)
    ]


def test_an_exception_to_the_types_says_which():
    assert breaking(MODULES, vague_exceptions) == {}


def test_a_vague_exception_would_be_found():
    said = "a = 1  # type: ignore" + "[assignment]\nb = 2  # type: " + "ignore\n"
    assert vague_exceptions(said) == [2]


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def waits_unguarded(source: str) -> bool:
    """It reaches the outside and never asks whether a transaction is open."""
    if not any(each.partition(".")[0] in source for each in NETWORK):
        return False
    reaches = any(
        name == each or name.startswith(f"{each}.") for name in imports(source) for each in NETWORK
    )
    return reaches and "refuse_inside_transaction()" not in source


def test_who_waits_for_the_network_refuses_to_do_so_inside_a_transaction():
    assert breaking(MODULES, waits_unguarded).keys() == WAITS_FOR_NOBODY.keys()


def test_a_gateway_that_does_not_ask_would_be_found():
    assert waits_unguarded("import urllib3\n\ndef get(): return urllib3.request('GET', '/')")
    assert not waits_unguarded("import urllib3\n\ndef get():\n    refuse_inside_transaction()")


def silences(source: str) -> list[str]:
    if not any(word in source for word in _SILENT):
        return []
    return [
        f"{node.lineno}: {node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in _SILENT
        and ast.unparse(node.value).split(".")[0] in ("pytest", "unittest")
    ]


def test_no_test_is_silenced():
    """What cannot run here says so through tests/parts.py, and fails where all must run."""
    assert breaking([path for path in TESTS if path != _PART], silences) == {}


def test_a_silenced_test_would_be_found():
    planted = "import pytest\n@pytest.mark.skip\ndef test_it(): pytest.xfail('later')\n"
    assert silences(planted) == ["2: skip", "3: xfail"]


def differently_named(source: str) -> list[str]:
    """Routes that change something by an action of another name."""
    if ".post(" not in source:
        return []
    return [
        f"{function.name} calls {action}"
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef) and _is_post(function)
        for action in _actions_of(function)
        if not _says(action, function.name)
    ]


def _is_post(function: ast.FunctionDef) -> bool:
    return any(".post(" in ast.unparse(each) for each in function.decorator_list)


def _actions_of(function: ast.FunctionDef) -> list[str]:
    return [
        node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value).endswith("actions")
    ]


def _says(action: str, endpoint: str) -> bool:
    """`revoke` for revoke_token, `read_all` for read_all_notices."""
    return action == endpoint or action.startswith(f"{endpoint}_")


NAMED_OTHERWISE = {
    "answer calls finish_with_code": "the second step of signing in, as a page",
    "answer_passkey calls enter_with_passkey": "the same by a passkey",
    "choose calls act_as": "the page says: choose as whom to act",
    "choose calls reset_password": "the page says: choose a new password",
    "end_others calls end_other_sign_ins": "the words are the same",
    "enter calls prove_password": "one of several ways in",
    "prove calls confirm_with_password": "the page says: prove that it is you",
    "prove_with_passkey calls confirm_with_passkey": "the same by a passkey",
    "ask_for_link calls ask_to_know_browser": "the page says: mail me a link",
}
ROUTES = [path for path in MODULES if path.stem.endswith("routes")]


def test_a_route_is_named_after_its_action():
    found = breaking(ROUTES, differently_named)
    assert {each for names in found.values() for each in names} == NAMED_OTHERWISE.keys()


def test_a_route_of_another_name_would_be_found():
    planted = "@blueprint.post('/x')\ndef submit():\n    actions.revoke_token(1)\n"
    assert differently_named(planted) == ["submit calls revoke_token"]
