"""A credential before the page and before the program: what each of them tells of the same bytes."""

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor_app.credentials.judge import judge_credential
from assessor_app.trust.anchors import TrustStore
from assessor_app.wording.credentials import judged_sentence
from assessor_app.wording.inside import inside_of
from test_credentials_judged import NOW, URL
from verifier_core import answers


def packed(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def listed(status: dict[str, Any] | str | None) -> str | None:
    return json.dumps(status) if isinstance(status, dict) else status


def by_page(
    data: bytes, *, by: TrustStore, status: dict[str, Any] | str | None = None, now: datetime = NOW
) -> dict[str, Any]:
    given = {
        "file": b64encode(data).decode(),
        "lists": ["list"],
        "now": now.astimezone(UTC).isoformat(timespec="milliseconds"),
        "status": listed(status),
    }
    return answers([given], lists={"list": by.lists[0].text}, registers={})[0]


def by_program(
    data: bytes,
    folder: Path,
    *,
    by: TrustStore,
    status: dict[str, Any] | str | None = None,
    now: datetime = NOW,
) -> dict[str, Any]:
    if status is not None:
        (folder / "1.json").write_text(listed(status) or "", encoding="utf-8")
        (folder / "urls.json").write_text(json.dumps({URL: "1.json"}), encoding="utf-8")
    judged = judge_credential(data, trust=by, ledger=lambda _: None, now=now, published=folder)
    parts = {
        name: str(getattr(judged.parts, name))
        for name in ("structure", "signature", "issuer", "dates", "status")
    }
    return {
        "answer": judged.answer.value,
        "reason": judged.reason.value,
        "state": judged.state.value,
        "parts": parts,
        "carrier": judged.carrier,
        "asOf": judged.as_of.isoformat() if judged.as_of else None,
        "body": judged.awarding_body,
        "phone": judged.phone,
        "said": (judged.said.holder, judged.said.title, judged.said.number, judged.said.code),
        "sentence": judged_sentence(judged),
        "inside": [
            {"title": one.title, "lines": [asdict(line) for line in one.lines]} for one in inside_of(judged)
        ],
    }


def shaped(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    said = found["said"]
    told = {name: found[name] for name in wanted if name != "said"}
    return {**told, "said": (said["holder"], said["title"], said["number"], said["code"])}
