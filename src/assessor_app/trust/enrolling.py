"""Enrolment: the one-time code, what proves it, and the signatures of request and answer.

Code, request and answer prove three things to each other: that the device was invited, that it has the key it names, and
that whoever answers is the issuer that invited it (so the root in its anchor list may be trusted from then on).
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.domain.number import check_character
from assessor_app.formats import compact, enrolment
from assessor_app.formats.enrolment import Answer, CodeProof, OldChain, OwnRoot, Proof, Request
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.trust import jws
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list
from assessor_app.trust.certifying import read_delegation
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_CHARACTERS = 19
_GROUP = 5
_LOOKALIKE = str.maketrans("OIL", "011")
_MOST_TYPED = 200
JOINING, RESTARTING = "enrol", "restart"
"""What a request is for."""


def new_code() -> str:
    """A one-time code, `XXXXX-XXXXX-XXXXX-XXXXX`: 95 random bits and a check character, for it may be typed far from any network."""
    text = "".join(secrets.choice(_CROCKFORD) for _ in range(_RANDOM_CHARACTERS))
    text += check_character(text)
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def code_key(typed: str) -> bytes:
    """The 32 bytes by which both sides know a code, from what somebody typed; an issuer keeps these and not the code.

    Case, spaces and dashes do not matter, nor O for 0, I or L for 1. Raises KnownError("code-unreadable").
    """
    text = "".join(character for character in typed[:_MOST_TYPED].upper() if character.isalnum())
    text = text.translate(_LOOKALIKE)
    body, check = text[:-1], text[-1:]
    if len(body) != _RANDOM_CHARACTERS or set(body) - set(_CROCKFORD):
        raise KnownError("code-unreadable")
    if check_character(body).translate(_LOOKALIKE) != check:
        raise KnownError("code-unreadable")
    return sha256(text.encode("ascii")).digest()


def code_id(key: bytes) -> str:
    """How a request names its code: 16 hex characters that do not give the code away."""
    return sha256(b"assessor-code-id/1" + key).hexdigest()[:16]


def code_proof(key: bytes, request: Request) -> CodeProof:
    """Proves the code for this very request, so that nobody can use the proof for a key of their own."""
    return CodeProof(id=code_id(key), proof=_mac(key, _of_request(request)))


def sign_request(request: Request, *, key: SigningKey, code: bytes | None = None) -> str:
    """The JWS of a request; `code` is `code_key`. `key` must be the one that the request names: else ValueError."""
    if request.public != key.public.hex() or request.head.chain != request.chain:
        raise ValueError("a request names the key that signs it, and the chain that it is of")
    if code is not None:
        request = enrolment.with_code(request, code_proof(code, request))
    return jws.sign(enrolment.encode_request(request), typ=Typ.ENROLMENT, key=key)


def read_request(text: str) -> Request:
    """The request, its own signature and every proof in it checked, but not its code (`require_code`).

    Raises KnownError: "jws-unreadable", "enrolment-unreadable", "enrolment-newer", "signature-invalid",
    "enrolment-proof-wrong" where an old chain or a root did not vouch for this key.
    """
    request = enrolment.decode_request(compact.split(text).payload)
    jws.verify(text, typ=Typ.ENROLMENT, public=bytes.fromhex(request.public))
    if request.head.chain != request.chain:
        raise KnownError("enrolment-unreadable")
    root = None if request.own_root is None else own_root_of(request, request.own_root).root
    for old in request.old:
        if not is_proved_by_key(request, old):
            # Anybody can make a root: its word is enough for what no issuer knows yet, and for nothing else.
            if root is None or request.purpose != JOINING:
                raise KnownError("enrolment-proof-wrong", subject=old.chain)
            _require_proof(old.proof, _chain_proof(request, old), public=root)
    return request


def require_code(request: Request, *, key: bytes) -> None:
    """Raises KnownError("code-wrong") where the request was not made by somebody who knows the code with this key."""
    held = request.code
    right = held is not None and held.id == code_id(key)
    if not right or not hmac.compare_digest(_mac(key, _of_request(request)), held.proof if held else ""):
        raise KnownError("code-wrong")


def prove_chain(
    request_id: str,
    *,
    public: bytes,
    head: ChainHead,
    key: SigningKey,
    delegation: bytes | None = None,
    earlier: Sequence[bytes] = (),
    of: bytes | None = None,
) -> OldChain:
    """An old chain up to its head, with the word of its `key` for the new key `public`.

    `delegation` is the old key's newest, `earlier` those before it. Where the old key is gone, `of` is its public half and
    `key` the centre's own root: `own_root` must then stand in the request.
    """
    proof = Proof(
        what="chain",
        request=request_id,
        public=public.hex(),
        subject=head.chain,
        seq=head.seq,
        hash=head.hash,
    )
    return OldChain(
        chain=head.chain,
        public=(key.public if of is None else of).hex(),
        seq=head.seq,
        hash=head.hash,
        proof=jws.sign(enrolment.encode_proof(proof), typ=Typ.PROOF, key=key),
        delegation=None if delegation is None else delegation.hex(),
        earlier=[content.hex() for content in earlier],
    )


def prove_root(request_id: str, *, public: bytes, anchors: str, root: SigningKey) -> OwnRoot:
    """The centre's own root, by its anchor list, with its word for the new key `public`."""
    issuer = read_anchor_list(anchors).issuer
    proof = Proof(what="root", request=request_id, public=public.hex(), subject=issuer)
    return OwnRoot(anchors=anchors, proof=jws.sign(enrolment.encode_proof(proof), typ=Typ.PROOF, key=root))


def own_root_of(request: Request, own: OwnRoot) -> AnchorList:
    """The checked anchor list of a centre that stood alone; raises KnownError("enrolment-proof-wrong") and what reading a list raises."""
    anchors = read_anchor_list(own.anchors)
    wanted = Proof(what="root", request=request.id, public=request.public, subject=anchors.issuer)
    _require_proof(own.proof, wanted, public=anchors.root)
    return anchors


def sign_answer(answer: Answer, *, request: Request, key: SigningKey, code: bytes | None = None) -> str:
    """The JWS of an answer, by an on-line key for receipts; `code` is the `code_key` that the request proved."""
    if code is not None:
        answer = enrolment.with_proof(answer, _mac(code, _of_answer(request, answer)))
    return jws.sign(enrolment.encode_answer(answer), typ=Typ.ENROLLED, key=key)


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """An answer that was checked, with the anchor list inside."""

    answer: Answer
    anchors: AnchorList


def read_answer(
    text: str, *, request: Request, code: bytes | None = None, trust: TrustStore | None = None
) -> Enrolled:
    """The answer to this request, from the issuer that gave the code, or from one that is trusted already.

    Raises KnownError: "jws-unreadable", "enrolled-unreadable", "enrolled-newer", what reading an anchor list raises,
    "enrolled-other" (the answer to somebody else), "enrolled-not-issuer" (whoever answered does not know the code,
    or is not the issuer held here), "signature-invalid", and what `read_delegation` raises.
    """
    answer = enrolment.decode_answer(compact.split(text).payload)
    anchors = read_anchor_list(answer.anchors)
    if answer.request != request.id or answer.chain != request.chain:
        raise KnownError("enrolled-other")
    if not _is_the_issuer(answer, anchors, request, code=code, trust=trust):
        raise KnownError("enrolled-not-issuer", name=anchors.content.name)
    listed = TrustStore.of([anchors])
    signer = listed.signer(bytes.fromhex(compact.split(text).kid), use="receipts")
    if signer is None or signer.is_compromised:
        raise KnownError("enrolled-not-issuer", name=anchors.content.name)
    jws.verify(text, typ=Typ.ENROLLED, public=signer.public)
    read_delegation(
        bytes.fromhex(answer.delegation),
        trust=listed,
        issuer=answer.issuer,
        chain=request.chain,
        public=bytes.fromhex(request.public),
    )
    return Enrolled(answer=answer, anchors=anchors)


def _is_the_issuer(
    answer: Answer, anchors: AnchorList, request: Request, *, code: bytes | None, trust: TrustStore | None
) -> bool:
    if anchors.issuer != answer.issuer:
        return False
    if code is not None:
        return hmac.compare_digest(_mac(code, _of_answer(request, answer)), answer.proof or "")
    held = trust.issuer(answer.issuer) if trust else None
    return held is not None and held.root == anchors.root


def is_proved_by_key(request: Request, old: OldChain) -> bool:
    """Whether the old chain's own key vouched for the new one, and not only the root that stood behind it."""
    try:
        _require_proof(old.proof, _chain_proof(request, old), public=bytes.fromhex(old.public))
    except KnownError:
        return False
    return True


def _chain_proof(request: Request, old: OldChain) -> Proof:
    return Proof(
        what="chain",
        request=request.id,
        public=request.public,
        subject=old.chain,
        seq=old.seq,
        hash=old.hash,
    )


def _require_proof(text: str, wanted: Proof, *, public: bytes) -> None:
    try:
        said = enrolment.decode_proof(jws.verify(text, typ=Typ.PROOF, public=public))
    except KnownError as error:
        raise KnownError("enrolment-proof-wrong", subject=wanted.subject) from error
    if said != wanted:
        raise KnownError("enrolment-proof-wrong", subject=wanted.subject)


def _of_request(request: Request) -> Sequence[str]:
    return ("assessor-enrolment/1", request.id, request.chain, request.public, request.box)


def _of_answer(request: Request, answer: Answer) -> Sequence[str]:
    root = sha256(answer.anchors.encode("utf-8")).hexdigest()
    return ("assessor-enrolled/1", request.id, request.public, answer.issuer, answer.box, root)


def _mac(key: bytes, parts: Sequence[str]) -> str:
    """HMAC-SHA256, hex, of the parts with a line feed between: none of them can hold one."""
    return hmac.new(key, "\n".join(parts).encode("utf-8"), sha256).hexdigest()
