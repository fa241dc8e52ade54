"""The register: the issuer's signed public word on every paper, written by an issuer and read by a checker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from assessor_app.domain.errors import KnownError
from assessor_app.formats import register as form
from assessor_app.formats.register import Bundle, Entry, Manifest
from assessor_app.trust import jws
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey

MOST_IN_ONE_BUCKET = 1_000
_BITS: Literal[12] = 12
CLOCK_SLACK = timedelta(days=1)
"""A register from tomorrow is taken for fresh: clocks in workshops are wrong, and by more it is the clock."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register whose signature and hashes were good; `data` is the file to keep."""

    issuer: str
    as_of: datetime
    valid_until: datetime
    bits: int
    buckets: tuple[bytes, ...]
    data: bytes

    def is_fresh(self, now: datetime) -> bool:
        """Whether it says how things stand at `now` (with its zone)."""
        return self.as_of - CLOCK_SLACK <= now <= self.valid_until


def build_register(
    entries: Iterable[Entry],
    *,
    issuer: str,
    as_of: datetime,
    valid_until: datetime,
    key: SigningKey,
    bits: int | None = None,
) -> bytes:
    """The one-file bundle, signed by an on-line key for `register`. Times carry their zone.

    `bits` is 0 or 12; left out, a small register is one bucket and a large one 4,096 of them.
    """
    buckets = bucketed(entries, bits=bits)
    return sign_register(buckets, issuer=issuer, as_of=as_of, valid_until=valid_until, key=key)


def bucketed(entries: Iterable[Entry], *, bits: int | None = None) -> tuple[bytes, ...]:
    """The buckets of these papers, as `build_register` has them."""
    entries = list(entries)
    bits = (_BITS if len(entries) > MOST_IN_ONE_BUCKET else 0) if bits is None else bits
    sorted_out: list[list[Entry]] = [[] for _ in range(1 << bits)]
    for entry in entries:
        sorted_out[form.bucket_of(entry.prefix, bits)].append(entry)
    return tuple(form.encode_bucket(bucket) for bucket in sorted_out)


def sign_register(
    buckets: Sequence[bytes], *, issuer: str, as_of: datetime, valid_until: datetime, key: SigningKey
) -> bytes:
    """The one-file bundle of these buckets (one, or 4,096), each as `encode_bucket` wrote it: the manifest alone is signed."""
    manifest = Manifest(
        issuer=issuer,
        as_of=as_of.isoformat(timespec="seconds"),
        valid_until=valid_until.isoformat(timespec="seconds"),
        bits=_BITS if len(buckets) > 1 else 0,
        buckets=[sha256(bucket).hexdigest() for bucket in buckets],
    )
    text = jws.sign(form.encode_manifest(manifest), typ=Typ.REGISTER, key=key)
    return form.encode_bundle(Bundle(manifest=text, buckets=tuple(buckets)))


def read_register(data: bytes, *, trust: TrustStore) -> Register:
    """Check and read a bundle.

    Raises KnownError: "register-unreadable", "register-newer", "register-unknown-issuer" when no trusted issuer
    lists its key for registers, "register-compromised" when that key is no longer to be believed,
    "signature-invalid", "register-altered" when a bucket is not the one that was signed.
    """
    bundle = form.decode_bundle(data)
    kid, payload = jws.peek(bundle.manifest)
    signer = trust.signer(bytes.fromhex(kid), use="register")
    manifest = form.decode_manifest(payload)
    if signer is None or signer.anchors.issuer != manifest.issuer:
        raise KnownError("register-unknown-issuer", issuer=manifest.issuer)
    if signer.is_compromised:
        raise KnownError("register-compromised", issuer=manifest.issuer)
    jws.verify(bundle.manifest, typ=Typ.REGISTER, public=signer.public)
    if [sha256(bucket).hexdigest() for bucket in bundle.buckets] != manifest.buckets:
        raise KnownError("register-altered")
    try:
        as_of, valid_until = (datetime.fromisoformat(text) for text in (manifest.as_of, manifest.valid_until))
    except ValueError as error:
        raise KnownError("register-unreadable") from error
    if not signer.was_in_use(as_of.astimezone(UTC).date()):
        raise KnownError("register-unknown-issuer", issuer=manifest.issuer)
    return Register(
        issuer=manifest.issuer,
        as_of=as_of,
        valid_until=valid_until,
        bits=manifest.bits,
        buckets=bundle.buckets,
        data=data,
    )


def lookup(register: Register, cti: bytes) -> Entry | None:
    """What the register has of the paper with this cti (16 bytes); None where it has nothing."""
    digest = form.hashed(cti)
    prefix = digest[: form.PREFIX_BYTES]
    bucket = register.buckets[form.bucket_of(digest, register.bits)]
    if prefix not in bucket:  # saves reading a large bucket for most papers that it does not have
        return None
    return next((entry for entry in form.decode_bucket(bucket) if entry.prefix == prefix), None)


def newest(registers: Iterable[Register], *, issuer: str) -> Register | None:
    """The latest register of this issuer."""
    own = [register for register in registers if register.issuer == issuer]
    return max(own, key=lambda register: register.as_of, default=None)
