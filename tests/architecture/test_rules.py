"""Rules about the code itself."""

import ast

from tests.architecture.code import MODULES, TESTS, attributes_named, breaking

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
RUNS_ELSEWHERE = "marketplace/deliveries/fetching/fairtake_fetch.py"
STANDS_ALONE = {
    "assembly/fairtake.py": "one file by promise, written from the API's document",
    "consent/ledger/offline/verify.py": "one file by promise, with its rules inside",
    RUNS_ELSEWHERE: "one file by promise, for machines on which nothing else of ours is",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "handler", "service"}


def test_only_the_transaction_commits():
    found = breaking(MODULES, lambda source: attributes_named(source, "commit"))
    assert found.keys() == {"foundation/database.py"}


def test_a_commit_elsewhere_would_be_found():
    assert attributes_named("def f(session):\n    session.commit()\n", "commit") == [2]


def test_only_the_clock_reads_the_time():
    found = breaking(MODULES, lambda source: attributes_named(source, "now", "utcnow"))
    assert found.keys() == {"foundation/clock.py"}


def test_only_settings_read_the_environment():
    # A request has an `environ` too, which is WSGI's and not the machine's.
    found = breaking(MODULES, lambda source: attributes_named(source, "environ", of="os"))
    assert found.keys() == {RUNS_ELSEWHERE}
    assert breaking(MODULES, lambda source: attributes_named(source, "getenv")) == {}


def says_what_it_is_for(source: str) -> bool:
    tree = ast.parse(source)
    return not tree.body or bool(ast.get_docstring(tree))


def test_every_module_says_in_a_line_what_it_is_for():
    assert breaking((*MODULES, *TESTS), lambda source: not says_what_it_is_for(source)) == {}


def test_a_module_that_does_not_say_it_would_be_found():
    assert not says_what_it_is_for("import os\n")
    assert says_what_it_is_for('"""Why."""\n\nimport os\n')
    assert says_what_it_is_for("")


def refusals_that_build_themselves(source: str) -> list[str]:
    """What a refusal is about is its fields: `@dataclass(eq=False)`, and no `__init__`."""
    if "message" not in source:
        return []
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and node.bases and _has_message(node) and _builds(node)
    ]


def _has_message(node: ast.ClassDef) -> bool:
    names = {ast.unparse(target) for each in node.body for target in getattr(each, "targets", ())}
    return "message" in names


def _builds(node: ast.ClassDef) -> bool:
    made = [each.name for each in node.body if isinstance(each, ast.FunctionDef)]
    marked = [ast.unparse(each) for each in node.decorator_list]
    return "__init__" in made or any(
        "dataclass" in each and "eq=False" not in each for each in marked
    )


def test_refusals_are_written_in_one_way():
    assert breaking(MODULES, refusals_that_build_themselves) == {}


def test_a_refusal_written_in_another_way_would_be_found():
    by_hand = (
        "class No(Conflict):\n    message = 'No {a}.'\n    def __init__(self, a): self.a = a\n"
    )
    unhashable = "@dataclass\nclass Nor(Conflict):\n    a: str\n    message = 'Nor {a}.'\n"
    assert refusals_that_build_themselves(by_hand + unhashable) == ["No", "Nor"]


def long_functions(source: str) -> list[str]:
    if source.count("\n") < LONGEST_FUNCTION:
        return []
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def test_modules_and_functions_stay_readable():
    found = breaking(MODULES, lambda source: len(source.splitlines()) > LONGEST_MODULE)
    assert found.keys() == STANDS_ALONE.keys()
    assert breaking(MODULES, long_functions) == {}


def test_a_long_function_would_be_found():
    assert long_functions("def f():\n" + "    a()\n" * LONGEST_FUNCTION) == ["f"]


def test_no_module_hides_a_noun():
    named = {name for path in MODULES for name in (path.stem, path.parent.name)}
    assert not named & FORBIDDEN_NAMES
