"""The test authority over HTTP, for whatever programs want to ask it; not there without test signing."""

from __future__ import annotations

from typing import Annotated

from fastapi import Body, Request, Response

from app.esign.testing.serving import answered
from app.identity.door import public_room
from app.kit.errors import NotFound
from app.providers.choosing import testa

public = public_room()
Sent = Annotated[bytes, Body(media_type="application/octet-stream")]


@public.post("/testa/tsa", name="providers.tsa")
def tsa(request: Request, body: Sent) -> Response:
    """A time stamp (RFC 3161)."""
    return _answer(request, "/tsa", body)


@public.post("/testa/ocsp", name="providers.ocsp")
def ocsp(request: Request, body: Sent) -> Response:
    """Whether a test certificate was revoked (RFC 6960)."""
    return _answer(request, "/ocsp", body)


@public.get("/testa/ica.crt", name="providers.issuer")
def issuer(request: Request) -> Response:
    """The certificate of the test issuer."""
    return _answer(request, "/ica.crt", b"")


def _answer(request: Request, path: str, body: bytes) -> Response:
    settings = request.app.state.settings
    if not settings.test_signing:
        raise NotFound("test authority")
    try:
        found = answered(testa(settings), path, body)
    except (ValueError, TypeError):
        return Response("The request cannot be read.", 400, media_type="text/plain")
    assert found
    return Response(found[0], media_type=found[1])
