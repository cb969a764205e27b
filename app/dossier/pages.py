"""The dossier of a placement: asked for, fetched; for administrators also brought back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents.seals import Seal, seal_of
from app.dossier import actions, verbs
from app.dossier.forms import BringForm
from app.dossier.gathering import documents_of
from app.dossier.items import plain_name
from app.dossier.models import Dossier, Restoration
from app.esign.making.keys import Unusable
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.kit.db import store_of
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.uploads import CONTAINER, take
from app.kit.words import Said, _
from app.placements.models import Placement
from app.placements.verbs import staff

pages = room()
MOST = 200  # megabytes that can be brought
SHOWN = 5
SeenPlacement = Annotated[Placement, seen(Placement)]
SeenRestoration = Annotated[Restoration, seen(Restoration)]


@pages.get("/vietas/{placement_id:int}/lieta/arhivs", name="dossier.show")
def show(page: Signed, placement: SeenPlacement) -> Response:
    """What the dossier holds for whoever asks, and those asked for in the last days."""
    if not verbs.MAKE.permits(page.actor, placement):
        raise Forbidden("dossier.make")
    made = Dossier.visible_to(page.actor).where(Dossier.placement_id == placement.id)
    dossiers = list(page.db.scalars(made.order_by(Dossier.id.desc()).limit(SHOWN)))
    return page.show(
        "dossier/show.html",
        block="made" if page.request.headers.get("hx-target") == "made" else None,
        placement=placement,
        dossiers=dossiers,
        running=any(each.state.value == "waiting" for each in dossiers),
        documents=documents_of(page.db, page.actor, placement),
        whole=staff(page.actor, placement),
        seal=_seal(page, placement),
    )


def _seal(page: Page, placement: Placement) -> Seal | None:
    """None also when the key cannot be used: the administrator's page says why."""
    try:
        return seal_of(page.request.app.state.settings, placement.school.organisation.reg_no or "")
    except Unusable:
        return None


@pages.post("/vietas/{placement_id:int}/lieta/arhivs", name="dossier.make")
def make(page: Signed, placement: SeenPlacement) -> Response:
    """Begins making one."""
    actions.make(page.db, page.actor, placement)
    notice = _("The archive is being made. It will be here for a day.")
    return page.done(page.url("dossier.show", placement_id=placement.id), notice=notice)


@pages.get("/vietas/{placement_id:int}/lieta/arhivs/{dossier_id:int}", name="dossier.file")
def file(page: Signed, placement: SeenPlacement, dossier: Annotated[Dossier, seen(Dossier)]) -> Response:
    """The archive, while its day lasts."""
    lost = set(dossier.roles) - set(page.actor.roles)  # it was made for more than they may read now
    if lost or dossier.placement_id != placement.id or not dossier.ready or dossier.sha256 is None:
        raise NotFound("dossier")
    ending = "asice" if dossier.sealed_by else "zip"
    kind = CONTAINER if dossier.sealed_by else "application/zip"
    name = f"lieta-{plain_name(placement.learner.person.name)}-{placement.id}.{ending}"
    return page.download(store_of(page.db).get(dossier.sha256), name, kind)


# ------------------------------------------------------------ brought back


def _only(page: Page) -> None:
    if not page.actor.has(Role.PORTAL_ADMIN):
        raise Forbidden("dossier.bring")


@pages.get("/administresana/lietas", name="dossier.brought")
def brought(page: Signed) -> Response:
    """Where a dossier is brought; those brought before."""
    _only(page)
    return _brought(page, blank(BringForm))


def _brought(page: Page, form: Sent[BringForm], status: int = 200) -> Response:
    found = Restoration.visible_to(page.actor).order_by(Restoration.id.desc()).limit(50)
    restorations = list(page.db.scalars(found))
    return page.show("dossier/brought.html", status=status, form=form, restorations=restorations, most=MOST)


@pages.post("/administresana/lietas", name="dossier.bring")
def bring(page: Signed, form: Annotated[Sent[BringForm], sent(BringForm)]) -> Response:
    """Takes the file; it is checked by a job, and nothing is restored yet."""
    _only(page)
    upload = take(form, "file", frozenset({CONTAINER}), _("Send a dossier: an .asice file."), MOST)
    if form.errors or upload is None:
        return _brought(page, form, 422)
    made = actions.bring(page.db, page.actor, page.actor.person, upload=upload)
    return page.done(
        page.url("dossier.restoration", restoration_id=made.id), notice=_("The file is being checked.")
    )


@pages.get("/administresana/lietas/{restoration_id:int}", name="dossier.restoration")
def restoration(page: Signed, restoration: SeenRestoration) -> Response:
    """Who sealed it, what it holds, why it is refused, what came of it."""
    return page.show(
        "dossier/restoration.html",
        block="state" if page.request.headers.get("hx-target") == "state" else None,
        restoration=restoration,
        reasons=[Said.from_json(each) for each in restoration.reasons],
        may=verbs.RESTORE.open_to(page.actor, restoration) and restoration.sha256 is not None,
    )


@pages.post("/administresana/lietas/{restoration_id:int}/atjaunot", name="dossier.restore")
def restore(page: Signed, restoration: SeenRestoration) -> Response:
    """Begins restoring what was found sound."""
    actions.restore(page.db, page.actor, restoration)
    to = page.url("dossier.restoration", restoration_id=restoration.id)
    return page.done(to, notice=_("The dossier is being restored."))
