"""The layout rules of docs/architecture.md, checked on every run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "films", "reviews")
BANNED_NAMES = {"utils", "helpers", "common", "misc", "services", "managers", "mixins"}
LONGEST_FILE = 400  # lines

# Lower may never import higher. A module's layer is decided by the first part of its path inside
# the app; anything not named here is a domain module (layer 2).
PURE, MODELS, DOMAIN, WEB, SITE = range(5)
LAYERS = {
    **dict.fromkeys(
        [
            "choices",
            "dates",
            "figures",
            "languages",
            "spoilers",
            "text",
            "money",
            "runtime",
            "markdown",
            "phrases",
            "row_pairs",
            "scores",
            "similarity",
            "formulas",
            "storms",
            "word_changes",
            "words",
        ],
        PURE,
    ),
    **dict.fromkeys(["models"], MODELS),
    **dict.fromkeys(
        [
            "admin",
            "apps",
            "checks",
            "feeds",
            "forms",
            "management",
            "middleware",
            "receivers",
            "desk",
            "sitemap",
            "templatetags",
            "urls",
            "views",
        ],
        WEB,
    ),
}
# Imports inside functions must say why, with one of these.
REASONS = ("slow import", "optional dependency", "app ready")
# A pure module may know Django's words (choices, translation) and not its database.
DATABASE = re.compile(r"django\.(db(?!\.models$)|contrib)")

FILES = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path) for path in FILES}


def layer(module: str) -> int:
    parts = module.split(".")
    if parts[0] == "config":
        return SITE
    return LAYERS.get(parts[1], DOMAIN) if len(parts) > 1 else DOMAIN


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Return (module, line, is inside a function) for every import, our own first of all."""
    found = []
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]

    def visit(node: ast.AST, inside: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend((alias.name, child.lineno, inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = package[: len(package) - child.level + 1] if child.level else []
                target = ".".join([*base, *filter(None, [child.module])])
                for alias in child.names:
                    name = f"{target}.{alias.name}"
                    found.append((name if name in MODULES else target, child.lineno, inside))
            visit(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))

    visit(ast.parse(path.read_text()), False)
    return found


def own_imports(path: Path) -> list[tuple[str, int, bool]]:
    return [item for item in imports(path) if item[0].split(".")[0] in APPS]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_module(path):
    module, lines = module_name(path), path.read_text().splitlines()
    app = module.split(".")[0]

    assert path.stem not in BANNED_NAMES, "name the module after what it does in the domain"
    assert len(lines) <= LONGEST_FILE, f"{len(lines)} lines: more than one concept?"
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert all(alias.name != "*" for alias in node.names), f"line {node.lineno}: import *"
    for target, line, _ in own_imports(path):
        here = f"{path.relative_to(ROOT)}:{line} imports {target}"
        assert not (app == "films" and target.startswith("reviews")), here
        assert not (app != "config" and target.startswith("config")), here
        assert target.split(".")[0] != app or layer(target) <= layer(module), f"{here}: upwards"
    for target, line, inside in imports(path):
        here = f"{path.relative_to(ROOT)}:{line} imports {target}"
        assert not inside or any(reason in lines[line - 1] for reason in REASONS), (
            f"{here}: say why"
        )
        assert layer(module) > PURE or not DATABASE.match(target), f"{here}: a pure module"


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.parent.name == "models" and p.stem != "__init__"],
    ids=module_name,
)
def test_model_file_is_named_after_its_model(path):
    classes = [n.name for n in ast.parse(path.read_text()).body if isinstance(n, ast.ClassDef)]

    assert "".join(part.title() for part in path.stem.split("_")) in classes


def test_no_import_circles():
    graph = {module_name(path): {target for target, *_ in own_imports(path)} for path in FILES}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join([*trail[trail.index(module) :], module])
        if module in done:
            return
        for target in graph.get(module, ()):
            if not module.startswith(f"{target}."):  # a package's own __init__
                walk(target, (*trail, module))
        done.add(module)

    for module in graph:
        walk(module, ())


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "templates").rglob("*.html")),
    ids=lambda path: str(path.relative_to(ROOT / "templates")),
)
def test_template_keeps_style_and_script_out_of_the_page(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text), "styles and handlers go into files"
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/(ld\+)?json))", text), "scripts too"
    assert len(text.splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("module", sorted(m for m in MODULES if layer(m) in {PURE, DOMAIN}))
def test_public_function_of_a_pure_or_domain_module_has_types(module):
    path = ROOT / Path(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")

    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            here = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert node.returns is not None, f"{here}: what does it return?"
            assert all(argument.annotation for argument in arguments), f"{here}: of what type?"
