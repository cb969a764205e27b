"""Attacks by certificates, time stamps and answers about revocation; for containers and PDFs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import cms, core, ocsp
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from app.esign.codes import Code
from app.esign.making.keys import Key, Revocation, TimeStamps
from app.esign.testing.held import Held
from app.esign.testing.profiles import Kind, Wish, issue, person
from app.esign.testing.revoking import TestOcsp, wrapped
from app.esign.testing.stamping import TestTsa
from tests.esign.attacks.scene import Scene

Means = tuple[Key, TimeStamps | None, Revocation | None]
known: dict[str, tuple[Callable[[Scene], Means], frozenset[Code]]] = {}


def attack(*codes: Code) -> Callable[[Callable[[Scene], Means]], Callable[[Scene], Means]]:
    def joined(maker: Callable[[Scene], Means]) -> Callable[[Scene], Means]:
        known[maker.__name__] = (maker, frozenset(codes))
        return maker

    return joined


@dataclass
class Tokens:
    """Time stamps as a function gives them."""

    gives: Callable[[bytes, str], bytes]

    def token(self, digest: bytes, algorithm: str = "sha256") -> bytes:
        return self.gives(digest, algorithm)


@dataclass
class Answers:
    """OCSP answers as a function gives them."""

    gives: Callable[[bytes, bytes], bytes]

    def ocsp(self, certificate: bytes, issuer: bytes) -> bytes:
        return self.gives(certificate, issuer)


def _now() -> datetime:
    return datetime.now(UTC)


def _responder(scene: Scene, held: Held) -> TestOcsp:
    return TestOcsp(held, scene.pki.ica.certificate, {}, _now)


@attack(Code.NO_TIMESTAMP)
def no_time_stamp(scene: Scene) -> Means:
    return scene.anna, None, None


@attack(Code.NO_REVOCATION)
def no_answer(scene: Scene) -> Means:
    return scene.anna, scene.pki.tsa, None


@attack(Code.TIMESTAMP)
def time_stamp_of_something_else(scene: Scene) -> Means:
    tsa = scene.pki.tsa
    return scene.anna, Tokens(lambda digest, algorithm: tsa.token(bytes(32), algorithm)), scene.pki.ocsp


@attack(Code.TIMESTAMP)
def changed_time_stamp(scene: Scene) -> Means:
    """The time is set a year back after the authority signed it."""

    def changed(digest: bytes, algorithm: str) -> bytes:
        info = cms.ContentInfo.load(scene.pki.tsa.token(digest, algorithm))
        held = info["content"]["encap_content_info"]
        stated = held["content"].parsed.copy()
        stated["gen_time"] = _now().replace(microsecond=0) - timedelta(days=365)
        held["content"] = core.ParsableOctetString(stated.dump())
        made: bytes = info.dump(force=True)
        return made

    return scene.anna, Tokens(changed), scene.pki.ocsp


@attack(Code.TSA_UNTRUSTED)
def time_stamp_by_an_authority_of_the_same_name(scene: Scene) -> Means:
    return scene.anna, scene.impostor.tsa, scene.pki.ocsp


@attack(Code.TSA_UNTRUSTED)
def time_stamp_by_a_person(scene: Scene) -> Means:
    return scene.anna, TestTsa(scene.juris, _now), scene.pki.ocsp


@attack(Code.TSA_UNTRUSTED)
def time_stamp_by_a_stranger_under_the_issuer(scene: Scene) -> Means:
    """Someone with a time stamping certificate by the issuer of people, but not in the list."""
    other = issue(Wish(Kind.TSA, person("Laiks", "Zogs", "030380-12345")), scene.pki.ica)
    return scene.anna, TestTsa(other, _now), scene.pki.ocsp


@attack(Code.CHAIN)
def issuer_of_the_same_name(scene: Scene) -> Means:
    held = scene.impostor.person("Anna", "Ozoliņa", "010180-12345")
    return held, scene.pki.tsa, scene.impostor.ocsp


@attack(Code.CHAIN)
def certificate_issued_by_a_person(scene: Scene) -> Means:
    held = issue(Wish(Kind.SIGN, person("Anna", "Ozoliņa", "010180-12345")), scene.juris)
    return held, scene.pki.tsa, _responder(scene, scene.juris)


@attack(Code.CHAIN)
def certificate_issued_by_itself(scene: Scene) -> Means:
    held = issue(Wish(Kind.SIGN, person("Anna", "Ozoliņa", "010180-12345")))
    return Held(held.known, held.key, (scene.pki.ica.certificate,)), scene.pki.tsa, scene.pki.ocsp


@attack(Code.EXPIRED)
def expired_certificate(scene: Scene) -> Means:
    start, end = _day(-400), _day(-1)
    return (
        scene.pki.person("Anna", "Ozoliņa", "010180-12345", start=start, end=end),
        scene.pki.tsa,
        scene.pki.ocsp,
    )


@attack(Code.EXPIRED)
def certificate_of_tomorrow(scene: Scene) -> Means:
    start, end = _day(1), _day(400)
    return (
        scene.pki.person("Anna", "Ozoliņa", "010180-12345", start=start, end=end),
        scene.pki.tsa,
        scene.pki.ocsp,
    )


def _day(days: int) -> datetime:
    return _now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


@attack(Code.KEY_USAGE)
def authentication_certificate(scene: Scene) -> Means:
    return scene.pki.authenticating("Anna", "Ozoliņa", "010180-12345"), scene.pki.tsa, scene.pki.ocsp


@attack(Code.WEAK_KEY)
def short_key(scene: Scene) -> Means:
    wish = Wish(Kind.SIGN, person("Anna", "Ozoliņa", "010180-12345"), curve=ec.SECP192R1())
    return scene.pki.issued(wish), scene.pki.tsa, scene.pki.ocsp


@attack(Code.REVOKED)
def revoked_certificate(scene: Scene) -> Means:
    held = scene.pki.person("Zaudētā", "Karte", "040480-12345")
    scene.pki.revoke(held, _now() - timedelta(hours=1))
    return held, scene.pki.tsa, scene.pki.ocsp


@attack(Code.OCSP_UNKNOWN)
def certificate_unknown_to_its_issuer(scene: Scene) -> Means:
    responder = scene.pki.ocsp
    return scene.anna, scene.pki.tsa, Answers(lambda own, _issuer: responder.saying(own, "unknown"))


@attack(Code.OCSP_OTHER_CERTIFICATE, Code.NO_REVOCATION)  # in a PDF answers are shared by all signatures
def answer_about_somebody_else(scene: Scene) -> Means:
    responder, other = scene.pki.ocsp, scene.juris.certificate
    return scene.anna, scene.pki.tsa, Answers(lambda _own, _issuer: responder.ocsp(other))


@attack(Code.OCSP_RESPONDER)
def answer_by_an_ordinary_person_of_the_issuer(scene: Scene) -> Means:
    return scene.anna, scene.pki.tsa, _responder(scene, scene.juris)


@attack(Code.OCSP_RESPONDER)
def answer_by_the_signer_himself(scene: Scene) -> Means:
    return scene.anna, scene.pki.tsa, _responder(scene, scene.anna)


@attack(Code.OCSP_RESPONDER)
def answer_by_a_responder_of_the_same_name(scene: Scene) -> Means:
    return scene.anna, scene.pki.tsa, _responder(scene, scene.impostor.ocsp_held)


@attack(Code.OCSP_RESPONDER)
def answer_by_the_time_stamp_authority(scene: Scene) -> Means:
    return scene.anna, scene.pki.tsa, _responder(scene, scene.pki.tsa_held)


@attack(Code.OCSP_RESPONDER)
def answer_by_a_responder_that_expired(scene: Scene) -> Means:
    wish = Wish(Kind.OCSP, person("Vecais", "Atbildētājs", "0"), _day(-400), _day(-1))
    return scene.anna, scene.pki.tsa, _responder(scene, scene.pki.issued(wish))


@attack(Code.OCSP_SIGNATURE)
def changed_answer(scene: Scene) -> Means:
    """A revoked certificate is made good after the responder signed."""

    def changed(own: bytes, _issuer: bytes) -> bytes:
        basic = ocsp.OCSPResponse.load(scene.pki.ocsp.saying(own, "unknown")).basic_ocsp_response
        good = ocsp.OCSPResponse.load(scene.pki.ocsp.saying(own, "good")).basic_ocsp_response
        fields: dict[str, Any] = {name: basic[name] for name in ("signature_algorithm", "signature", "certs")}
        return wrapped(ocsp.BasicOCSPResponse({"tbs_response_data": good["tbs_response_data"], **fields}))

    return scene.anna, scene.pki.tsa, Answers(changed)


@attack(Code.OCSP_TIME)
def answer_before_the_time_stamp(scene: Scene) -> Means:
    earlier = _now() - timedelta(hours=2)
    return scene.anna, scene.pki.tsa, Answers(lambda own, _issuer: scene.pki.ocsp.ocsp(own, at=earlier))


@attack(Code.OCSP_TIME)
def answer_three_days_later(scene: Scene) -> Means:
    stamped = Tokens(lambda digest, alg: scene.pki.tsa.token(digest, alg, _now() - timedelta(days=3)))
    return scene.anna, stamped, scene.pki.ocsp


def revoked_an_hour_later(scene: Scene) -> Means:
    """No attack: the signature was made before."""
    held = scene.pki.person("Vēlāk", "Atsaukta", "050580-12345")
    scene.pki.revoke(held, _now() + timedelta(hours=1))
    assert isinstance(held.known, x509.Certificate)
    return held, scene.pki.tsa, scene.pki.ocsp
