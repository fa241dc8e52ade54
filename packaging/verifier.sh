#!/bin/sh
# Builds the verifier page into resources/verifier/built by the locked list of packages. Takes the Python to use.
set -eu

PYTHON="$1"
BUILD=build/verifier
OUT=resources/verifier/built

if ! cmp -s resources/verifier/package-lock.json "$BUILD/node_modules/installed.json"; then
  mkdir -p "$BUILD"
  cp resources/verifier/package.json resources/verifier/package-lock.json resources/verifier/.npmrc "$BUILD/"
  (cd "$BUILD" && npm ci --no-progress)
  cp resources/verifier/package-lock.json "$BUILD/node_modules/installed.json"
fi
"$PYTHON" packaging/verifier_words.py "$BUILD/words.json"
node resources/verifier/build.mjs "$BUILD/node_modules" "$BUILD/words.json" "$OUT"
