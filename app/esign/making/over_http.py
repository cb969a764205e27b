"""Time stamps over HTTP, as RFC 3161 asks for them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from asn1crypto import core, tsp

from app.esign.making.keys import DIGEST, Unusable
from app.kit.outside import Asked, Limits, ask

MOST: Final = 65_536  # bytes of an answer
HEADERS: Final = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True)
class TsaOverHttp:
    """A time-stamping service at an address; asked in jobs only."""

    url: str

    def token(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """The token; raises `Unusable` when the service refuses or answers something else."""
        nonce = secrets.randbits(63)
        asked = tsp.TimeStampReq(
            {
                "version": "v1",
                "message_imprint": {
                    "hash_algorithm": {"algorithm": algorithm, "parameters": core.Null()},
                    "hashed_message": digest,
                },
                "nonce": nonce,
                "cert_req": True,
            }
        )
        answer = tsp.TimeStampResp.load(self._sent(asked.dump()))
        if answer["status"]["status"].native not in {"granted", "granted_with_mods"}:
            raise Unusable(f"The time stamp was refused: {answer['status'].native}")
        token = answer["time_stamp_token"]
        stated = token["content"]["encap_content_info"]["content"].parsed
        if stated["nonce"].native != nonce or stated["message_imprint"]["hashed_message"].native != digest:
            raise Unusable("The time stamp is not the one that was asked for.")
        made: bytes = token.dump()
        return made

    def _sent(self, body: bytes) -> bytes:
        # the operator named the service, so it may stand inside our own network
        return ask(Asked(self.url, body, HEADERS), Limits(largest=MOST, private=True))
