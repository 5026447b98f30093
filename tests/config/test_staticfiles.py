import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

STORAGE = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.OneStylesheetStorage"},
}


@pytest.fixture
def collect(settings, tmp_path):
    """Return a function that collects static files made of these names and texts."""

    def run(files):
        for name, text in files.items():
            path = tmp_path / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        settings.STATICFILES_DIRS = [tmp_path / "source"]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        settings.STATIC_ROOT = tmp_path / "collected"
        settings.STORAGES = STORAGE
        call_command("collectstatic", interactive=False, verbosity=0)
        return Path(settings.STATIC_ROOT)

    return run


def served(root, name):
    return (root / staticfiles_storage.stored_name(name)).read_text()


def test_stylesheet_has_its_imports_folded_in(collect):
    root = collect(
        {
            "css/site.css": '@layer base, page;\n@import url("base.css") layer(base);\n'
            '@import url("pages/film.css") layer(page);\n',
            "css/base.css": 'body { background: url("../img/grain.svg") }\n',
            "css/pages/film.css": 'h1 { background: url("../../img/grain.svg") }\n',
            "img/grain.svg": "<svg/>",
        }
    )
    grain = f"../{staticfiles_storage.stored_name('img/grain.svg')}"

    assert served(root, "css/site.css") == (
        "@layer base, page;\n"
        f'@layer base {{\nbody {{ background: url("{grain}") }}\n}}\n'
        f'@layer page {{\nh1 {{ background: url("{grain}") }}\n}}\n'
    )


def test_stylesheet_gets_another_name_when_an_import_changes(collect):
    files = {
        "css/site.css": '@import url("base.css") layer(base);\n',
        "css/base.css": "body { color: black }\n",
    }
    collect(files)
    first = staticfiles_storage.stored_name("css/site.css")

    collect(files | {"css/base.css": "body { color: white }\n"})

    assert staticfiles_storage.stored_name("css/site.css") != first


def test_stylesheet_that_imports_what_is_not_there_is_an_error(collect):
    with pytest.raises(KeyError, match=r"css/lost\.css"):
        collect({"css/site.css": '@import url("lost.css") layer(base);\n'})


def test_static_file_is_kept_compressed_as_well(collect):
    text = "body { color: black }\n" * 100
    root = collect({"css/site.css": text})
    path = root / staticfiles_storage.stored_name("css/site.css")

    assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()).decode() == text
    assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()).decode() == text


def test_own_stylesheet_folds_into_one_file(settings, tmp_path):
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = STORAGE

    call_command("collectstatic", interactive=False, verbosity=0)

    assert "@import" in Path(find("css/site.css")).read_text()
    assert "@import" not in served(settings.STATIC_ROOT, "css/site.css")


def test_script_imports_the_other_by_its_hashed_name(collect):
    root = collect(
        {
            "js/page.js": 'import { open } from "./menu.js";\nopen();\n',
            "js/menu.js": "export function open() {}\n",
        }
    )
    menu = staticfiles_storage.stored_name("js/menu.js").removeprefix("js/")

    assert served(root, "js/page.js") == f'import {{ open }} from "./{menu}";\nopen();\n'
    assert not (root / "js" / "menu.js").exists()
