"""The explanation inside a dossier: how a stranger verifies it with public tools. Tests run its very lines.

The words stand in `templates/dossier/readme`, in Latvian and in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEXTS: Final = Path(__file__).resolve().parents[2] / "templates" / "dossier" / "readme"
PROMPT: Final = "    $ "
XMLSEC: Final = (
    "xmlsec1 --verify --insecure --enabled-reference-uris empty,same-doc,local,remote "
    "--id-attr:Id 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'"
)
XML: Final = "META-INF/signatures0.xml"
VALUE: Final = "<ds:SignatureValue[^>]*>[^<]*</ds:SignatureValue>"
NAMED: Final = 's|<ds:SignatureValue |<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#" |'
# the certificates and the answers will have expired when somebody asks
LATER: Final = "-partial_chain -no_check_time"
OLD: Final = "-validity_period 1000000000"


def _taken(tag: str, then: str) -> str:
    return f"grep -o '<{tag}>[^<]*' {XML} | head -n 1 | sed 's/.*>//' | base64 -d {then}"


def _stamp(folder: str, token: str) -> str:
    files = f"-in {folder}{token} -data {folder}vertiba.xml -CAfile {folder}laika-zimogs.pem"
    return f"openssl ts -verify -token_in {files} {LATER}"


def _revocation(folder: str, answer: str, certificate: str) -> str:
    issuer = f"{folder}izdevejs.pem"
    files = f"-respin {folder}{answer} -issuer {issuer} -cert {folder}{certificate} -CAfile {issuer}"
    return f"openssl ocsp {files} {LATER} {OLD}"


def _each(found: str, commands: str) -> str:
    return f"for f in $({found} | sort); do echo $f; {commands}; done"


def _when(file: str, command: str) -> str:
    return f"if [ -e $f/{file} ]; then {command}; fi"


FOLDERS: Final = "find faili -type d -name 'paraksts-*'"
UNPACK: Final = "mkdir -p parbaude/$f; unzip -q -o $f -d parbaude/$f"
SIGNATURES: Final = f"(cd parbaude/$f; for s in META-INF/*signatures*.xml; do {XMLSEC} $s; done)"
# what others sent, and scans, need not be well built
OWN_PDFS: Final = "find . -path ./faili/sanemtie -prune -o -name '*.pdf' ! -name '*-skens.pdf' -print"
STEPS: Final = {
    "seal": [
        f"{XMLSEC} {XML}",
        _taken("ds:X509Certificate", "| openssl x509 -inform DER -out zimogs.pem"),
        "openssl x509 -in zimogs.pem -noout -subject -issuer -dates -fingerprint -sha256",
        _taken("xades:EncapsulatedTimeStamp", "> zimogs.tst"),
        "openssl pkcs7 -inform DER -in zimogs.tst -print_certs -out laika-zimogs.pem",
        f"printf '%s' \"$(grep -o '{VALUE}' {XML} | sed '{NAMED}')\" > vertiba.xml",
        _stamp("", "zimogs.tst"),
        "openssl ts -reply -token_in -in zimogs.tst -token_out -text",
        _taken("xades:EncapsulatedX509Certificate", "| openssl x509 -inform DER -out izdevejs.pem"),
        _taken("xades:EncapsulatedOCSPValue", "> zimogs.ocsp"),
        _revocation("", "zimogs.ocsp", "zimogs.pem"),
    ],
    "sums": ["sha256sum -c --quiet SHA256SUMS && echo OK"],
    "containers": [
        _each("find faili -name '*.asice' -o -name '*.edoc' -o -name '*.sce'", f"{UNPACK}; {SIGNATURES}"),
        _each(FOLDERS, _when("laiks.tst", _stamp("$f/", "laiks.tst"))),
        _each(FOLDERS, _when("ocsp.der", _revocation("$f/", "ocsp.der", "parakstitajs.pem"))),
    ],
    "pdfs": [
        _each(OWN_PDFS, "qpdf --check $f || [ $? -eq 3 ]"),
        _each("grep -rla --include='*.pdf' ByteRange faili", "pdfsig -nocert $f"),
    ],
}


def readme(*, sealed: bool, test: bool, whole: bool) -> bytes:
    """In Latvian and in English, with the commands between."""
    ending = "asice" if sealed else "zip"
    parts = [_text("head"), _text("sealed" if sealed else "not-sealed")]
    parts += [_text("test")] if test else []
    parts += [] if whole else [_text("part")]
    opening = [f"unzip -q -o lieta.{ending} -d lieta", "cd lieta", "unzip -q -o faili.zip -d faili"]
    parts += ["PĀRBAUDE / VERIFYING\n", _step(1, "open", opening).replace("{ending}", ending)]
    steps = [name for name in STEPS if sealed or name != "seal"]
    parts += [_step(number, name, STEPS[name]) for number, name in enumerate(steps, 2)]
    return "\n".join([*parts, _text("tail")]).encode()


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8")


def _step(number: int, name: str, commands: list[str]) -> str:
    return f"{number}. {_text(name)}\n" + "".join(f"{PROMPT}{command}\n" for command in commands)


def commands_in(text: str) -> list[str]:
    """The commands of such an explanation, in their order."""
    return [line.removeprefix(PROMPT) for line in text.splitlines() if line.startswith(PROMPT)]
