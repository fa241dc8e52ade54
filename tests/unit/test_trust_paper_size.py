"""A code must stay coarse enough for a telephone's camera: version 16 for Latin names, 18 for any (EC L)."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from assessor_app.formats import qr_text
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.trust.cose_sign import sign_paper
from assessor_app.trust.keys import generate
from assessor_app.trust.own_root import OwnCentre, own_delegation

# ISO/IEC 18004, table 7: data codewords at error correction L.
CODEWORDS = {14: 461, 15: 523, 16: 589, 17: 647, 18: 721}
HOST = "certificates.college.example.org"
CLAIMS = PaperClaims(
    cti=bytes(16),
    issued_at=1_795_348_800,
    number="04HM-ASW9-0012-G",
    name="Maria Fernanda Gómez-Rodríguez",
    mark=date(2001, 3, 14),
    code="ELE-SAF",
    version="2",
    title="Brake System Maintenance (disc and drum)",
    level="EQF 3 (indicative)",
    credits="3 ECVET points",
    environment=Environment.WORKPLACE,
    provisional_until=date(2027, 2, 20),
    valid_until=date(2029, 11, 21),
)


def bits(text: str) -> int:
    """What the segments take in a symbol of version 10 to 26: mode, length, and 11 bits for two characters."""
    return sum(
        4 + (11 + len(part) // 2 * 11 + len(part) % 2 * 6 if mode == "alnum" else 16 + 8 * len(part))
        for part, mode in qr_text.segments(text)
    )


def version(claims: PaperClaims) -> int:
    device, online = generate(), generate()
    given_to = own_delegation(
        OwnCentre(id="centre-01234567", name="A college"),
        device_id="0123456789abcdef" * 2,
        device_public=device.public,
        online=online,
        now=datetime(2026, 11, 22, tzinfo=UTC),
        scope=("AUT", "CUL", "ELE", "HEA"),
    )
    needed = bits(sign_paper(claims, key=device, delegation=given_to, host=HOST))
    return next(number for number, codewords in CODEWORDS.items() if needed <= 8 * codewords)


def test_a_latin_name_fits_version_16() -> None:
    assert version(CLAIMS) <= 16


@pytest.mark.parametrize("letter", ["M", "Ж", "क", "ሀ", "𝔐"])
def test_any_name_fits_version_18(letter: str) -> None:
    long = letter * 100
    worst = dataclasses.replace(
        CLAIMS,
        name=long,
        title=long,
        level="L" * 24,
        credits="C" * 24,
        mark="1" * 24,
        code="E" * 24,
        version="9" * 24,
    )
    assert version(worst) <= 18
