"""A time stamp authority (RFC 3161) in a page: tokens over a digest, answers to requests."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from asn1crypto import algos, cms, core, tsp, x509

from app.esign.testing.held import Held

POLICY: Final = "1.3.6.1.4.1.32061.2.1.4.1"


@dataclass
class TestTsa:
    """Gives tokens with its key; `clock` says what time it is."""

    __test__ = False  # not a test, whatever its name begins with
    held: Held
    clock: Callable[[], datetime]

    def token(self, digest: bytes, algorithm: str = "sha256", at: datetime | None = None) -> bytes:
        """The token alone, as it stands in a signature."""
        made: bytes = self._token(digest, algorithm, at or self.clock()).dump()
        return made

    def answer(self, request: bytes) -> bytes:
        """What the HTTP door gives back to a TimeStampReq."""
        asked = tsp.TimeStampReq.load(request)
        imprint = asked["message_imprint"]
        token = self._token(
            imprint["hashed_message"].native,
            imprint["hash_algorithm"]["algorithm"].native,
            self.clock(),
            asked["nonce"].native,
        )
        made: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        return made

    def _token(self, digest: bytes, algorithm: str, at: datetime, nonce: int | None = None) -> Any:
        stated = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest},
            "serial_number": secrets.randbits(63),
            "gen_time": at.astimezone(UTC).replace(microsecond=0),
            "ordering": False,
        }
        if nonce is not None:
            stated["nonce"] = nonce
        return signed(self.held, "tst_info", tsp.TSTInfo(stated))


def signed(held: Held, kind: str, content: Any) -> Any:
    """CMS SignedData with the content inside and ESSCertIDv2 among the signed attributes."""
    known = x509.Certificate.load(held.certificate)
    body = content.dump()
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    own = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(held.certificate).digest()})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": [kind]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(body).digest()]}),
            cms.CMSAttribute(
                {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [own]})]}
            ),
        ]
    )
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": known.issuer, "serial_number": known.serial_number}}
        ),
        "digest_algorithm": sha256,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": held.signs(attributes.dump()),
    }
    data = {
        "version": "v3",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": kind, "content": core.ParsableOctetString(body)},
        "certificates": [cms.CertificateChoices("certificate", known)],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})
