"""PAdES signatures appended to a PDF: nothing that was there before changes."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from asn1crypto import cms, ocsp
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.esign.making.der import encoded
from app.esign.making.keys import DIGEST, Key, Revocation, TimeStamps, Unusable, answered, digest
from app.kit import clock

ROOM: Final = 24_576  # half of it in bytes: a signature with a time stamp and the certificates of both
SEAL: Final = "Seal"
SIGNATURE: Final = "Signature"


def seal_pdf(
    pdf: bytes,
    key: Key,
    tsa: TimeStamps | None = None,
    revocation: Revocation | None = None,
    field: str = SEAL,
) -> bytes:
    """The seal of an organisation; further signatures may follow it."""
    return sign_pdf(pdf, key, tsa, revocation, field)


def sign_pdf(
    pdf: bytes,
    key: Key,
    tsa: TimeStamps | None = None,
    revocation: Revocation | None = None,
    field: str = SIGNATURE,
) -> bytes:
    """After those already there: B-LT, or B-T without `revocation`, B-B without `tsa`."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        name = _free(field, {one.field_name for one in writer.prev.embedded_signatures})
    except PdfReadError as damaged:
        raise Unusable(f"The PDF cannot be signed: {damaged}") from damaged
    stated = signers.PdfSignatureMetadata(
        field_name=name, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES
    )
    stamper = _Stamper(tsa) if tsa else None
    signing = _Signing(stated, signer=_Signer(key), timestamper=stamper)
    with ThreadPoolExecutor(1) as alone:  # pyHanko starts an event loop, and here one may be running
        made = alone.submit(signing.sign_pdf, writer, bytes_reserved=ROOM).result()
    if tsa and revocation and key.chain:
        # not by pyHanko's own option: it asks before the time stamp, and validators refuse such an answer
        _add_proof(made, name, key, answered(revocation, key.certificate, key.chain[0]))
    signed: bytes = made.getvalue()
    return signed


def _free(wanted: str, taken: set[str]) -> str:
    names = (wanted, *(f"{wanted}{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)


def _add_proof(made: Any, name: str, key: Key, answer: bytes) -> None:
    signature = next(one for one in PdfFileReader(made).embedded_signatures if one.field_name == name)
    own = signature.signer_info["unsigned_attrs"]
    tokens = [one["values"][0] for one in own if one["type"].native == "signature_time_stamp_token"]
    stamping = [
        c.chosen for token in tokens for c in token["content"]["certificates"] if c.name == "certificate"
    ]
    given = ocsp.OCSPResponse.load(answer)
    responding = list(given.basic_ocsp_response["certs"] or ())
    above = [asn1_x509.Certificate.load(one) for one in key.chain]
    DocumentSecurityStore.add_dss(
        made,
        sig_contents=signature.pkcs7_content,
        certs=[*above, *stamping, *responding],
        ocsps=[given],
        crls=[],
    )


class _Signing(signers.PdfSigner):
    """By the house's clock."""

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = clock.riga(clock.now())
        return session


class _Signer(signers.Signer):
    """Signs with a `Key`, which is loaded once and not for each signature."""

    def __init__(self, key: Key) -> None:
        above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        above.register_multiple(asn1_x509.Certificate.load(one) for one in key.chain)
        own = asn1_x509.Certificate.load(key.certificate)
        super().__init__(signing_cert=own, cert_registry=above, embed_roots=False)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Called by pyHanko with the attributes to be signed."""
        if digest_algorithm != DIGEST:
            raise Unusable(f"A digest by {digest_algorithm} was not asked for.")
        return self.key.sign(digest(data), DIGEST)

    async def async_sign(self, *given: Any, **named: Any) -> Any:
        """Called by pyHanko for the whole signature, which it takes as bytes too."""
        return encoded(await super().async_sign(*given, **named))


class _Stamper(TimeStamper):
    """Asks the portal's own source of time stamps."""

    def __init__(self, tsa: TimeStamps) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tsa = tsa

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """Called by pyHanko with the digest of the signature's value."""
        return cms.ContentInfo.load(self.tsa.token(message_digest, md_algorithm))
