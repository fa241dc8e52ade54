"""Certificates with good defaults, for the tests of documents."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from assessor_app.documents.assets import Assets
from assessor_app.documents.certificate_design import OpenDesign, open_certificate_design
from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.qr import QrSegment
from assessor_app.documents.sheets import Sheet, write_pdf

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CLAIMS = "".join(BASE32[(7 * at * at + 3 * at + at // 5) % 32] for at in range(720))
PAYLOAD = f"HTTPS://CHECK.EXAMPLE.ORG/#{CLAIMS}"
NAMES = {
    "Latin": "Amina Bello",
    "Vietnamese": "Nguyễn Thị Thuỳ Dương",
    "Cyrillic": "Владимир Иванович Щербаков",
    "Greek": "Ὀδυσσεὺς Παπαδόπουλος",
    "Arabic": "عبد الإله علاء الأحمدي",
    "Arabic with harakat": "مُحَمَّدٌ الْأَحْمَدِيّ",
    "Hebrew": "שָׁלוֹם כהן",
    "Devanagari": "सुश्री प्रियंका त्रिपाठी",
    "Ethiopic": "አበበ ቢቂላ ገብረ ሥላሴ",
    "Bengali": "মোহাম্মদ রহমান",
    "Thai": "สมชาย ใจดี",
    "Tamil": "தமிழ்ச்செல்வி",
    "Armenian": "Արամ Խաչատրյան",
    "Georgian": "გიორგი ბერიძე",
}


def url_segments(address: str, claims: str) -> tuple[QrSegment, ...]:
    """`HTTPS://HOST/` + `#` + base32 as the three segments of the paper's code."""
    return (QrSegment(address, "alnum"), QrSegment("#", "byte"), QrSegment(claims, "alnum"))


@cache
def design() -> OpenDesign:
    """The design that ships, opened once for all tests: opening it reads fonts."""
    return open_certificate_design()


def certificate(**changes: Any) -> CertificateContent:
    content = CertificateContent(
        holder="Amina Bello",
        identity="Born 4 March 1998",
        title="Electrical Safety: Isolation and Proving Dead",
        form_code="ELE-SAF",
        form_version="2",
        level="EQF level 3 (indicative)",
        credits="1 ECTS credit (indicative)",
        workload="25 hours",
        outcomes=(
            "Identify every source of supply to a piece of equipment",
            "Isolate a circuit, lock it off with an own lock and keep the key",
            "Prove a two-pole tester before and after use",
        ),
        environment="Workplace",
        assessment_method="Practical observation and oral questions",
        achieved=date(2026, 11, 18),
        issued=date(2026, 11, 22),
        valid_until=date(2029, 11, 18),
        provisional_until=date(2027, 2, 20),
        limits="dead working, single-phase to 230 V, under supervision",
        not_a_licence="This certificate is not a licence to practise",
        endorsement="Example content, not endorsed by any awarding body",
        guideline="",
        centre="Harbour Road Training Centre",
        centre_approval="NG-0417",
        centre_country="Nigeria",
        awarding_body="",
        own_award=True,
        assessor=Signatory("Tunde Okafor", "A-20418"),
        quality_assurer=Signatory("Margarethe Ó Briain", "Q-1180"),
        phone="+234 1 555 0142",
        host="check.example.org",
        number="7F3A-9KQ2-004X",
        qr=url_segments("HTTPS://CHECK.EXAMPLE.ORG/", CLAIMS),
    )
    return replace(content, **changes)


def pdf_of(sheets: Iterable[Sheet], assets: Assets) -> bytes:
    out = io.BytesIO()
    write_pdf(sheets, out, assets)
    return out.getvalue()
