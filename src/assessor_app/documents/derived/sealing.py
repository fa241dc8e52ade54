"""Signs a PDF with the centre's certificate: PAdES, level B-B (ETSI EN 319 142-1), without a network.

The signature is a revision after the file, so that the file as it was lies inside it byte for byte; it shows nowhere on
the page. B-B has neither a time stamp nor what was said of the certificate on that day: both would need a network.
"""

import io

from assessor_app.domain.seal import Seal

FIELD = "Centre"


def sign_pdf(pdf: bytes, seal: Seal) -> bytes:
    """The file with its signature behind it."""
    from asn1crypto import pem
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    chain = [Certificate.load(der) for _kind, _head, der in pem.unarmor(seal.certificates, multiple=True)]
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # theirs has no annotation
    others.register_multiple(chain[1:])
    signer = SimpleSigner(
        signing_cert=chain[0],
        signing_key=PrivateKeyInfo.load(seal.private),
        cert_registry=others,
    )
    about = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=seal.subject
    )
    out = io.BytesIO()
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer, output=out)
    return out.getvalue()
