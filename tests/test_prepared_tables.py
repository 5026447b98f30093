"""Tables of another code are never taken: that a test passes must not hang on an earlier run."""

import ast
import shutil

import pytest

from tests.prepared_tables import PLACES, ROOT, mark

MIGRATIONS = [
    path for app in ("films", "reviews") for path in sorted(ROOT.glob(f"{app}/migrations/*.py"))
]


@pytest.fixture
def code(tmp_path):
    """A copy of the code that makes the tables."""
    for path in {path for part in PLACES for path in ROOT.glob(part)}:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return tmp_path


def test_the_same_code_has_the_same_mark(code):
    assert mark(code) == mark(ROOT)


@pytest.mark.parametrize(
    "changed",
    ["films/migrations/0001_initial.py", "films/models/line_field.py", "reviews/choices.py"],
)
def test_changed_code_has_another_mark(code, changed):
    with (code / changed).open("a") as file:
        file.write("# changed\n")

    assert mark(code) != mark(ROOT)


def test_new_migration_has_another_mark(code):
    (code / "films" / "migrations" / "9999_new.py").touch()

    assert mark(code) != mark(ROOT)


def test_code_that_a_migration_imports_counts(code):
    """A new module of this kind belongs into PLACES."""
    for path in MIGRATIONS:
        for module in imported(path):
            name = code.joinpath(*module.split("."))
            is_counted = name.with_suffix(".py").exists() or (name / "__init__.py").exists()
            assert is_counted, f"{path.relative_to(ROOT)} imports {module}"


def imported(path):
    """Every module of ours that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            while not is_module(parts):
                parts.pop()
            if len(parts) > 1:
                yield ".".join(parts)


def is_module(parts):
    path = ROOT.joinpath(*parts)
    return not parts or path.is_dir() or path.with_suffix(".py").is_file()
