"""A certificate together with its private key, and how it signs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True)
class Held:
    """Signs as a key of `app.esign.making` does; `chain` is what stands above it, nearest first."""

    known: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[bytes, ...] = ()

    @property
    def certificate(self) -> bytes:
        """In DER."""
        return self.known.public_bytes(serialization.Encoding.DER)

    def sign(self, digest: bytes, algorithm: str = "sha256") -> bytes:
        """ECDSA in DER over a digest that is already made."""
        return self.key.sign(digest, ec.ECDSA(utils.Prehashed(DIGESTS[algorithm])))

    def signs(self, message: bytes) -> bytes:
        """The same with SHA-256 over the message itself."""
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))

    def write(self, file: Path) -> Self:
        """Certificate, key and chain in one PEM that only its owner reads."""
        file.parent.mkdir(parents=True, exist_ok=True)
        above = [x509.load_der_x509_certificate(one) for one in self.chain]
        parts = [
            self.key_pem(),
            *(one.public_bytes(serialization.Encoding.PEM) for one in (self.known, *above)),
        ]
        own = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        own.touch(mode=0o600)
        own.write_bytes(b"".join(parts))
        own.replace(file)  # nobody ever reads half of it
        return self

    def key_pem(self) -> bytes:
        """The private key alone, not encrypted: it is worth nothing outside tests."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @classmethod
    def read(cls, file: Path) -> Self:
        """What `write` wrote."""
        pem = file.read_bytes()
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        own, *above = x509.load_pem_x509_certificates(pem)
        return cls(own, key, tuple(one.public_bytes(serialization.Encoding.DER) for one in above))
