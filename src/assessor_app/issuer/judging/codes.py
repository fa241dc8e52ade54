"""What the code on a paper says, held against the record that issued it."""

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact, cose, paper_claims, qr_text, signed_record
from assessor_app.formats.cut import cut
from assessor_app.formats.paper_claims import MOST_NAME_BYTES, PaperClaims
from assessor_app.formats.personal import open_sealed
from assessor_app.issuer.store.records import Kept
from assessor_app.trust.cose_sign import is_genuine, paper_context


def says_the_same(qr: str, issued: Kept, *, public: bytes) -> bool:
    """Whether this code is signed by the chain's key and says what this record and its personal part say."""
    try:
        content = qr_text.read(qr)
        message = cose.decode(content.data)
        claims = paper_claims.decode(message.payload)
    except KnownError:
        return False
    if not is_genuine(message, context=paper_context(content.host), public=public):
        return False
    body = signed_record.decode(compact.split(issued.jws).payload).body
    return _said(claims) == _recorded(body) and _same_holder(claims, issued)


def _said(claims: PaperClaims) -> tuple[object, ...]:
    return (
        claims.cti.hex(),
        claims.number,
        {"code": claims.code, "version": claims.version},
        claims.environment.name.lower(),
        claims.provisional_until.isoformat() if claims.provisional_until else "",
        claims.valid_until.isoformat() if claims.valid_until else "",
    )


def _recorded(body: dict[str, object]) -> tuple[object, ...]:
    return (
        body.get("cti"),
        str(body.get("number", "")).replace("-", ""),
        body.get("form"),
        body.get("environment"),
        body.get("provisional_until"),
        body.get("valid_until"),
    )


def _same_holder(claims: PaperClaims, issued: Kept) -> bool:
    """As far as the personal part is here."""
    if issued.personal is None:
        return True
    try:
        holder = open_sealed(issued.personal).get("holder")
    except KnownError:
        return False
    return isinstance(holder, str) and cut(holder, MOST_NAME_BYTES) == claims.name
