"""`assessor-app credentials export` on the sample centre, which is its own root, one of its papers annulled."""

import base64
import json
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
from PIL import Image
from pypdfium2 import PdfDocument

from assessor_app.device import open_device
from assessor_app.domain import number as numbers
from assessor_app.domain.after import Why
from assessor_app.domain.people import Role
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from pdfa_rules import broken_rules
from sample_copy import sample_at
from test_cli import Ran, run

PIN = "4826"


@dataclass(frozen=True)
class Exported:
    """A sample centre with its export; `annulled` is the number of a paper that was taken back."""

    data: Path
    state: Path
    folder: Path
    annulled: str
    told: Ran

    def run(self, *arguments: str) -> Ran:
        return run(*arguments, "--data", str(self.data), state=self.state)

    @property
    def numbers(self) -> list[str]:
        return [one["number"] for one in self.told.json["credentials"]]


def take_one_back(data: Path, state: Path) -> str:
    """Annuls the newest paper; returns its number."""
    device = open_device(data, lambda slots: slots.open_with("sample"), state=state / "chains")
    try:
        hashed = PinState(hash=PinHasher().hash(PIN), failures=0, wait_until="")
        for person in device.tables.staff.all():
            device.tables.staff.put_pin(person.id, hashed)
        assurer = next(one.id for one in device.tables.staff.all() if one.has(Role.QUALITY_ASSURER))
        paper = device.tables.certificates.get(device.tables.certificates.lines()[0].number)
        work = device.tables.assessments.get(paper.assessment)
        annul(
            device.after,
            by=Signer(id=work.decided_by, pin=PIN),
            second=Signer(id=assurer, pin=PIN),
            assessment=work.id,
            grounds=Grounds(why=Why.WRONG_LEARNER, reason="Another learner's marks."),
        )
        return paper.number
    finally:
        device.close()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp("credentials")
    data, state, out = folder / "data", folder / "state", folder / "out"
    sample_at(data, state)
    annulled = take_one_back(data, state)
    told = run(
        "credentials", "export", "--all", "--out", str(out), "--data", str(data), "--json", state=state
    )
    assert told.status == 0, told.err
    return Exported(data, state, out, annulled, told)


def test_those_with_a_credential_are_written_and_the_others_listed(exported: Exported) -> None:
    assert len(exported.numbers) == 7
    for one in exported.told.json["credentials"]:
        number = one["number"]
        assert sorted(one["files"]) == [f"{number}.{kind}" for kind in ("json", "jwt", "pdf", "png", "svg")]
    written = {path.name for path in exported.folder.iterdir()}
    assert written == {name for one in exported.told.json["credentials"] for name in one["files"]}
    (without,) = exported.told.json["without"]
    assert (without["number"], without["reason"]) == (exported.annulled, "no-credential")
    assert exported.annulled in without["message"]


def test_each_file_carries_the_same_signed_credential(exported: Exported) -> None:
    for number in exported.numbers:
        signed = json.loads((exported.folder / f"{number}.json").read_bytes())
        assert signed["credentialSubject"]["licenseNumber"] == number
        OB3LdpVerifier().verify((exported.folder / f"{number}.json").read_bytes())
        png = (exported.folder / f"{number}.png").read_bytes()
        Image.open(BytesIO(png)).verify()
        assert json.loads(OB3Verifier.extract_token_from_png(png)) == signed
        svg = (exported.folder / f"{number}.svg").read_bytes()
        assert json.loads(OB3Verifier.extract_token_from_svg(svg)) == signed
        with PdfDocument(exported.folder / f"{number}.pdf") as page:
            assert len(page) == 1
        assert broken_rules((exported.folder / f"{number}.pdf").read_bytes()) == []


def test_the_file_of_the_page_holds_proof_and_credential_for_any_reader(
    exported: Exported, tmp_path: Path
) -> None:
    """Taken out by a tool that is not ours: the credential is the one that lies beside it, the proof is the code's."""
    number = exported.numbers[0]
    shutil.copy(exported.folder / f"{number}.pdf", tmp_path / "one.pdf")
    subprocess.run(["pdfdetach", "-saveall", "one.pdf"], cwd=tmp_path, check=True)
    assert (tmp_path / "credential.json").read_bytes() == (exported.folder / f"{number}.json").read_bytes()
    proof = base64.b32encode((tmp_path / "proof.cose").read_bytes()).rstrip(b"=").decode()
    host = exported.run("verify", str(tmp_path / "one.pdf"), "--json").json["host"]
    told = exported.run("verify", f"HTTPS://{host}/#{proof}", "--json")
    assert (told.status, told.json["claims"]["number"]) == (0, number)


def test_every_kind_of_file_is_checked_and_valid_here(exported: Exported) -> None:
    for kind in ("json", "jwt", "pdf", "png", "svg"):
        told = exported.run("verify", str(exported.folder / f"{exported.numbers[0]}.{kind}"), "--json")
        assert (told.status, told.json["answer"]) == (0, "valid"), kind


def test_whoever_holds_the_list_of_keys_knows_who_signed_the_jwt(
    exported: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, it is whole and nobody vouches for it."""
    device = open_device(
        exported.data, lambda slots: slots.open_with("sample"), state=exported.state / "chains"
    )
    try:
        (tmp_path / "centre.anchors").write_text(device.tables.trust.own_anchors(), encoding="ascii")
    finally:
        device.close()
    token = str(exported.folder / f"{exported.numbers[0]}.jwt")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nothing"))
    alone = run("verify", token, "--json")
    known = run("verify", token, "--json", "--trust", str(tmp_path / "centre.anchors"))
    assert (alone.json["reason"], alone.json["parts"]["signature"]) == ("unknown-issuer", "good")
    assert (known.json["reason"], known.json["parts"]["issuer"]) == ("no-register", "good")


def test_a_second_export_is_the_same_and_one_alone_can_be_asked_for(
    exported: Exported, tmp_path: Path
) -> None:
    number = exported.numbers[0]
    told = exported.run("credentials", "export", "--number", number.lower(), "--out", str(tmp_path), "--json")
    assert told.status == 0, told.err
    assert [one["number"] for one in told.json["credentials"]] == [number]
    for kind in ("json", "png", "svg"):
        assert (tmp_path / f"{number}.{kind}").read_bytes() == (
            exported.folder / f"{number}.{kind}"
        ).read_bytes()


def test_a_number_that_nobody_knows_keeps_no_other_back(exported: Exported, tmp_path: Path) -> None:
    stranger, number = numbers.make("ffffffffffffffffffffffffffffffff", 1), exported.numbers[0]
    told = exported.run(
        "credentials", "export", "--number", stranger, "--number", number, "--out", str(tmp_path), "--json"
    )
    assert told.status == 0, told.err
    assert [one["number"] for one in told.json["credentials"]] == [number]
    assert [one["reason"] for one in told.json["without"]] == ["no-such-certificate"]
    assert (tmp_path / f"{number}.pdf").exists()


def test_only_a_p256_key_makes_jwts(exported: Exported, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key, out, number = tmp_path / "key.pem", tmp_path / "out", exported.numbers[0]
    arguments = ("credentials", "export", number, "--jwt-key", str(key), "--out", str(out))
    key.write_bytes(b"no key at all")
    refused = exported.run(*arguments)
    assert refused.status == 2
    assert "P-256" in refused.err
    private = generate_private_key(SECP256R1())
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert exported.run(*arguments).status == 0
    token = (out / f"{number}.jwt").read_text(encoding="ascii").strip()
    credential = OB3Verifier(private.public_key()).verify(token)
    assert credential.issuer.id.startswith("did:key:zDn")


def test_wrong_words_are_told_plainly(exported: Exported, tmp_path: Path) -> None:
    assert exported.run("credentials", "export", "--out", str(tmp_path)).status == 2
    assert exported.run("credentials", "export", "--all", "A", "--out", str(tmp_path)).status == 2
    unknown = exported.run("credentials", "export", "K4T9-2M7Q-0012-5", "--out", str(tmp_path / "new"))
    assert unknown.status in {1, 2}
    assert unknown.err.count("\n") == 1
    file = tmp_path / "a file"
    file.write_bytes(b"")
    assert exported.run("credentials", "export", "--all", "--out", str(file / "in it")).status == 2
