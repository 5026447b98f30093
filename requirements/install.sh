#!/bin/sh
# Makes .venv and installs locked requirements into it: sh requirements/install.sh base [dev] [services]
# "services" stands for the drivers that DATABASE_URL and CACHE_URL, or .env, ask for.
# What is installed already is not touched: a copy of each lock file in .venv says what it was made from.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python

find_python() {
    for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Marquee needs Python 3.11 or newer, and none was found (looked for: ${PYTHON:-python3.11, python3})." >&2
    echo "Install it, or say where it is: make run PYTHON=/path/to/python3.11" >&2
    exit 1
}

if ! [ -e .venv/made ] || ! "$python" -c '' 2>/dev/null; then
    found=$(find_python)
    echo "Making .venv with $("$found" --version) ..."
    if ! "$found" -m venv --clear .venv; then
        echo "The environment could not be made. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
    touch .venv/made
fi

setting() {
    found=$(printenv "$1" || true)
    [ -n "$found" ] || found=$(sed -n "s/^[[:space:]]*\(export \)\{0,1\}$1[[:space:]]*=[[:space:]]*[\"']\{0,1\}//p" "${ENV_FILE:-.env}" 2>/dev/null | tail -n 1)
    echo "$found"
}

services() {
    case $(setting DATABASE_URL) in postgres* | psql* | pgsql*) echo postgres ;; esac
    case $(setting CACHE_URL) in redis*) echo redis ;; esac
}

for name in $(for asked in "$@"; do [ "$asked" = services ] && services || echo "$asked"; done); do
    if ! cmp -s "requirements/$name.txt" ".venv/$name.txt"; then
        echo "Installing requirements/$name.txt ..."
        "$python" -m pip install --disable-pip-version-check --require-hashes -r "requirements/$name.txt"
        cp "requirements/$name.txt" ".venv/$name.txt"
    fi
done
