"""Is this one real? By the text of the QR code, or by the number that an employer reads out over the telephone."""

from collections.abc import Iterable

from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.awards.ports import CertificateLine
from assessor_app.services.checking.adopted import adopted
from assessor_app.services.checking.desk import CheckDesk, believed, own_ledger, registers, trust_store
from assessor_app.services.clock import stamp
from assessor_app.services.people.learners import require_reader
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.trust.register import Register, read_register


def check_text(
    desk: CheckDesk, text: str, *, extra_trust: Iterable[str] = (), extra_registers: Iterable[bytes] = ()
) -> Judged:
    """Judges the text of a QR code with what is held here, and with `extra_trust` (anchor lists) for this once.

    Of `extra_registers` those that cannot be believed are passed over, as of those held here.
    Raises KnownError `qr-unreadable`, `paper-unreadable`, `paper-newer`: what cannot be read has no answer.
    """
    trust = with_trust(trust_store(desk), extra_trust)
    held = (*registers(desk, trust), *believed(extra_registers, trust))
    judged = judge_paper(
        text, trust=trust, registers=held, ledger=lambda cti: own_ledger(desk, cti), now=desk.clock.now()
    )
    return adopted(desk, text, judged, trust=trust, registers=held)


def with_trust(trust: TrustStore, texts: Iterable[str]) -> TrustStore:
    """The same trust with these anchor lists added."""
    return TrustStore.of([*trust.lists, *(read_anchor_list(text) for text in texts)])


def check_number(desk: CheckDesk, typed: str) -> Judged:
    """Judges the paper with this number, if this device holds it.

    Raises KnownError: `number-unreadable`, `number-check` (the check character is another), `no-such-certificate`.
    """
    return check_text(desk, desk.certificates.get(numbers.normalise(typed)).qr)


def of_own_root(desk: CheckDesk, issuer: str | None) -> bool:
    """Whether the issuer that vouches for a paper or a credential is this folder's own root."""
    text = desk.trust.own_anchors()
    return bool(text) and issuer == read_anchor_list(text).issuer


def log_enquiry(desk: CheckDesk, *, by: Staff, caller: str, number: str, judged: Judged | None) -> None:
    """Keeps who asked about which number, and what was answered (None: it is not known here).

    Raises KnownError: `caller-missing`, `not-allowed` for somebody who left.
    """
    require_reader(desk.staff, by.id)
    if not caller.strip():
        raise KnownError("caller-missing")
    with desk.transactions.atomic():
        desk.trust.log_enquiry(
            at=stamp(desk.clock.now()),
            by=by.id,
            caller=caller.strip(),
            number=number,
            answer=judged.answer.value if judged else "cannot-tell",
            reason=judged.reason.value if judged else "number-unknown",
        )


def require_may_trust(desk: CheckDesk, found: AnchorList, *, by: str) -> AnchorList | None:
    """The list held of this issuer, if any. Raises KnownError `not-allowed` where this person may not add this one."""
    person = require_reader(desk.staff, by)
    held = trust_store(desk).issuer(found.issuer)
    if held is None or held.root != found.root:
        require_role(person, Role.ADMINISTRATOR)
    return held


def add_anchors(desk: CheckDesk, text: str, *, by: str, in_place_of: bytes | None = None) -> str:
    """Trusts an issuer from now on; returns its name. A newer list of a root that is held, any member may bring.

    One under another root takes the place of the one held only where `in_place_of` is that one's root: somebody saw both,
    and called. Raises KnownError: what `read_anchor_list` raises, `anchors-other-root`, `not-allowed` for a root that is
    new here and somebody who is no administrator, and for somebody who left.
    """
    found = read_anchor_list(text)
    held = require_may_trust(desk, found, by=by)
    replaced = held is not None and held.root != found.root
    if held is not None and replaced and held.root != in_place_of:
        raise KnownError("anchors-other-root", name=found.content.name)
    if held is None or replaced or held.issued_at < found.issued_at:
        own = held is not None and held.text.strip() == desk.trust.own_anchors().strip()
        desk.trust.put_anchors(found.issuer, found.text, own=own, at=stamp(desk.clock.now()), by=by)
    return found.content.name


def add_register(desk: CheckDesk, content: bytes, *, by: str) -> Register:
    """Keeps an issuer's register; an older one than is held changes nothing.

    Raises KnownError: what `read_register` raises, `not-allowed` for somebody who left.
    """
    require_reader(desk.staff, by)
    found = read_register(content, trust=trust_store(desk))
    as_of = stamp(found.as_of)
    desk.trust.put_register(found.issuer, found.data, as_of=as_of, at=stamp(desk.clock.now()), by=by)
    return found


def own_trust_file(desk: CheckDesk) -> str:
    """The anchor list of this centre, to hand to others; raises KnownError `no-own-root` where it has none."""
    text = desk.trust.own_anchors()
    if not text:
        raise KnownError("no-own-root")
    return text


def named(desk: CheckDesk, words: str, *, by: str, limit: int) -> tuple[CertificateLine, ...]:
    """The certificates of holders who are called so, newest first. Raises KnownError `not-to-see`."""
    require_may_see(desk.staff.get(by), Seen.RESULTS)
    return desk.certificates.lines(words=words, limit=limit)
