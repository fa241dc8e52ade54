#!/bin/sh
# Sets up a fresh machine: system libraries, the virtual environment, fonts, icons, translations, bytecode.
set -eu

# What Qt, printing, the tests' window, database, browser and proxy and the fonts need, by Debian's names.
PACKAGES="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libpulse0 libcups2
fonts-noto-core fonts-noto-mono poppler-utils libzbar0 xvfb xauth postgresql chromium nginx-light caddy dbus-daemon"

# The verifier page is built by Node, and other people's verifiers, which the tests hold our credentials up to, run on it. A Node that is here already stays.
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  PACKAGES="$PACKAGES nodejs npm"
fi

missing_packages() {
  for name in $PACKAGES; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
  done
}

if command -v apt-get >/dev/null 2>&1; then
  MISSING=$(missing_packages)
  if [ -n "$MISSING" ]; then
    echo "Installing system libraries: $MISSING"
    SUDO=""
    [ "$(id -u)" = 0 ] || SUDO="sudo"
    $SUDO apt-get update -q
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -q --no-install-recommends $MISSING
  fi
else
  echo "This system has no apt-get: install these by your own package manager, under the names it gives them:" $PACKAGES
fi

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; call: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi
[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -c packaging/constraints.txt -e ".[desktop,issuer,dev]"
"$VENV/bin/python" packaging/fetch_resources.py

# The page on which anybody checks a paper. The program runs without it: only who publishes needs it.
sh packaging/verifier.sh "$VENV/bin/python" ||
  echo "The verifier page could not be built (npm needs a network the first time); everything else is ready." >&2

# Into build/, by the locked list; only tests want them, so without a network the program is set up all the same.
VERIFIERS=build/independent
if ! cmp -s tests/independent/package-lock.json "$VERIFIERS/node_modules/installed.json"; then
  mkdir -p "$VERIFIERS"
  cp tests/independent/package.json tests/independent/package-lock.json tests/independent/.npmrc "$VERIFIERS/"
  if (cd "$VERIFIERS" && npm ci --no-progress); then
    cp tests/independent/package-lock.json "$VERIFIERS/node_modules/installed.json"
  else
    echo "The verifiers that make check compares with could not be installed; everything else is ready." >&2
  fi
fi
"$VENV/bin/python" -m compileall -q src "$VENV"/lib/python*/site-packages >/dev/null 2>&1 || true
