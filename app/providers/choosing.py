"""Which providers are set up; nothing is shown that is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from app.documents.models import Signer
from app.documents.showing import Offer
from app.esign.fetching import fetch_ocsp
from app.esign.making.over_http import TsaOverHttp
from app.esign.testing.pki import TestPki
from app.esign.trust import Purpose, Trust
from app.kit.pages import Page
from app.kit.words import Said, _
from app.providers.by_digest import ByDigest
from app.providers.eparaksts import EParakstsMobile
from app.providers.local import CODE, local
from app.providers.portal_sign import PortalSign
from app.providers.steps import Provider
from app.settings import Settings

LABELS: Final[dict[str, tuple[Said, Said]]] = {
    "eparaksts": (
        _("Sign with eParaksts mobile"),
        _("Qualified electronic signature: you confirm it in the phone's app."),
    ),
    "portalsign": (
        _("Sign at eparaksts.lv"),
        _("Qualified electronic signature with an identity card or eParaksts mobile, at eparaksts.lv."),
    ),
    CODE: (_("Sign with a TEST key"), _("TEST: for trying out; without legal force.")),
}


def set_up(settings: Settings) -> list[str]:
    """Their codes, in the order in which they are offered."""
    found = []
    if all(settings.eparaksts.values()) and settings.tsa_url:
        found.append("eparaksts")
    if all(settings.portalsign.values()):
        found.append("portalsign")
    if settings.test_signing:
        found.append(CODE)
    return found


def provider_of(code: str, settings: Settings, trust: Trust) -> Provider:
    """By its code; raises KeyError when it is not set up."""
    if code not in set_up(settings):
        raise KeyError(code)
    if code == "portalsign":
        told = settings.portalsign
        return PortalSign(told["url"].rstrip("/"), told["user"], told["password"])
    if code == "eparaksts":
        told = settings.eparaksts
        url = told["url"].rstrip("/")
        signs = EParakstsMobile(url, told["client"], told["secret"], lambda der: issuer_of(der, trust))
        return ByDigest(signs, lambda: (TsaOverHttp(settings.tsa_url), _Asked(settings.test_signing)))
    return local(testa(settings))


def testa(settings: Settings) -> TestPki:
    """The portal's own test authority; its certificates name the portal as the responder."""
    return TestPki.at(settings.data_dir / "testa", f"{settings.base_url}/testa")


@dataclass(frozen=True)
class _Asked:
    private: bool  # the test authority is in our own network

    def ocsp(self, certificate: bytes, issuer: bytes) -> bytes:
        return fetch_ocsp(certificate, issuer, private=self.private)


def issuer_of(der: bytes, trust: Trust) -> bytes | None:
    """The trusted issuer that signed the certificate."""
    known = x509.load_der_x509_certificate(der)
    for anchor in trust.named(Purpose.CA, known.issuer):
        try:
            known.verify_directly_issued_by(x509.load_der_x509_certificate(anchor.certificate))
        except (InvalidSignature, ValueError, TypeError):
            continue
        return anchor.certificate
    return None


def offers(page: Page, signer: Signer) -> list[Offer]:
    """As buttons on the page of the document."""
    settings: Settings = page.request.app.state.settings
    return [
        Offer(
            *LABELS[code],
            page.url("providers.start", document_id=signer.document_id, code=code),
            test=code == CODE,
        )
        for code in set_up(settings)
    ]
