"""Who a certificate says it belongs to."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from app.esign.extensions import extensions
from app.esign.identity import identity, personal_code
from app.esign.testing.pki import TestPki
from app.esign.testing.profiles import Kind, Wish
from app.esign.trusted_list import read_list


@pytest.mark.parametrize(
    ("written", "country", "code"),
    [
        ("PNOLV-110187-12529", "LV", "110187-12529"),
        ("120481-11569", "LV", "120481-11569"),  # before 2017
        ("12048111569", "LV", "120481-11569"),
        ("PNOLV-321806-14495", "LV", "321806-14495"),  # tells no birthday
        ("PNOEE-38001085718", "EE", "38001085718"),
        ("47101010033", "EE", "47101010033"),
        ("pnolv-110187-12529 ", "LV", "110187-12529"),
        ("PASLV-1101871252", "LV", ""),
        ("IDCLV-110187-12529", "LV", ""),
        ("110187-125299", "LV", ""),
        ("", "LV", ""),
    ],
)
def test_a_personal_code_has_one_form(written: str, country: str, code: str) -> None:
    assert personal_code(written, country) == code


def test_a_person(pki: TestPki) -> None:
    who = identity(pki.person("Anna", "Ozoliņa", "010180-12345").certificate)
    assert (who.name, who.given_name, who.family_name) == ("ANNA OZOLIŅA", "ANNA", "OZOLIŅA")
    assert (who.personal_code, who.country, who.seal, who.qualified) == ("010180-12345", "LV", False, True)
    assert "LV eID ICA" in who.issuer


def test_a_seal(pki: TestPki) -> None:
    who = identity(pki.seal("Rīgas skola", "90000000001").certificate)
    assert (who.seal, who.personal_code, who.organisation_code) == (True, "", "90000000001")
    assert who.organisation == "Rīgas skola"


def test_a_card_for_logging_in_is_not_qualified_for_signing(pki: TestPki) -> None:
    who = identity(pki.authenticating("Anna", "Ozoliņa", "010180-12345").certificate)
    assert who.personal_code == "010180-12345"
    assert not who.qualified


def test_an_old_card_without_prefix(pki: TestPki) -> None:
    subject = (
        (NameOID.COUNTRY_NAME, "LV"),
        (NameOID.COMMON_NAME, "JĀNIS BĒRZIŅŠ TESTA"),
        (NameOID.SERIAL_NUMBER, "120481-11569"),
    )
    who = identity(pki.issued(Wish(Kind.SIGN, subject)).certificate)
    assert (who.name, who.personal_code, who.seal) == ("JĀNIS BĒRZIŅŠ TESTA", "120481-11569", False)


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="parsing"):
        identity(b"nonsense")


def test_an_old_certificate_that_libraries_refuse_is_read(trusted_lists: Path) -> None:
    """It limits the path below it, although it is no authority."""
    signer = read_list((trusted_lists / "EE-2023.xml").read_bytes()).signer
    with pytest.raises(ValueError, match="path_length"):
        list(x509.load_der_x509_certificate(signer).extensions)
    who = identity(signer)
    assert who.organisation == "Estonian Information System Authority"
    assert not extensions(signer).authority
