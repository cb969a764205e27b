"""The page of one document: what it is, who signs, and for the one whose turn it is the ways to sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response
from sqlalchemy import Select, inspect, select

from app.documents import codes, containers, letters, superseding, verbs
from app.documents.bringing import brought_to
from app.documents.forms import BringForm, DeclineForm, PaperForm, SignForm
from app.documents.issuing import why_gone
from app.documents.models import Document, Signer, State
from app.documents.queries import elsewhere, mine
from app.documents.signatures import signatures_of
from app.documents.standing import Known, of_document
from app.documents.wording import statement
from app.identity.models import Person
from app.kit.clock import today
from app.kit.errors import Reason
from app.kit.forms import Sent, blank
from app.kit.pages import Page
from app.kit.words import Said


@dataclass(frozen=True)
class Offer:
    """One more way to sign, of a provider that is set up: a button that begins it."""

    label: Said
    hint: Said
    url: str
    test: bool = False


offers: Final[list[Callable[[Page, Signer], list[Offer]]]] = []  # of the room above, wired in


def shown(
    page: Page,
    document: Document,
    *,
    sign: Sent[SignForm] | None = None,
    decline: Sent[DeclineForm] | None = None,
    bring: Sent[BringForm] | None = None,
    paper: Sent[PaperForm] | None = None,
    reasons: Sequence[Reason] = (),
    status: int = 200,
) -> Response:
    """With the form that was sent, its messages, and why a brought file was not taken."""
    people = page.db.scalars(_everybody(document)).all()  # at once, not one by one
    signer = mine(page.actor, document)
    now = signer if signer and verbs.SIGN.open_to(page.actor, signer) else None
    return page.show(
        "documents/show.html",
        status=status,
        document=document,
        people=people,
        staff=verbs.issuer(page.actor, document),
        signer=now,
        unopened=_unopened(page, document, now),
        reader=letters.reader_of(page.actor, document),
        may_hand=letters.HAND.open_to(page.actor, document) or letters.SEND.open_to(page.actor, document),
        elsewhere=None if now else elsewhere(page.actor, document),
        decline=decline or blank(DeclineForm),
        brings=verbs.BRING.open_to(page.actor, document),
        bring=bring or blank(BringForm),
        paper=_paper(page, document, paper),
        refused=reasons,
        gone=None if document.edition.values else why_gone(page.db, document.edition.sha256),
        **_standings(page, document),
        replaces=superseding.before(document),
        replaced=superseding.after(page.db, page.actor, document),
        **_by_code(page, now, sign),
        **_proofs(page, document),
    )


def _by_code(page: Page, signer: Signer | None, sign: Sent[SignForm] | None) -> dict[str, Any]:
    if signer is None:
        return {"form": sign or blank(SignForm), "offers": [], "code_sent": False}
    covers = codes.covering([signer])
    return {
        "form": sign or blank(SignForm),
        "code_sent": codes.waits(page.db, page.actor.person_id, covers),
        "sent_to": codes.masked(codes.address_of(page.actor.person)),
        "statement": statement(signer, page.actor.person),
        "offers": [offer for each in offers for offer in each(page, signer)],
    }


def _paper(page: Page, document: Document, sent: Sent[PaperForm] | None) -> Sent[PaperForm] | None:
    """For the school's staff while somebody has still to sign."""
    if not verbs.RECORD_PAPER.open_to(page.actor, document):
        return None
    return sent or blank(PaperForm, signed_on=today())


def _everybody(document: Document) -> Select[Any]:
    """Those who sign, read and have sent it."""
    people = {signer.person_id for signer in document.signers}
    people |= {number for reader in document.readers for number in (reader.person_id, reader.sender_id)}
    return select(Person).where(Person.id.in_(people | {document.sender_id}))


def _unopened(page: Page, document: Document, signer: Signer | None) -> bool:
    """Whether whoever looks sees it for the first time."""
    reader = letters.reader_of(page.actor, document)
    return bool((signer and signer.opened_at is None) or (reader and reader.opened_at is None))


def _standings(page: Page, document: Document) -> dict[str, Any]:
    """For the school: whom it waits for, and who has read it."""
    if not verbs.issuer(page.actor, document) or not inspect(document).persistent:
        return {"standings": []}
    people = of_document(document, Known.of(page.db, page.actor, [document]), readers=True)
    return {"standings": [one for one in people if one.waits or one.reader]}


def _proofs(page: Page, document: Document) -> dict[str, Any]:
    """What has come so far."""
    out = inspect(document).persistent and document.state in {State.OUT, State.COMPLETE}
    brought = brought_to(page.db, document) if out else []
    return {
        "signatures_given": signatures_of(page.db, document) if document.signers else [],
        "brought": brought,
        "sealed": containers.sealed(page.db, document) if document.state is State.COMPLETE else [],
    }
