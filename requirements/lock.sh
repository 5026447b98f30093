#!/bin/sh
# Writes the hash-locked requirements anew from the .in files: `make lock`.
# One file a purpose; each later one keeps to the versions of base.txt, so that they fit together.
set -eu
cd "$(dirname "$0")/.."
for name in base postgres redis dev; do
    # -q: the lock goes to the file alone. No index is named, so none lands in the file.
    .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links \
        "$@" "requirements/$name.in" -o "requirements/$name.txt"
    echo "requirements/$name.txt"
done
