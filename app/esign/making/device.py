"""A key on a device that never leaves it, through PKCS#11."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Self

import pkcs11
from asn1crypto import algos
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass

from app.esign.making.keys import DIGEST, Unusable, chained, der


@dataclass
class DeviceKey:
    """One session for the whole process; the device signs one thing at a time."""

    certificate: bytes
    chain: tuple[bytes, ...]
    key: Any
    lock: Lock = field(default_factory=Lock)

    @classmethod
    def open(cls, module: str, token: str, pin: str, label: str, certificate: Path | None = None) -> Self:
        """The key by its label; its certificate from a PEM file, or the one with that label on the device."""
        try:
            session = pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin)
            key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
            if certificate:
                own, *above = x509.load_pem_x509_certificates(certificate.read_bytes())
            else:
                own, above = _on_device(session, label), []
        except (pkcs11.exceptions.PKCS11Error, RuntimeError) as refused:
            raise Unusable(f"{type(refused).__name__} {refused}".strip()) from refused
        return cls(own.public_bytes(Encoding.DER), chained(own, above), key)

    def sign(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """The value over a digest."""
        with self.lock:
            if self.key.key_type is KeyType.EC:
                return der(self.key.sign(digest, mechanism=Mechanism.ECDSA))
            named = algos.DigestInfo({"digest_algorithm": {"algorithm": algorithm}, "digest": digest})
            return bytes(self.key.sign(named.dump(), mechanism=Mechanism.RSA_PKCS))


def _on_device(session: Any, label: str) -> x509.Certificate:
    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label}
    found = next(iter(session.get_objects(wanted)), None)
    if found is None:
        raise Unusable(f"The device holds no certificate with the label {label}.")
    return x509.load_der_x509_certificate(found[Attribute.VALUE])
