"""Finds every guard in the code, and takes one out at a time."""

import ast
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from tests.access.recording import OURS, Place, place_of
from tests.architecture.code import MODULES, ROOT, relative

_MEANS = ROOT / "foundation/actors.py"
_ASKS = ("require", "require_power")
_JUDGES = "may_"
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Guard:
    path: Path
    line: int
    function: str
    """Its qualified name."""
    first_line: int
    """Of the function, decorators included: together with the name it finds the code."""
    source: str

    def __str__(self) -> str:
        return f"{relative(self.path)}:{self.line} {self.source}"

    @property
    def asks(self) -> tuple[Path, str]:
        """What is asked, of whomever: the same within a slice is the same guard twice."""
        return self.path.parent, self.source.rpartition(".require")[2]

    @property
    def place(self) -> Place:
        return str(self.path), self.function, self.first_line


@cache
def all_guards() -> tuple[Guard, ...]:
    """Of the modules that the application loads, without the means by which guards ask. All are
    loaded when the tests are collected."""
    loaded = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    asked = [path for path in MODULES if str(path) in loaded and path != _MEANS]
    return tuple(guard for path in asked for guard in guards_in(path))


def guards_in(path: Path) -> Iterator[Guard]:
    source = path.read_text()
    if not any(word in source for word in (*_ASKS, _JUDGES)):
        return  # Most have none, and to parse all takes seconds.
    for function, name in _functions(ast.parse(source)):
        if path.stem == "policy" and function.name.startswith(_JUDGES):
            yield _guard(path, function, function, name)
        for statement in _own_statements(function):
            if _refuses(statement):
                yield _guard(path, function, statement, name)


def _guard(path: Path, function: _Function, statement: ast.stmt, name: str) -> Guard:
    first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
    source = ast.unparse(statement).splitlines()[0]
    return Guard(path, statement.lineno, name, first, source)


def _functions(tree: ast.AST, within: str = "") -> Iterator[tuple[_Function, str]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _Function):
            yield node, within + node.name
            yield from _functions(node, f"{within}{node.name}.<locals>.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{within}{node.name}.")
        else:
            yield from _functions(node, within)


def _own_statements(function: _Function) -> Iterator[ast.stmt]:
    """Not those of functions inside it: they have their own turn."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (_Function, ast.ClassDef)):
            continue
        if isinstance(node, ast.stmt):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def _refuses(statement: ast.stmt) -> bool:
    """`x.require(…)`, `x.require_power(…)`, or `if … policy.may_do(…) …: raise`."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return _called(statement.value) in _ASKS
    if isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Raise):
        calls = [node for node in ast.walk(statement.test) if isinstance(node, ast.Call)]
        return any(ast.unparse(call.func).startswith(f"policy.{_JUDGES}") for call in calls)
    return False


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@contextmanager
def without(guard: Guard) -> Iterator[None]:
    """The code runs as if the guard had never been written."""
    weak = _code_without(guard)
    functions = [each for each in _live(guard) if each.__code__ is not weak]
    strong = [function.__code__ for function in functions]
    try:
        for function in functions:
            function.__code__ = weak
        yield
    finally:
        for function, code in zip(functions, strong, strict=True):
            function.__code__ = code


def _live(guard: Guard) -> list[FunctionType]:
    """The functions made from this code, wrapped or closed over, wherever they are."""
    found = _functions_of_ours().get(guard.place, [])
    if not found:
        raise LookupError(f"nothing runs {guard}")
    return found


@cache
def _functions_of_ours() -> dict[Place, list[FunctionType]]:
    """Found once: to look at everything there is takes a second. What would be made later is not
    here, so its guard would stay in place, and the test that takes it out would say so."""
    found: dict[Place, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in OURS:
            found.setdefault(place_of(each.__code__), []).append(each)
    return found


@cache
def _code_without(guard: Guard) -> CodeType:
    tree = _Weaken(guard).visit(ast.parse(guard.path.read_text()))
    weakened = compile(ast.fix_missing_locations(tree), str(guard.path), "exec")
    return _code_named(weakened, guard)


class _Weaken(ast.NodeTransformer):
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def generic_visit(self, node: ast.AST) -> ast.AST:
        node = super().generic_visit(node)
        if not isinstance(node, ast.stmt) or node.lineno != self.guard.line:
            return node
        if isinstance(node, _Function):
            node.body.insert(0, ast.copy_location(ast.parse("return True").body[0], node.body[0]))
            return node
        if not _refuses(node):
            return node
        # Kept but never run, so that the function still closes over the same names.
        return ast.copy_location(ast.If(ast.Constant(False), [node], []), node)


def _code_named(module: CodeType, guard: Guard) -> CodeType:
    waiting = [module]
    while waiting:
        code = waiting.pop()
        if place_of(code) == guard.place:
            return code
        waiting.extend(each for each in code.co_consts if isinstance(each, CodeType))
    raise LookupError(f"no code for {guard}")
