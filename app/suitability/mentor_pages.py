"""A supervisor's evidence: what is there, what is wanting, who has checked it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.companies.models import Mentor
from app.identity.door import Signed, room, seen
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.suitability import mentor_actions, verbs
from app.suitability.evidence import ChildCheck, Evidence, EvidenceCheck
from app.suitability.files import ACCEPT
from app.suitability.forms import ChildCheckForm, EvidenceForm
from app.suitability.formula import DECLARED, Kind, proves
from app.suitability.opinion_pages import attachment, sealed
from app.suitability.queries import mentors_of

pages = room()
SeenMentor = Annotated[Mentor, seen(Mentor, "company")]
SeenEvidence = Annotated[Evidence, seen(Evidence)]
PAPERS = tuple(kind for kind in Kind if kind not in DECLARED)


def _evidence(page: Page, mentor: Mentor) -> list[Evidence]:
    wanted = (
        select(Evidence)
        .where(Evidence.mentor_id == mentor.id)
        .options(
            selectinload(Evidence.checks).joinedload(EvidenceCheck.school),
            selectinload(Evidence.checks).joinedload(EvidenceCheck.person),
            joinedload(Evidence.added_by, innerjoin=True),
        )
    )
    order = list(Kind)
    return sorted(page.db.scalars(wanted), key=lambda each: (order.index(each.kind), each.id))


def _child_check(page: Page, mentor: Mentor) -> ChildCheck | None:
    wanted = (
        select(ChildCheck)
        .where(ChildCheck.mentor_id == mentor.id)
        .order_by(ChildCheck.checked_on.desc(), ChildCheck.id.desc())
        .options(joinedload(ChildCheck.noted_by, innerjoin=True))
    )
    return page.db.scalars(wanted).first()


def _show(
    page: Page,
    mentor: Mentor,
    form: Sent[EvidenceForm] | None = None,
    child_form: Sent[ChildCheckForm] | None = None,
    status: int = 200,
) -> Response:
    actor = page.actor
    if not actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE) and not verbs.own_mentor(actor, mentor):
        raise Forbidden("suitability.mentor")
    held, on = _evidence(page, mentor), today()
    rows: list[dict[str, Any]] = [
        {
            "evidence": each,
            "proves": proves(each.proof, on),
            "mine": next((c for c in each.checks if c.school_id == actor.organisation_id), None),
        }
        for each in held
    ]
    return page.show(
        "suitability/mentor.html",
        status=status,
        mentor=mentor,
        rows=rows,
        ready=mentors_of(page.db, [mentor.id], on)[mentor.id],
        child=_child_check(page, mentor),
        declared={each.kind for each in held if each.kind in DECLARED},
        declarations=sorted(DECLARED),
        form=form or blank(EvidenceForm, kind=page.request.query_params.get("veids", "")),
        child_form=child_form or blank(ChildCheckForm, checked_on=on),
        kinds=[(kind.value, page.words.text(kind.label)) for kind in PAPERS],
        accept=ACCEPT,
        may_add=verbs.ADD_EVIDENCE.permits(actor, mentor),
        may_check=verbs.checker(actor, mentor),
        may_note=verbs.NOTE_CHILD_CHECK.permits(actor, mentor),
        own=verbs.own_mentor(actor, mentor) and not actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE),
    )


def _back(page: Page, mentor_id: int) -> str:
    return page.url("suitability.mentor", mentor_id=mentor_id)


@pages.get("/vaditaji/{mentor_id:int}/pieradijumi", name="suitability.mentor")
def mentor(page: Signed, mentor: SeenMentor) -> Response:
    """What is there, and what is wanting in words."""
    return _show(page, mentor)


@pages.get("/mani-pieradijumi", name="suitability.mine")
def mine(page: Signed) -> Response:
    """The supervisor's own page, at the company for which they act now."""
    own = Mentor.visible_to(page.actor).where(Mentor.person_id == page.actor.person_id)
    found = page.db.scalars(own).first()
    if found is None:
        raise Forbidden("suitability.mine")
    return page.done(_back(page, found.id))


@pages.post("/vaditaji/{mentor_id:int}/pieradijumi", name="suitability.add_evidence")
def add_evidence(
    page: Signed, mentor: SeenMentor, form: Annotated[Sent[EvidenceForm], sent(EvidenceForm)]
) -> Response:
    """A paper, or a declaration by one button."""
    verbs.ADD_EVIDENCE.check(page.db, page.actor, mentor)
    file = sealed(form)
    if not form.errors:
        values = form.data.model_dump(exclude={"file"})
        form.attempt(lambda: mentor_actions.add_evidence(page.db, page.actor, mentor, file=file, **values))
    if form.errors:
        return _show(page, mentor, form, status=422)
    return page.done(_back(page, mentor.id), notice=_("The evidence is added."))


@pages.post("/pieradijumi/{evidence_id:int}/parbaudits", name="suitability.check_evidence")
def check_evidence(page: Signed, evidence: SeenEvidence) -> Response:
    """The school has seen the paper."""
    mentor_actions.check_evidence(page.db, page.actor, evidence)
    return page.done(_back(page, evidence.mentor_id), notice=_("Marked as checked."))


@pages.post("/pieradijumi/{evidence_id:int}/nonemt", name="suitability.remove_evidence")
def remove_evidence(page: Signed, evidence: SeenEvidence) -> Response:
    """It was mistaken."""
    mentor_id = evidence.mentor_id
    mentor_actions.remove_evidence(page.db, page.actor, evidence)
    return page.done(_back(page, mentor_id), notice=_("The evidence is removed."))


@pages.get("/pieradijumi/{evidence_id:int}/fails", name="suitability.evidence_file")
def evidence_file(page: Signed, evidence: SeenEvidence) -> Response:
    """The paper as it was sent."""
    return attachment(page, evidence)


@pages.post("/vaditaji/{mentor_id:int}/bernu-parbaude", name="suitability.note_child_check")
def note_child_check(
    page: Signed, mentor: SeenMentor, form: Annotated[Sent[ChildCheckForm], sent(ChildCheckForm)]
) -> Response:
    """The day, yes or no, when it is due again."""
    verbs.NOTE_CHILD_CHECK.check(page.db, page.actor, mentor)
    if not form.errors:
        values = form.data.model_dump()
        form.attempt(lambda: mentor_actions.note_child_check(page.db, page.actor, mentor, **values))
    if form.errors:
        return _show(page, mentor, child_form=form, status=422)
    return page.done(_back(page, mentor.id), notice=_("The check is noted."))
