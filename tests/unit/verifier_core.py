"""The judging part of the verifier page, run by Node: the same files that are in the page."""

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HARNESS = ROOT / "build" / "verifier" / "harness.mjs"
WORDS = ROOT / "build" / "verifier" / "words.json"


def words() -> dict[str, dict[str, Any]]:
    """What the page says in other languages, as it was built."""
    found: dict[str, dict[str, Any]] = json.loads(WORDS.read_text(encoding="utf-8"))
    return found


def answers(
    cases: list[dict[str, Any]],
    *,
    lists: dict[str, str],
    registers: dict[str, str],
    languages: bool = False,
    old: bool = False,
) -> list[dict[str, Any]]:
    """What the page tells of each case, as `answers.json` has them; `{"error": code}` of what has no answer.

    `old` takes Ed25519 away from the browser.
    """
    assert HARNESS.is_file(), "the verifier page is not built: make setup"
    spoken = words() if languages else {}
    given = {"cases": cases, "lists": lists, "registers": registers, "words": spoken, "old": old}
    done = subprocess.run(
        ["node", str(HARNESS)], input=json.dumps(given).encode(), capture_output=True, timeout=120, check=True
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def shaped(told: dict[str, Any]) -> dict[str, Any]:
    """An answer of the page, as the vectors name its parts."""
    names = {
        "as_of": "asOf",
        "awarding_body": "body",
        "own_award": "ownAward",
        "approval_number": "approvalNumber",
    }
    plain = ("answer", "reason", "state", "since", "successor", "centre", "phone", "host")
    return {**{name: told[name] for name in plain}, **{name: told[page] for name, page in names.items()}}
