"""The page of those who sign in another's stead."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from sqlalchemy.orm import joinedload

from app.documents import delegation_verbs as verbs
from app.documents import delegations
from app.documents.forms import DelegationForm, EndForm
from app.documents.issuing import content_of
from app.documents.models import Delegation
from app.documents.models.delegations import TAKERS
from app.identity.door import Signed, room, seen
from app.identity.models import Person
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.uploads import CONTAINER, JPEG, PDF, PNG, kind_of, take
from app.kit.words import _

pages = room()
PROOFS = frozenset({PDF, JPEG, PNG, CONTAINER})


def _givers(page: Page) -> list[Person]:
    """Whose signature the actor may lend: their own, or as the administrator anybody's."""
    actor = page.actor
    if actor.has(*verbs.ADMINISTRATORS):
        return delegations.people(page.db, actor.organisation_id, verbs.GIVERS)
    return [actor.person] if actor.has(*verbs.GIVERS) else []


def _show(page: Page, form: Sent[DelegationForm] | None = None, status: int = 200) -> Response:
    known = Delegation.visible_to(page.actor).where(Delegation.organisation_id == page.actor.organisation_id)
    known = known.options(joinedload(Delegation.giver), joinedload(Delegation.taker))
    givers = _givers(page)
    takers = delegations.people(page.db, page.actor.organisation_id, TAKERS) if givers else []
    first = givers[0].id if len(givers) == 1 else None
    return page.show(
        "documents/delegations.html",
        status=status,
        delegations=list(page.db.scalars(known.order_by(Delegation.ends.desc(), Delegation.id.desc()))),
        verbs=verbs,
        givers=[(each.id, each.name) for each in givers],
        takers=[(each.id, each.name) for each in takers if each.id != first],
        form=form or blank(DelegationForm, giver=first, starts=today()),
    )


@pages.get("/dokumenti/pilnvaras", name="documents.delegations")
def show(page: Signed) -> Response:
    """Those of my organisation that I may see; for whoever may, the form for another."""
    if not page.actor.roles & TAKERS:
        raise Forbidden("documents.delegations")
    return _show(page)


@pages.post("/dokumenti/pilnvaras", name="documents.delegate")
def delegate(page: Signed, form: Annotated[Sent[DelegationForm], sent(DelegationForm)]) -> Response:
    """Somebody signs in another's stead from this day to that."""
    givers = {each.id: each for each in _givers(page)}
    if not givers:
        raise Forbidden(verbs.DELEGATE.name)
    takers = {each.id: each for each in delegations.people(page.db, page.actor.organisation_id, TAKERS)}
    proof = take(form, "proof", PROOFS, _("Send the order or the authorisation: PDF, JPG, PNG, .edoc."), 10)
    if form.clean:
        for name, known in (("giver", givers), ("taker", takers)):
            if getattr(form.clean, name) not in known:
                form.refuse(name, _("Choose one from the list."))
    if proof and not form.errors:
        data = form.data
        made = Delegation(
            organisation_id=page.actor.organisation_id,
            giver=givers[data.giver],
            taker=takers[data.taker],
            starts=data.starts,
            ends=data.ends,
            basis=data.basis,
        )
        form.attempt(lambda: delegations.delegate(page.db, page.actor, made, proof=proof))
    if form.errors:
        return _show(page, form, 422)
    notice = _("{name} may sign now. Both are told.", name=takers[form.data.taker].name)
    return page.done(page.url("documents.delegations"), notice=notice)


@pages.get("/dokumenti/pilnvaras/{delegation_id:int}/fails", name="documents.delegation_file")
def proof(page: Signed, delegation: Annotated[Delegation, seen(Delegation)]) -> Response:
    """What says that they may."""
    data = content_of(page.db, delegation.proof_sha256, "proof of a delegation")
    return page.download(data, delegation.proof_name, kind_of(data) or "application/octet-stream")


@pages.post("/dokumenti/pilnvaras/{delegation_id:int}/beigt", name="documents.end_delegation")
def end(
    page: Signed,
    delegation: Annotated[Delegation, seen(Delegation)],
    form: Annotated[Sent[EndForm], sent(EndForm)],
) -> Response:
    """From now on they do not."""
    reason = form.data.reason if form.clean else ""
    delegations.end_delegation(page.db, page.actor, delegation, reason=reason)
    notice = _("{name} does not sign in another's stead any more.", name=delegation.taker.name)
    return page.done(page.url("documents.delegations"), notice=notice)
