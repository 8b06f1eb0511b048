"""Small questions to the SDK's source: what a field is called, and if it may be absent."""

import ast

_KEYWORDS = ("from", "in", "class", "import", "is", "global")


def unquoted(annotation: ast.expr) -> ast.expr:
    while isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return annotation


def last_name(node: ast.expr) -> str:
    return ast.unparse(node).rsplit(".", 1)[-1]


def fields(found: ast.ClassDef) -> list[tuple[str, ast.expr]]:
    fields = [
        (each.target.id, each.annotation)
        for each in found.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]
    return [(name, said) for name, said in fields if name[0] != "_" and name != "OBJECT_NAME"]


def may_be_absent(annotation: ast.expr) -> bool:
    node = unquoted(annotation)
    return isinstance(node, ast.Subscript) and last_name(node.value) in ("NotRequired", "Optional")


def wire_name(name: str) -> str:
    bare = name.removesuffix("_")
    return bare if bare in _KEYWORDS else name


def object_name(found: ast.ClassDef) -> str:
    for each in found.body:
        if (
            isinstance(each, ast.AnnAssign)
            and ast.unparse(each.target) == "OBJECT_NAME"
            and each.value
        ):
            return str(ast.literal_eval(each.value))
    return found.name
