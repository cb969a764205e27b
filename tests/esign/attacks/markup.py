"""Attacks on the XML of the signature."""

from __future__ import annotations

import base64
import re

from asn1crypto import ocsp

from app.esign.codes import Code
from app.esign.making.asice import build_container
from app.esign.making.keys import digest
from app.esign.making.xades import ECDSA, EXCLUSIVE, PROPERTIES, SHA256
from tests.esign.attacks.scene import NAME, PDF, Attacks, Scene

attack = Attacks()


def _declared(scene: Scene, declaration: str, text: str = "") -> bytes:
    head, rest = scene.xml.split(b"<asic:", 1)
    body = b"<asic:" + rest
    if text:
        body = re.sub(rb"(<xades:SigningTime>)[^<]*", rb"\g<1>" + text.encode(), body)
    return scene.with_xml(head + declaration.encode() + body)


@attack(Code.XML_FORBIDDEN)
def external_entity(scene: Scene) -> bytes:
    return _declared(scene, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;")


@attack(Code.XML_FORBIDDEN)
def external_document_type(scene: Scene) -> bytes:
    return _declared(scene, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')


@attack(Code.XML_FORBIDDEN)
def billion_laughs(scene: Scene) -> bytes:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _declared(scene, f'<!DOCTYPE x [<!ENTITY l0 "ha">{more}]>', "&l9;")


@attack(Code.XML_FORBIDDEN)
def document_type_in_another_encoding(scene: Scene) -> bytes:
    body = scene.xml.split(b"?>", 1)[1].decode()
    whole = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "x">]>' + body
    return scene.with_xml(whole.encode("utf-16"))


@attack(Code.XML_FORBIDDEN)
def comment_in_the_time(scene: Scene) -> bytes:
    return scene.replaced("<xades:SigningTime>20", "<xades:SigningTime>20<!-- -->")


@attack(Code.XML_FORBIDDEN)
def processing_instruction(scene: Scene) -> bytes:
    return scene.replaced("<ds:KeyInfo>", "<?x y?><ds:KeyInfo>")


@attack(Code.XML_FORBIDDEN)
def attribute_of_xml_itself(scene: Scene) -> bytes:
    return scene.replaced("<ds:Object>", '<ds:Object xml:base="http://127.0.0.1/">')


def _before_file_digest(scene: Scene, transform: str) -> bytes:
    added = f'<ds:Transforms><ds:Transform Algorithm="{transform}"/></ds:Transforms><ds:DigestMethod'
    return scene.replaced("<ds:DigestMethod", added)


@attack(Code.TRANSFORM)
def xslt(scene: Scene) -> bytes:
    return _before_file_digest(scene, "http://www.w3.org/TR/1999/REC-xslt-19991116")


@attack(Code.TRANSFORM)
def base64_of_the_file(scene: Scene) -> bytes:
    return _before_file_digest(scene, "http://www.w3.org/2000/09/xmldsig#base64")


@attack(Code.SIGNATURE_VALUE, Code.SIGNED_PROPERTIES)
def swapped_canonical_form(scene: Scene) -> bytes:
    other = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    return scene.replaced(f'<ds:Transform Algorithm="{EXCLUSIVE}"', f'<ds:Transform Algorithm="{other}"')


@attack(Code.ALGORITHM, Code.TRANSFORM, Code.SIGNATURE_VALUE)
def canonical_form_with_comments(scene: Scene) -> bytes:
    before = '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#'
    return scene.replaced(before, before + "WithComments")


def _uri(scene: Scene, uri: str) -> bytes:
    return scene.with_xml(re.sub(rb'(-R0" URI=")[^"]*', rb"\g<1>" + uri.encode(), scene.xml))


@attack(Code.REFERENCE)
def address_of_another_server(scene: Scene) -> bytes:
    return _uri(scene, "http://127.0.0.1:9/l%C4%ABgums.pdf")


@attack(Code.REFERENCE)
def path_out_of_the_container(scene: Scene) -> bytes:
    return _uri(scene, "../../etc/passwd")


@attack(Code.REFERENCE)
def file_address(scene: Scene) -> bytes:
    return _uri(scene, "file:///etc/passwd")


@attack(Code.REFERENCE, Code.NOT_COVERED, Code.XML_STRUCTURE)
def whole_document_instead_of_the_file(scene: Scene) -> bytes:
    return _uri(scene, "")


@attack(Code.ALGORITHM)
def hmac_with_the_public_key(scene: Scene) -> bytes:
    return scene.replaced(ECDSA, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")


@attack(Code.ALGORITHM, Code.WEAK_DIGEST)
def signature_over_sha1(scene: Scene) -> bytes:
    return scene.replaced(ECDSA, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1")


@attack(Code.ALGORITHM, Code.WEAK_DIGEST)
def file_digest_by_sha1(scene: Scene) -> bytes:
    return scene.replaced(SHA256, "http://www.w3.org/2000/09/xmldsig#sha1")


@attack(Code.CERTIFICATE_MISMATCH, Code.SIGNATURE_VALUE)
def swapped_certificate(scene: Scene) -> bytes:
    own, other = (base64.b64encode(held.certificate).decode() for held in (scene.anna, scene.juris))
    return scene.replaced(own, other)


@attack(Code.BAD_CERTIFICATE, Code.CERTIFICATE_MISMATCH)
def certificate_that_is_none(scene: Scene) -> bytes:
    return scene.replaced(base64.b64encode(scene.anna.certificate).decode(), "bm9uZQ==")


@attack(Code.SIGNATURE_VALUE)
def changed_value(scene: Scene) -> bytes:
    value = re.search(rb'-V">([^<]*)', scene.xml)
    assert value
    flipped = bytearray(base64.b64decode(value[1]))
    flipped[5] ^= 1
    return scene.replaced(value[1], base64.b64encode(flipped))


@attack(Code.SIGNED_PROPERTIES)
def changed_time(scene: Scene) -> bytes:
    return scene.replaced("<xades:SigningTime>2", "<xades:SigningTime>3")


@attack(Code.XML_STRUCTURE, Code.SIGNATURE_VALUE)
def value_with_something_beside_base64(scene: Scene) -> bytes:
    return scene.replaced('-V">', '-V">*')


@attack(Code.SIGNATURE_VALUE)
def digest_of_another_file(scene: Scene) -> bytes:
    own, other = (base64.b64encode(digest(data)) for data in (scene.contract, b"other"))
    xml = scene.xml.replace(own, other)
    return build_container([(NAME, b"other", PDF)], [xml])


@attack(Code.SIGNATURE_VALUE, Code.SIGNED_PROPERTIES, Code.XML_STRUCTURE, Code.PROFILE)
def properties_not_signed(scene: Scene) -> bytes:
    return scene.with_xml(re.sub(rb'<ds:Reference [^>]*-RP".*?</ds:Reference>', b"", scene.xml))


@attack(Code.SIGNATURE_VALUE, Code.XML_STRUCTURE)
def two_references_to_properties(scene: Scene) -> bytes:
    found = re.search(rb'<ds:Reference [^>]*-RP".*?</ds:Reference>', scene.xml)
    assert found and PROPERTIES.encode() in found[0]
    twice = found[0] + found[0].replace(b'-RP"', b'-RQ"')
    return scene.with_xml(scene.xml.replace(found[0], twice))


@attack(Code.TOO_LARGE, Code.XML_FORBIDDEN, Code.BOMB, Code.XML_STRUCTURE)
def three_megabytes(scene: Scene) -> bytes:
    filler = b"".join(b"<x>%d</x>" % number for number in range(280_000))
    return scene.with_xml(scene.xml.replace(b"</ds:Signature>", filler + b"</ds:Signature>"))


@attack(Code.XML_STRUCTURE, Code.XML_FORBIDDEN, Code.DAMAGED)
def ten_thousand_levels(scene: Scene) -> bytes:
    deep = b"<x>" * 10_000 + b"</x>" * 10_000
    return scene.with_xml(scene.xml.replace(b"</ds:Signature>", deep + b"</ds:Signature>"))


@attack(Code.XML_STRUCTURE, Code.PROFILE, Code.NOT_SIGNED)
def signature_of_another_name(scene: Scene) -> bytes:
    return scene.with_xml(scene.xml.replace(b"xmldsig#", b"xmldsig"))


@attack(Code.XML_STRUCTURE)
def good_signature_beside_an_empty_one(scene: Scene) -> bytes:
    return scene.with_xml(scene.xml, b"<x/>")


@attack(Code.OCSP_SIGNATURE, Code.OCSP_RESPONDER, Code.NO_REVOCATION, Code.OCSP_UNKNOWN, Code.DAMAGED)
def answer_about_revocation_that_is_none(scene: Scene) -> bytes:
    later = base64.b64encode(ocsp.OCSPResponse({"response_status": "try_later"}).dump())
    return scene.with_xml(re.sub(rb"(<xades:EncapsulatedOCSPValue>)[^<]*", rb"\g<1>" + later, scene.xml))


@attack(Code.TIMESTAMP, Code.NO_TIMESTAMP, Code.TSA_UNTRUSTED)
def time_stamp_that_is_none(scene: Scene) -> bytes:
    return scene.with_xml(re.sub(rb"(<xades:EncapsulatedTimeStamp>)[^<]*", rb"\g<1>bm9uZQ==", scene.xml))
