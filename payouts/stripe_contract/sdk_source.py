"""The installed SDK's generated modules, read as text: nothing of it is imported or run."""

import ast
import re
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path


class SdkSource:
    def __init__(self, root: Path) -> None:
        self.modules = {_module_name(root, path): path for path in sorted(root.rglob("*.py"))}
        self._trees: dict[str, ast.Module] = {}
        self._imports: dict[str, dict[str, tuple[str, str]]] = {}

    @classmethod
    def installed(cls) -> "SdkSource":
        found = find_spec("stripe")
        if found is None or found.origin is None:
            raise FileNotFoundError("the Stripe SDK is not installed")
        return cls(Path(found.origin).parent)

    @cached_property
    def version(self) -> str:
        return self._said_in("stripe._version", "VERSION")

    @cached_property
    def api_version(self) -> str:
        return self._said_in("stripe._api_version", "CURRENT")

    def tree(self, module: str) -> ast.Module:
        if module not in self._trees:
            self._trees[module] = ast.parse(self.modules[module].read_text())
        return self._trees[module]

    def classes(self, module: str) -> dict[str, ast.ClassDef]:
        return {
            node.name: node for node in self.tree(module).body if isinstance(node, ast.ClassDef)
        }

    def typed_dicts(self, module: str) -> dict[str, dict[str, ast.expr]]:
        """`_XBase = TypedDict("X", {"from": "XFrom"})`: for names that Python keeps for itself."""
        found = {}
        for node in self.tree(module).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                target, call = node.targets[0], node.value
                if ast.unparse(call.func) == "TypedDict" and isinstance(call.args[1], ast.Dict):
                    keys = [ast.literal_eval(key) for key in call.args[1].keys if key]
                    found[ast.unparse(target)] = dict(zip(keys, call.args[1].values, strict=True))
        return found

    def imported(self, module: str) -> dict[str, tuple[str, str]]:
        """Each name that a module imports from the SDK: the module it is from, its name there."""
        if module not in self._imports:
            self._imports[module] = {
                alias.asname or alias.name: (node.module, alias.name)
                for node in ast.walk(self.tree(module))
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stripe")
                for alias in node.names
                if node.module
            }
        return self._imports[module]

    def home(self, module: str, name: str) -> str:
        """The module that defines a class that this one knows by that name."""
        if name in self.classes(module):
            return module
        from_module, its_name = self.imported(module)[name]
        return self.home(from_module, its_name)

    def _said_in(self, module: str, name: str) -> str:
        said = re.search(rf'{name} = "([^"]+)"', self.modules[module].read_text())
        if said is None:
            raise LookupError(f"{module} does not say its {name}")
        return said[1]


def _module_name(root: Path, path: Path) -> str:
    dotted = ".".join(path.relative_to(root.parent).with_suffix("").parts)
    return dotted.removesuffix(".__init__")
