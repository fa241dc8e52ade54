"""The centre's signature in a PDF (PAdES B-B): two readers that are not ours take it, and see any change."""

import io
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.x509 import Certificate
from PIL import ImageChops
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.derived.file import Derived, derived_pdf
from assessor_app.documents.derived.sealing import sign_pdf
from assessor_app.documents.raster import page_image
from assessor_app.domain.errors import KnownError
from assessor_app.trust.pkcs12 import first_day, read_pkcs12
from certificates_of_a_centre import PASSPHRASE, Made, make
from documents_samples import certificate, design
from pdfa_rules import broken_rules


@pytest.fixture(scope="module")
def plain() -> bytes:
    assets = MemoryAssets()
    page = draw_certificate(certificate(), design(), assets)
    content = Derived(pages=(page,), proof=b"\xd2proof", issued=datetime.now(UTC), credential=b"{}")
    return derived_pdf(content, assets)


def judged(pdf: bytes, made: Made) -> PdfSignatureStatus:
    trust = ValidationContext(trust_roots=[Certificate.load(made.root_der)], allow_fetching=False)
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, trust)


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_pyhanko_finds_it_whole_trusted_and_over_the_whole_file(kind: str, plain: bytes) -> None:
    made = make(kind)
    seal = read_pkcs12(made.pkcs12, PASSPHRASE)
    signed = sign_pdf(plain, seal)
    status = judged(signed, made)
    assert status.bottom_line
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert signed.startswith(plain)
    with pikepdf.open(io.BytesIO(signed)) as file:
        assert file.Root.AcroForm.Fields[0].V.SubFilter == "/ETSI.CAdES.detached"


def test_poppler_says_so_too(plain: bytes, tmp_path: Path) -> None:
    made = make("rsa")
    (tmp_path / "one.pdf").write_bytes(sign_pdf(plain, read_pkcs12(made.pkcs12, PASSPHRASE)))
    told = subprocess.run(
        ["pdfsig", "-nocert", "one.pdf"], cwd=tmp_path, check=False, capture_output=True, text=True
    ).stdout
    assert "Signature is Valid" in told
    assert "ETSI.CAdES.detached" in told
    assert "Total document signed" in told


def test_it_stays_pdf_a_and_looks_the_same(plain: bytes) -> None:
    signed = sign_pdf(plain, read_pkcs12(make().pkcs12, PASSPHRASE))
    assert broken_rules(signed) == []
    seen, before = page_image(signed, dpi=80), page_image(plain, dpi=80)
    assert ImageChops.difference(seen, before).getbbox() is None
    with pikepdf.open(io.BytesIO(signed)) as file:
        (widget,) = file.pages[0].obj.Annots
        assert [float(side) for side in widget.Rect] == [0, 0, 0, 0]
        assert int(widget.F) & 0b100
        assert not int(widget.F) & 0b100011


def test_a_changed_byte_is_seen(plain: bytes) -> None:
    made = make()
    signed = bytearray(sign_pdf(plain, read_pkcs12(made.pkcs12, PASSPHRASE)))
    place = signed.index(b"/MediaBox") if b"/MediaBox" in signed else 2000
    signed[place + 300] ^= 1
    status = judged(bytes(signed), made)
    assert not status.intact
    assert not status.bottom_line


@pytest.mark.expects_log
def test_under_another_root_it_is_whole_and_nobody_is_trusted(plain: bytes) -> None:
    status = judged(sign_pdf(plain, read_pkcs12(make().pkcs12, PASSPHRASE)), make())
    assert status.intact
    assert not status.trusted


def test_what_a_file_says_of_itself_is_read() -> None:
    seal = read_pkcs12(make(days=(-3, 10)).pkcs12, PASSPHRASE)
    today = datetime.now(UTC).date()
    assert seal.subject == "Seal of Harbour Street, Harbour Street Training Centre"
    assert seal.issuer == "Root of a test"
    assert seal.begins == first_day(seal.certificates) == today - timedelta(days=3)
    assert seal.holds(today)
    assert not seal.holds(today + timedelta(days=11))
    assert "private" not in repr(seal)


@pytest.mark.parametrize(
    ("content", "passphrase", "code"),
    [
        (b"no certificate", PASSPHRASE, "seal-unreadable"),
        (b"", "", "seal-unreadable"),
        (b"\x30" * 2_000_000, PASSPHRASE, "seal-unreadable"),
        (make().pkcs12, "another", "seal-unreadable"),
        (make("ed25519").pkcs12, PASSPHRASE, "seal-key-kind"),
        (make("short").pkcs12, PASSPHRASE, "seal-key-kind"),
    ],
    ids=["words", "nothing", "too long", "passphrase", "kind of key", "short key"],
)
def test_others_are_refused_with_a_sentence(content: bytes, passphrase: str, code: str) -> None:
    with pytest.raises(KnownError, match=code):
        read_pkcs12(content, passphrase)
