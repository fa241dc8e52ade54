import io
import shutil
import subprocess
import time
import unicodedata

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import Signatory, draw_certificate, draw_stamp
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.page import decode, encode
from assessor_app.documents.raster import page_image, page_png
from assessor_app.documents.reading import codes_in
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.domain.errors import KnownError
from documents_samples import CLAIMS, NAMES, PAYLOAD, certificate, design, pdf_of, url_segments

# Programs that read PDF put marks of direction around right-to-left text.
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))


def paper(content: CertificateContent) -> bytes:
    assets = MemoryAssets()
    return pdf_of([Sheet(draw_certificate(content, design(), assets))], assets)


def text_of(pdf: bytes) -> str:
    """What pdfium reads, with spaces as one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def poppler_text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return unicodedata.normalize("NFC", " ".join(done.stdout.decode().translate(MARKS).split()))


def test_a_certificate_says_what_it_must() -> None:
    told = text_of(paper(certificate(supersedes="7F3A-9KQ2-003Z", guideline="Resuscitation Council 2025")))
    for text in (
        "Certificate of Competence",
        "Provisional until 20 February 2027",
        "Amina Bello",
        "Born 4 March 1998",
        "Electrical Safety: Isolation and Proving Dead",
        "ELE-SAF, version 2",
        "EQF level 3 (indicative)",
        "1 ECTS credit (indicative)",
        "Prove a two-pole tester before and after use",
        "18 November 2026",
        "22 November 2026",
        "18 November 2029",
        "Workplace",
        "Practical observation and oral questions",
        "dead working, single-phase to 230 V, under supervision.",
        "This certificate is not a licence to practise.",
        "Example content, not endorsed by any awarding body.",
        "Resuscitation Council 2025",
        "Harbour Road Training Centre",
        "NG-0417",
        "Own award of this centre",
        "Tunde Okafor",
        "A-20418",
        "Margarethe Ó Briain",
        "Q-1180",
        "+234 1 555 0142",
        "check.example.org",
        "7F3A-9KQ2-004X",
        "Replaces certificate 7F3A-9KQ2-003Z",
    ):
        assert text in told, text
    assert "SAMPLE" not in told


def test_a_registered_certificate_is_not_called_provisional() -> None:
    told = text_of(
        paper(certificate(provisional_until=None, own_award=False, awarding_body="National Board"))
    )
    assert "rovisional" not in told
    assert "Own award" not in told
    assert "Awarded by National Board" in told


def test_a_sample_says_so_twice() -> None:
    assert text_of(paper(certificate(sample=True))).count("SAMPLE") == 2


@pytest.mark.parametrize("name", [name for name in NAMES if "harakat" not in name and name != "Hebrew"])
def test_a_name_in_any_script_is_read_back_by_pdfium(name: str) -> None:
    told = text_of(paper(certificate(holder=NAMES[name]))).translate(MARKS)
    assert unicodedata.normalize("NFC", NAMES[name]) in unicodedata.normalize("NFC", told)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_read_back_by_poppler(name: str) -> None:
    assert unicodedata.normalize("NFC", NAMES[name]) in poppler_text_of(
        paper(certificate(holder=NAMES[name]))
    )


def test_control_characters_and_markup_are_plain_text_or_nothing() -> None:
    told = text_of(paper(certificate(holder="A\x00mi\x1bna\u202e <b>Bello</b>\n\tde Q")))
    assert "Amina <b>Bello</b> de Q" in told


def test_a_letter_that_no_font_has_is_refused_and_never_a_box() -> None:
    with pytest.raises(KnownError, match="letters-missing"):
        draw_certificate(certificate(holder="王小明"), design(), MemoryAssets())


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "Maximiliana Konstantinopolitanskaya " * 8 + "Featherstonehaug"},
        {"holder": "W" * 300},
        {"holder": "प्रियंका " * 33},
        {"holder": "x" + "\u0301" * 299},
        {"outcomes": ("Explain, plan and carry out the inspection of a distribution board, " * 3,) * 8},
        {"assessor": Signatory("Maximiliana " * 25, "A" * 60), "centre": "Training Centre " * 12},
        {"title": "Advanced Circuitry and Fault Finding " * 5, "holder": "Amina Bello " * 25},
        {
            "limits": "dead working " * 40,
            "phone": "+234 1 555 0142 " * 3,
            "assessment_method": "observed " * 15,
        },
        {"host": "a-very-long-host-name-of-a-verifier-page.checks.awarding-body.example.org"},
        {"assessment_method": "Practical observation of two tasks, oral questions and a witness statement"},
        {"outcomes": ()},
    ],
)
def test_long_texts_fit_inside_the_border(changes: dict[str, object]) -> None:
    drawn = paper(certificate(**changes))
    document = pypdfium2.PdfDocument(drawn)
    page = document[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1).strip()]
    document.close()
    assert min(box[0] for box in boxes) >= 50
    assert max(box[2] for box in boxes) <= 792
    assert min(box[1] for box in boxes) >= 50
    assert codes_in(drawn) == [PAYLOAD]


def test_outcomes_beyond_reading_are_refused_and_not_cut() -> None:
    with pytest.raises(KnownError, match="certificate-too-full"):
        draw_certificate(
            certificate(outcomes=("Explain the whole trade " * 40,) * 8), design(), MemoryAssets()
        )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_name_is_drawn_or_refused_in_a_known_way(name: str) -> None:
    try:
        draw_certificate(certificate(holder=name), design(), MemoryAssets())
    except KnownError as refusal:
        assert refusal.code == "letters-missing"  # noqa: PT017 - either outcome is right


def test_the_code_reads_back_from_a_300_dpi_print() -> None:
    assert codes_in(page_png(paper(certificate()), dpi=300)) == [PAYLOAD]


def test_a_code_too_fine_to_read_is_refused() -> None:
    with pytest.raises(KnownError, match="qr-too-large"):
        draw_certificate(certificate(qr=url_segments("HTTPS://X/", CLAIMS * 2)), design(), MemoryAssets())


def test_a_frozen_page_is_the_same_alone_and_among_a_hundred() -> None:
    assets = MemoryAssets()
    page = decode(encode(draw_certificate(certificate(), design(), assets)))
    others = [
        draw_certificate(certificate(holder=list(NAMES.values())[at % len(NAMES)]), design(), assets)
        for at in range(20)
    ]
    alone = pdf_of([Sheet(page)], assets)
    among = pdf_of([*(Sheet(other) for other in others * 5), Sheet(page)], assets)
    with pikepdf.open(_stream(alone)) as one, pikepdf.open(_stream(among)) as many:
        assert len(many.pages) == 101
        first, last = one.pages[0].obj.Contents[0], many.pages[-1].obj.Contents[0]
        assert first.read_raw_bytes() == last.read_raw_bytes() == page.content
    assert page_image(alone, 0, 60).tobytes() == page_image(among, 100, 60).tobytes()


def test_the_same_sheets_make_the_same_file() -> None:
    assert paper(certificate()) == paper(certificate())


def test_a_stamp_lies_over_the_page_and_leaves_it_as_it_was() -> None:
    assets = MemoryAssets()
    page = draw_certificate(certificate(), design(), assets)
    stamp = draw_stamp("Replacement 1 of 7F3A-9KQ2-004X, 22 November 2026: lost", design(), assets)
    stamped = pdf_of([Sheet(page, stamp)], assets)
    assert "Replacement 1 of 7F3A-9KQ2-004X, 22 November 2026: lost" in text_of(stamped)
    with pikepdf.open(_stream(stamped)) as file:
        assert file.pages[0].obj.Contents[0].read_raw_bytes() == page.content
    assert codes_in(stamped) == [PAYLOAD]


def test_a_stopped_job_writes_nothing() -> None:
    assets = MemoryAssets()
    page = draw_certificate(certificate(), design(), assets)
    out, heard = _stream(b""), []

    def stop_at_two(done: int) -> bool:
        heard.append(done)
        return done < 2

    with pytest.raises(KnownError, match="cancelled"):
        write_pdf([Sheet(page)] * 5, out, assets, stop_at_two)
    assert heard == [1, 2]
    assert out.getvalue() == b""


def test_a_page_whose_font_is_gone_says_so() -> None:
    page = draw_certificate(certificate(), design(), MemoryAssets())
    with pytest.raises(KnownError, match="asset-missing"):
        pdf_of([Sheet(page)], MemoryAssets())


def test_the_file_names_itself_and_its_language() -> None:
    with pikepdf.open(_stream(paper(certificate()))) as file:
        title = "Certificate 7F3A-9KQ2-004X: Electrical Safety: Isolation and Proving Dead"
        assert str(file.docinfo["/Title"]) == title
        assert file.open_metadata()["dc:title"] == title
        assert str(file.Root.Lang) == "en"
        assert "/CreationDate" not in file.docinfo


@pytest.mark.bench
def test_a_page_is_drawn_in_40_milliseconds() -> None:
    assets = MemoryAssets()
    draw_certificate(certificate(), design(), assets)
    started = time.perf_counter()
    for number in range(50):
        draw_certificate(certificate(number=f"7F3A-9KQ2-{number:04}"), design(), assets)
    assert (time.perf_counter() - started) / 50 < 0.04


def _stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
