"""eParaksts mobile by the integration platform of LVRTC: two turns of OAuth, and only a digest travels."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from app.kit.words import _
from app.providers.steps import Certificate, Failed, Go, Task, Value
from app.providers.web import Answer, basic, call, form

AUTHORIZE: Final = "/trustedx-authserver/oauth/lvrtc-eipsign-as"
TOKEN: Final = "/trustedx-authserver/oauth/lvrtc-eipsign-as/token"  # noqa: S105  # an address
ME: Final = "/trustedx-resources/openid/v1/users/me"
IDENTITY: Final = "/trustedx-resources/esigp/v1/sign_identities/"
SIGN: Final = "/trustedx-resources/esigp/v1/signatures/server/raw"
PROFILE: Final = "urn:safelayer:eidas:sign:identity:profile"
USE: Final = "urn:safelayer:eidas:sign:identity:use:server"
MOBILE: Final = "urn:eparaksts:authentication:flow:mobileid"
SIGNS: Final = frozenset({"serverid", "x509:keyUsage:contentCommitment"})  # labels of the right identity
DECLINED: Final = _("You did not confirm the signature in eParaksts mobile. Nothing was signed.")
REFUSED: Final = _("eParaksts did not accept the request. Begin again.")


@dataclass(frozen=True)
class EParakstsMobile:
    """`issuer` finds the certificate above another one among those that the portal trusts."""

    url: str
    client: str
    secret: str
    issuer: Callable[[bytes], bytes | None]
    code: str = "eparaksts"

    def outside(self, task: Task) -> bool:
        """To send the person there needs no question; everything after they came back does."""
        return "code" in task.answer or "value" in task.kept

    def certificate(self, task: Task) -> Certificate | Go | Failed:
        """First turn: the person shows who they are, and their signing certificate is read."""
        if "error" in task.answer:
            return Failed(DECLINED)
        if "code" not in task.answer:
            return Go(self._way(task, scope=PROFILE), {})
        token = self._token(task)
        identities = self._read(ME, token).json.get("sign_identities", []) if token else []
        fitting = [one for one in identities if _fits(one)]
        if not fitting:
            return Failed(_("eParaksts gave no certificate for signing. Is eParaksts mobile set up?"))
        told = self._read(IDENTITY + quote(str(fitting[0]["id"]), safe=""), token).json
        der = _certificate(told)
        if der is None:
            return Failed(REFUSED)
        above = self.issuer(der)
        return Certificate(
            der, (above,) if above else (), {"identity": str(fitting[0]["id"]), "ec": _is_ec(der)}
        )

    def sign(self, task: Task, digest: bytes) -> Value | Go | Failed:
        """Second turn: the person confirms this very digest with the PIN."""
        if "error" in task.answer:
            return Failed(DECLINED)
        if "code" not in task.answer:
            summary = base64.b64encode(hashlib.sha256(digest).digest()).decode()
            about = {"digests_summary": summary, "digests_summary_algorithm": "SHA256"}
            return Go(self._way(task, scope=USE, sign_identity_id=task.kept["identity"], **about), {})
        token = self._token(task)
        asked = {
            "digest_value": base64.b64encode(digest).decode(),
            "signature_algorithm": "ecdsa" if task.kept["ec"] else "rsa-sha256",
            "sign_identity_id": task.kept["identity"],
        }
        headers = {"Content_Type": "application/json", "Authorization": f"Bearer {token}"}
        answer = call(self.url + SIGN, json.dumps(asked).encode(), **headers) if token else None
        if answer is None or answer.status != 200:
            return Failed(REFUSED)
        return Value(_binary(answer.body))

    def _way(self, task: Task, **more: str) -> str:
        told = {
            "response_type": "code",
            "client_id": self.client,
            "state": task.key,
            "redirect_uri": task.back,
        }
        told |= {"prompt": "login", "acr_values": MOBILE, "ui_locales": task.language, **more}
        return f"{self.url}{AUTHORIZE}?{urlencode(told)}"

    def _token(self, task: Task) -> str:
        told = form(grant_type="authorization_code", code=task.answer["code"], redirect_uri=task.back)
        kind = "application/x-www-form-urlencoded"
        key = basic(self.client, self.secret, encoded=True)
        answer = call(self.url + TOKEN, told, Content_Type=kind, Authorization=key)
        return str(answer.json.get("access_token", "")) if answer.status == 200 else ""

    def _read(self, path: str, token: str) -> Answer:
        return call(self.url + path, Authorization=f"Bearer {token}")


def _fits(identity: Any) -> bool:
    return (
        isinstance(identity, dict)
        and identity.get("status", {}).get("value") == "enabled"
        and set(identity.get("labels", ())) >= SIGNS
    )


def _certificate(told: dict[str, Any]) -> bytes | None:
    """Stands inside `identity`, and once stood beside it."""
    text = told.get("identity", told).get("details", {}).get("certificate", "")
    try:
        der = base64.b64decode("".join(str(text).split()))
        x509.load_der_x509_certificate(der)
    except ValueError:
        return None
    return der


def _is_ec(der: bytes) -> bool:
    return isinstance(x509.load_der_x509_certificate(der).public_key(), ec.EllipticCurvePublicKey)


def _binary(body: bytes) -> bytes:
    """The published interface speaks of a binary value; some answers are base64 of it."""
    try:
        return base64.b64decode(body.strip(), validate=True)
    except (binascii.Error, ValueError):
        return body
