"""An OCSP responder (RFC 6960): says of each certificate of its issuer whether it was revoked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from asn1crypto import core, ocsp, x509

from app.esign.testing.held import Held

FRESH: Final = timedelta(minutes=15)


@dataclass
class TestOcsp:
    """Answers with `held`; `revoked` has the moments by serial number and may change while it serves."""

    __test__ = False
    held: Held
    issuer: bytes
    revoked: Mapping[int, datetime]
    clock: Callable[[], datetime]

    def ocsp(self, certificate: bytes, issuer: bytes | None = None, at: datetime | None = None) -> bytes:
        """The answer about one certificate, produced now or `at` a moment."""
        asked = cert_id(certificate, issuer or self.issuer)
        return self._answer([(asked, self._status(asked))], at or self.clock(), None)

    def saying(self, certificate: bytes, status: str, at: datetime | None = None) -> bytes:
        """An answer with a status of one's choice: good, unknown."""
        asked = cert_id(certificate, self.issuer)
        return self._answer([(asked, ocsp.CertStatus(status, core.Null()))], at or self.clock(), None)

    def answer(self, request: bytes) -> bytes:
        """What the HTTP door gives back to an OCSPRequest."""
        asked = ocsp.OCSPRequest.load(request)
        ids = [one["req_cert"] for one in asked["tbs_request"]["request_list"]]
        nonce = asked.nonce_value.native if asked.nonce_value else None
        return self._answer([(one, self._status(one)) for one in ids], self.clock(), nonce)

    def _status(self, asked: Any) -> Any:
        known = x509.Certificate.load(self.issuer)
        algorithm = asked["hash_algorithm"]["algorithm"].native
        own = cert_id_of(known, 0, algorithm)
        if asked["issuer_key_hash"].native != own["issuer_key_hash"].native:
            return ocsp.CertStatus("unknown", core.Null())
        if moment := self.revoked.get(asked["serial_number"].native):
            info = {"revocation_time": _whole(moment), "revocation_reason": "key_compromise"}
            return ocsp.CertStatus("revoked", ocsp.RevokedInfo(info))
        return ocsp.CertStatus("good", core.Null())

    def _answer(self, asked: list[tuple[Any, Any]], at: datetime, nonce: bytes | None) -> bytes:
        moment = _whole(at)
        known = x509.Certificate.load(self.held.certificate)
        singles = [
            {"cert_id": one, "cert_status": status, "this_update": moment, "next_update": moment + FRESH}
            for one, status in asked
        ]
        stated: dict[str, Any] = {
            "responder_id": ocsp.ResponderId("by_key", known.public_key.sha1),
            "produced_at": moment,
            "responses": singles,
        }
        if nonce is not None:
            stated["response_extensions"] = [{"extn_id": "nonce", "critical": False, "extn_value": nonce}]
        body = ocsp.ResponseData(stated)
        basic = {
            "tbs_response_data": body,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self.held.signs(body.dump()),
            "certs": [known],
        }
        return wrapped(ocsp.BasicOCSPResponse(basic))


def wrapped(basic: Any) -> bytes:
    """A basic answer as the responder sends it."""
    given = {"response_type": "basic_ocsp_response", "response": core.ParsableOctetString(basic.dump())}
    made: bytes = ocsp.OCSPResponse({"response_status": "successful", "response_bytes": given}).dump()
    return made


def cert_id(certificate: bytes, issuer: bytes, algorithm: str = "sha1") -> Any:
    """Names a certificate to a responder."""
    serial = x509.Certificate.load(certificate).serial_number
    return cert_id_of(x509.Certificate.load(issuer), serial, algorithm)


def cert_id_of(issuer: Any, serial: int, algorithm: str) -> Any:
    """The same by serial number."""
    named = issuer.subject.sha1 if algorithm == "sha1" else issuer.subject.sha256
    key = issuer.public_key.sha1 if algorithm == "sha1" else issuer.public_key.sha256
    return ocsp.CertId(
        {
            "hash_algorithm": {"algorithm": algorithm},
            "issuer_name_hash": named,
            "issuer_key_hash": key,
            "serial_number": serial,
        }
    )


def _whole(moment: datetime) -> datetime:
    """Strict parsers refuse fractions of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)
