"""A credential of a real issuer, with what its host serves, before verifiers that nobody here wrote."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.lists import publish_lists
from assessor_app.issuer.register.static import write_static
from office import Office, items_of, joined
from samples import NOW
from test_credentials_elsewhere import Elsewhere, elsewhere

__all__ = ["elsewhere"]
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("script", ["first.mjs", "second.mjs"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_an_issuer_signs_is_verified_by_what_it_publishes(
    elsewhere: Elsewhere,
    script: str,
    office: Office,
    lone: SimpleNamespace,
    tmp_path: Path,
) -> None:
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    vault = office.issuer.vault
    assert not issue_due(office.issuer.store, vault=vault, badges=FormBadges(), now=NOW).faults
    with office.issuer.store.write() as connection:
        # Those verifiers go by the clock of this machine.
        publish_lists(connection, vault=vault, now=datetime.now(UTC))
        (made,) = kept.standing(connection)
        out = tmp_path / "published"
        write_static(connection, out)
    credential = json.loads(made.content or b"")
    did = credential["issuer"]["id"]
    assert did == "did:web:issuer.test"
    document = json.loads((out / ".well-known" / "did.json").read_bytes())
    assert document["id"] == did
    url = credential["credentialStatus"]["statusListCredential"]
    served = json.loads((out / "urls.json").read_bytes())
    forged = {**credential, "name": "Another title"}
    # A host that no longer says that this key makes assertions.
    silent = {**document, "assertionMethod": []}
    for published, told_ok in (
        (document, {"it": True, "forged": False}),
        (silent, {"it": False, "forged": False}),
    ):
        asked = {
            "cases": [{"name": "it", "credential": credential}, {"name": "forged", "credential": forged}],
            "lists": {url: json.loads((out / served[url]).read_bytes())},
            "published": {did: published},
        }
        told = elsewhere.ask(script, asked)
        assert {name: found["ok"] for name, found in told.items()} == told_ok, told
