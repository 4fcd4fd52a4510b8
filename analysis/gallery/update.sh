#!/bin/sh
# Draws the pictures of this folder again, with the packaged tool, as pictures.txt says.
set -eu
gallery=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$gallery/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -v '^#' "$gallery/pictures.txt" | while read -r picture recording chart; do
    if [ ! -d "$work/$recording" ]; then
        "$root/analysis/target/lostedge/bin/lostedge" analyze "$root/data/recordings/$recording" \
            --output "$work/$recording" > "$work/log" < /dev/null
    fi
    cp "$work/$recording/charts/$chart" "$gallery/$picture"
done
