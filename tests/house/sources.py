"""Our own source files as syntax trees, for the tests of this folder. Holds no law itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "storage", "playground")


@dataclass(frozen=True)
class Source:
    """One Python file: `name` is its path from the root, such as bot/app.py."""

    name: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.name).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @property
    def package(self) -> list[str]:
        """The package that a relative import starts from."""
        return (
            self.name.removesuffix(".py")
            .removesuffix("/__init__")
            .split("/")[: None if self.is_package else -1]
        )

    @property
    def is_package(self) -> bool:
        return self.name.endswith("/__init__.py")

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported; `from a import b` gives a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield node.lineno, alias.name
            elif isinstance(node, ast.ImportFrom):
                base = self.package[: len(self.package) - node.level + 1] if node.level else []
                start = ".".join([*base, *([node.module] if node.module else [])])
                for alias in node.names:
                    yield node.lineno, f"{start}.{alias.name}"

    def functions(self) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
        """Every function with its length in lines, docstring and all."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node, (node.end_lineno or node.lineno) - node.lineno + 1


@lru_cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below these folders (default: the product's)."""
    found = (path for folder in folders or PRODUCT for path in (ROOT / folder).rglob("*.py"))
    return tuple(_source(path.relative_to(ROOT).as_posix()) for path in sorted(found))


@cache
def _source(name: str) -> Source:
    """Each file is read and parsed once, however many lists it stands in."""
    return Source(name)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or attribute; what is computed is a ?."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "?"
