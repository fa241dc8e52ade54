"""Whom this device trusts: anchor lists that somebody added, each signed by its issuer's off-line root."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assessor_app.domain.errors import KnownError
from assessor_app.formats import anchor_list
from assessor_app.formats.anchor_list import AdoptedKey, Anchors, Centre, OnlineKey, Use
from assessor_app.trust import jws
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey, key_id, public_of_did

_DID_KEY = "did:key:"
VOUCHING = frozenset({"active", "retired"})


@dataclass(frozen=True, kw_only=True)
class AnchorList:
    """A list whose signature was good. `root` is the 32-byte key that signed it; `text` the JWS to keep."""

    root: bytes
    issued_at: datetime
    content: Anchors
    text: str

    @property
    def issuer(self) -> str:
        return self.content.issuer

    def centre(self, centre_id: str) -> Centre | None:
        """How the issuer names this centre; None when the list held here is older than the centre."""
        return self.content.centres.get(centre_id)

    @property
    def adopted(self) -> list[AdoptedKey]:
        """The keys by which centres delegated to themselves before this issuer adopted them."""
        return self.content.adopted or []

    @property
    def es256(self) -> list[OnlineKey]:
        """The P-256 keys for credentials as JWT, `x` being the compressed point."""
        return [
            OnlineKey(
                kid=key.kid, x=key.x, use=["credentials"], from_=key.from_, until=key.until, state=key.state
            )
            for key in self.content.es256 or []
        ]

    def is_suspended(self, device: str) -> bool:
        """Whether the device (16 hex characters) may not certify at present."""
        return any(entry.device == device for entry in self.content.suspended)


@dataclass(frozen=True, kw_only=True)
class Signer:
    """An on-line key together with the list that vouches for it.

    `adopted_for` is the centre, as the issuer calls it, whose own key this was before it was adopted; None for an
    issuer's key.
    """

    anchors: AnchorList
    key: OnlineKey
    adopted_for: str | None = None

    @property
    def public(self) -> bytes:
        return bytes.fromhex(self.key.x)

    @property
    def is_compromised(self) -> bool:
        return self.key.state not in VOUCHING

    def was_in_use(self, day: date) -> bool:
        """Whether the key's days hold this one."""
        return date.fromisoformat(self.key.from_) <= day <= date.fromisoformat(self.key.until)


@dataclass(frozen=True)
class TrustStore:
    """The lists in force: of several by one issuer the newest, under the root of the one that was added first."""

    lists: tuple[AnchorList, ...] = ()

    @classmethod
    def of(cls, lists: Iterable[AnchorList]) -> "TrustStore":
        """From lists in the order in which they were added. A did:web list under another root is passed over."""
        newest: dict[str, AnchorList] = {}
        for candidate in lists:
            held = newest.setdefault(candidate.issuer, candidate)
            if candidate.root == held.root and candidate.issued_at > held.issued_at:
                newest[candidate.issuer] = candidate
        return cls(tuple(newest.values()))

    def signer(self, kid: bytes, *, use: Use) -> Signer | None:
        """The key with this id (8 bytes) that an issuer lists for this use, None where nobody does."""
        for anchors in self.lists:
            for key in (*anchors.content.keys, *anchors.es256):
                if key.kid == kid.hex() and use in key.use:
                    return Signer(anchors=anchors, key=key)
        return None

    def adopter(self, kid: bytes) -> Signer | None:
        """The key with this id (8 bytes) that an issuer lists as adopted; papers by it are valid only if registered."""
        for anchors in self.lists:
            for key in anchors.adopted:
                if key.kid == kid.hex():
                    own = OnlineKey(
                        kid=key.kid, x=key.x, use=["delegation"], from_=key.from_, until=key.until
                    )
                    return Signer(anchors=anchors, key=own, adopted_for=key.centre)
        return None

    def issuer(self, issuer: str) -> AnchorList | None:
        """The list in force of this issuer (a did), None where it is not known here."""
        return next((anchors for anchors in self.lists if anchors.issuer == issuer), None)


def sign_anchor_list(content: Anchors, *, root: SigningKey) -> str:
    """The JWS to publish; ValueError when it could not be read back, so that a wrong list is never signed."""
    text = jws.sign(anchor_list.encode(content), typ=Typ.ANCHORS, key=root)
    try:
        read_anchor_list(text)
    except KnownError as error:
        raise ValueError(f"this anchor list could not be read back: {error}") from error
    return text


def read_anchor_list(text: str) -> AnchorList:
    """Check and read a list; surrounding white space does not matter.

    Raises KnownError: "jws-unreadable", "anchors-unreadable", "anchors-newer", or "signature-invalid" when the
    root that the list names did not sign it.
    """
    text = text.strip()
    content = anchor_list.decode(jws.peek(text)[1])
    root = _root(content)
    jws.verify(text, typ=Typ.ANCHORS, public=root)
    try:
        issued_at = datetime.fromisoformat(content.issued_at)
        found = AnchorList(root=root, issued_at=issued_at, content=content, text=text)
        _check_keys([*content.keys, *found.adopted, *found.es256])
    except ValueError as error:
        raise KnownError("anchors-unreadable") from error
    return found


def _root(content: Anchors) -> bytes:
    if content.issuer.startswith(_DID_KEY):
        return public_of_did(content.issuer)
    if content.root is None:
        raise KnownError("anchors-unreadable")
    return bytes.fromhex(content.root)


def _check_keys(keys: Iterable[OnlineKey | AdoptedKey]) -> None:
    """Ids must be those of the keys, days must be days: ValueError."""
    for key in keys:
        if key_id(bytes.fromhex(key.x)).hex() != key.kid:
            raise ValueError("a key id that is another key's")
        if date.fromisoformat(key.from_) > date.fromisoformat(key.until):
            raise ValueError("a key that ends before it begins")
