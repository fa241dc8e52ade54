"""An endorsement at the issuer: asked for, signed elsewhere, taken, and inside the credentials that it signs afterwards."""

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from assessor_app.cli.endorsing import endorse
from assessor_app.credentials.judge import judge_credential
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.endorsing import endorsed_form, endorsement_request, take_endorsement
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register.static import write_static
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from office import Office, items_of, joined
from samples import NOW

BEFORE = NOW - timedelta(days=30)


def signed_elsewhere(office: Office, folder: Path, code: str) -> bytes:
    with office.issuer.store.read() as connection:
        asked = endorsement_request(connection, code, "1")
    (folder / "request.json").write_text(json.dumps(asked), encoding="utf-8")
    done = CliRunner().invoke(
        endorse,
        [
            str(folder / "request.json"),
            *("--name", "Harbour Electric Ltd", "--comment", "We hire whoever holds this."),
            *("--key", str(folder / "key.pem"), "--out", str(folder / "endorsement.json")),
        ],
    )
    assert done.exit_code == 0, done.output
    return (folder / "endorsement.json").read_bytes()


def taken(office: Office, content: bytes, code: str = "ELE-SAF", version: str = "1") -> bool | str:
    try:
        with office.issuer.store.write() as connection:
            if code == "":
                code, version = endorsed_form(connection, content)
            return take_endorsement(connection, content, code=code, version=version, by="test", now=BEFORE)
    except KnownError as error:
        return error.code


def test_it_is_inside_what_is_signed_afterwards(
    office: Office, lone: SimpleNamespace, tmp_path: Path
) -> None:
    content = signed_elsewhere(office, tmp_path, "ELE-SAF")
    assert (taken(office, content), taken(office, content)) == (True, False)
    joined(office, lone).send(items_of(lone), office.receive)
    office.judge()
    issued = issue_due(office.issuer.store, vault=office.issuer.vault, badges=FormBadges(), now=NOW)
    assert not issued.faults
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
        write_static(connection, tmp_path / "published")
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    for form in (made.content, made.jwt):
        found = judge_credential(
            form or b"", trust=trust, ledger=lambda _cti: None, now=NOW, published=tmp_path / "published"
        )
        assert found.answer is Answer.VALID
        (said,) = found.endorsements
        assert (said.issuer_name, said.signature) == ("Harbour Electric Ltd", Finding.GOOD)


@pytest.mark.parametrize(
    ("code", "version", "why"),
    [("CUL-KNI", "1", "endorsement-other"), ("ELE-SAF", "99", "no-such-form-version")],
)
def test_it_is_of_one_form_version(office: Office, tmp_path: Path, code: str, version: str, why: str) -> None:
    assert taken(office, signed_elsewhere(office, tmp_path, "ELE-SAF"), code, version) == why


def test_it_names_its_form_itself(office: Office, tmp_path: Path) -> None:
    assert taken(office, signed_elsewhere(office, tmp_path, "CUL-KNI"), "") is True
    assert taken(office, b"{}", "") == "endorsement-other"


def test_an_altered_one_is_not_taken(office: Office, tmp_path: Path) -> None:
    content = signed_elsewhere(office, tmp_path, "ELE-SAF").replace(b"We hire", b"We like")
    assert taken(office, content) == "endorsement-unreadable"
    assert taken(office, b"[" * 1000) == "endorsement-unreadable"
