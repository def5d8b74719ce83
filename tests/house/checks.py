"""The checks of the house as plain functions: each takes the folder that holds `safar/` and gives sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 400
LONGEST_TEST_FILE = 600
USUAL_FILE = 200
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 30
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler", "processor"}
CONTEXTS = ("accounts", "programmes", "people", "consent", "cases", "movements", "complaints", "desk")
DOORS = {"types", "services", "queries"}


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Our own Python files, without migrations."""
    for folder in folders or ("safar", "tests", "benchmarks"):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def files_too_long(root: Path) -> list[str]:
    """Files above the limit, and a sentence when more than one in ten passes the usual size."""
    found, usual, count = [], 0, 0
    for path in python_files(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        in_tests = path.is_relative_to(root / "tests")
        limit = LONGEST_TEST_FILE if in_tests else LONGEST_FILE
        if lines > limit:
            found.append(f"{path.relative_to(root)} has {lines} lines; at most {limit} are allowed.")
        if not in_tests:
            count += 1
            usual += lines <= USUAL_FILE
    if count and usual < 0.9 * count:
        found.append(f"Only {usual} of {count} files have at most {USUAL_FILE} lines; nine in ten should.")
    return found


def functions_too_long(root: Path) -> list[str]:
    """Functions above the limit, and a sentence when more than one in ten passes the usual size."""
    found, usual, count = [], 0, 0
    for path in python_files(root, "safar"):
        for function in _functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            count += 1
            usual += length <= USUAL_FUNCTION
            if length > LONGEST_FUNCTION:
                found.append(f"{path.relative_to(root)}:{function.lineno} {function.name} has {length} lines.")
    if count and usual < 0.9 * count:
        found.append(f"Only {usual} of {count} functions have at most {USUAL_FUNCTION} lines; nine in ten should.")
    return found


def modules_without_a_sentence(root: Path) -> list[str]:
    """Modules that do not open by saying what they are."""
    return [
        f"{path.relative_to(root)} does not open with a sentence that says what it is."
        for path in python_files(root)
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]


def public_functions_without_meaning(root: Path) -> list[str]:
    """Public services and queries without a docstring."""
    return [
        f"{path.relative_to(root)}:{function.lineno} {function.name} has no docstring."
        for path in python_files(root, "safar")
        for function in _functions(path)
        if not function.name.startswith("_") and "tests" not in path.parts and not ast.get_docstring(function)
        and _is_top_level(path, function)
    ]  # fmt: skip


def drawers(root: Path) -> list[str]:
    """Modules whose name says nothing."""
    return [
        f"{path.relative_to(root)} is named like a drawer; name it for what it holds."
        for path in (root / "safar").rglob("*")
        if path.stem in DRAWERS and (path.is_dir() or path.suffix == ".py")
    ]


def models_fetched_by_name(root: Path) -> list[str]:
    """`get_model` outside migrations steps around the doors."""
    return [
        f"{path.relative_to(root)} fetches a model by name; only migrations may."
        for path in python_files(root, "safar")
        if re.search(r"\bget_model\(", path.read_text(encoding="utf-8"))
    ]


def services_without_keywords(root: Path) -> list[str]:
    """Services that can be called by position, or do not say by whom."""
    found = []
    for path in python_files(root, "safar"):
        if "services" not in path.relative_to(root).with_suffix("").parts:
            continue
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
                continue
            names = [argument.arg for argument in function.args.kwonlyargs]
            if "at" in names and ("by" not in names or function.args.args):
                found.append(
                    f"{path.relative_to(root)}:{function.lineno} {function.name} needs keyword-only by= and at=."
                )
    return found


def doors_walked_around(root: Path) -> list[str]:
    """Imports of another context's inside: only types, services and queries are doors."""
    found = []
    for path in python_files(root, "safar"):
        room = path.relative_to(root / "safar").parts[0]
        if room == "config":
            continue
        for name, line in _imports(path):
            parts = name.split(".")
            if parts[0] != "safar" or len(parts) < 3 or parts[1] not in CONTEXTS or parts[1] == room:
                continue
            if parts[1:3] == ["consent", "tied"] and "sql" in path.parts:  # how a list of rules ties its tables
                continue
            if parts[1:3] == ["consent", "tied"]:  # what a list of rules calls to tie its tables to the permit
                continue
            if parts[2] not in DOORS and not (parts[1:3] == ["consent", "documents"] and room in ("cases", "desk")):
                found.append(f"{path.relative_to(root)}:{line} imports {name}, which is not a door of {parts[1]}.")
    return found


def stylesheet_sides(root: Path) -> list[str]:
    """Left and right in our style sheets: they break the mirrored page."""
    return [
        f"{path.relative_to(root)}:{number} says left or right; use inline-start and inline-end."
        for path in sorted((root / "static").glob("*.css"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right)\s*:|text-align:\s*(?:left|right)", line)
    ]


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_top_level(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return function.col_offset == 0
