"""Pictures of the verifier page: `python tests/issuer/verifier_tour.py --out build/tour`."""

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE), str(_HERE.parent / "e2e")]

from assessor_app.domain import number as numbers  # noqa: E402 - the tests' own modules are found by the line above
from assessor_app.domain.answer import PaperState  # noqa: E402
from assessor_app.formats.credential import encode  # noqa: E402
from assessor_app.issuer.store.engine import file_url, open_store  # noqa: E402
from browser import Tab, browser  # noqa: E402
from credential_samples import sample_form  # noqa: E402
from dropping import given_file  # noqa: E402
from made import an_issuer  # noqa: E402
from papers import Papers, page_of  # noqa: E402
from visitor import Console, console  # noqa: E402

DESK, PHONE = (1366, 768), (390, 844)
_CHAIN = "9e3779b97f4a7c15" * 2


def codes(papers: Papers) -> dict[str, str]:
    """One paper for each answer, of three people."""

    def number(serial: int) -> str:
        return numbers.make(_CHAIN, serial).replace("-", "")

    return {
        "valid": papers.paper(
            "valid",
            PaperState.REGISTERED,
            name="Nguyễn Thị Thu Hà",
            mark=date(2001, 9, 17),
            number=number(12),
        ),
        "cannot-tell": papers.paper("cannot-tell", name="Amina Bello", number=number(57)),
        "not-valid": papers.paper(
            "not-valid", PaperState.REVOKED, name="Łukasz Żółkowski", mark="4711", number=number(8)
        ),
    }


def take(served: Console, papers: Papers, tab: Tab, out: Path) -> None:
    """The page that asks and the three answers: on a telephone and at a desk, light, dark and with more contrast."""
    out.mkdir(parents=True, exist_ok=True)
    stops = {"ask": "", **{name: text.partition("#")[2] for name, text in codes(papers).items()}}
    for name, fragment in stops.items():
        for scheme, contrast in (("light", "no-preference"), ("dark", "no-preference"), ("light", "more")):
            tab.scheme(scheme, contrast=contrast)
            kind = "-contrast" if contrast == "more" else "" if scheme == "light" else "-dark"
            for size, place in ((PHONE, "-phone"), (DESK, "")):
                tab.size(*size, phone=size == PHONE)
                _open(served, tab, name, fragment)
                tab.picture(out / f"verifier-{name}{kind}{place}.png", whole=False)
    tab.scheme("light")
    tab.size(*PHONE, phone=True)
    for name in ("valid", "cannot-tell", "not-valid"):
        _open(served, tab, name, stops[name])
        tab.value(
            "(() => { const one = document.querySelector('select'); one.value = 'de'; one.dispatchEvent(new Event('change')); })()"
        )
        tab.picture(out / f"verifier-{name}-german-phone.png", whole=True)
        tab.size(*PHONE, phone=True)
        tab.value("localStorage.clear()")


def take_files(served: Console, papers: Papers, tab: Tab, out: Path) -> None:
    """Files with several things in them: a transcript of which one part was withdrawn, and a certificate with its credential attached."""
    out.mkdir(parents=True, exist_ok=True)
    holder, number = "Nguyễn Thị Thu Hà", numbers.make(_CHAIN, 12)
    titles = ("Electrical Safety", "Basic Wiring", "Advanced Circuitry")
    members = []
    for place, (title, state) in enumerate(
        zip(titles, (PaperState.REGISTERED, PaperState.REGISTERED, PaperState.REVOKED), strict=True), 101
    ):
        form = replace(sample_form(), title=title)
        told = {"holder": holder, "number": numbers.make(_CHAIN, place), "form": form}
        members.append(papers.badge(title, state, place=place, **told))
    text = papers.paper(
        "whole", PaperState.REGISTERED, name=holder, number=number.replace("-", ""), title=titles[0]
    )
    form = replace(sample_form(), title=titles[0])
    credential = papers.badge(
        "whole", PaperState.REGISTERED, place=110, holder=holder, number=number, form=form
    )
    files = {
        "transcript": ("transcript.json", "not-valid", encode(papers.transcript(*members))),
        "learners-file": (
            "certificate.pdf",
            "valid",
            page_of(text, learners=True, credential=encode(credential)),
        ),
    }
    for name, (file, comes_to, content) in files.items():
        for scheme, kind in (("light", ""), ("dark", "-dark")):
            tab.scheme(scheme)
            for size, where in ((PHONE, "-phone"), (DESK, "")):
                tab.size(*size, phone=size == PHONE)
                _open(served, tab, "ask", "")
                given_file(tab, file, content)
                tab.until(f"document.body.dataset.state === '{comes_to}'")
                tab.picture(out / f"verifier-{name}{kind}{where}.png", whole=True)
    tab.scheme("light")


def _open(served: Console, tab: Tab, state: str, fragment: str) -> None:
    tab.open("about:blank")
    tab.open(f"{served.url}/#{fragment}" if fragment else f"{served.url}/")
    tab.until(f"document.body.dataset.state === '{state}'")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory(prefix="assessor-verifier-") as text:
        folder = Path(text)
        store = open_store(file_url(folder))
        papers = Papers(an_issuer(store, folder, now=datetime.now(UTC)))
        papers.open()
        with console(papers.issuer) as served, browser(script=True) as tab:
            take(served, papers, tab, out)
            take_files(served, papers, tab, out)
        store.close()


if __name__ == "__main__":
    main()
