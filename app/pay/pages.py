"""Pay and insurance of a placement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.errors import Forbidden, NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Moment
from app.kit.words import _
from app.law.queries import judge
from app.notifications.reminders import about, nudges, remind
from app.pay import actions, funding_pages, policy_pages, verbs
from app.pay.files import ACCEPTED, receive, type_of
from app.pay.forms import EndForm, FundForm, PayForm
from app.pay.models import ConcludedBy, FundingProgramme, Instrument, PayAgreement, Rate, Risk
from app.pay.queries import agreements, covers, funding_of, in_force, looked_at, missing, usual_party
from app.placements import verbs as placements
from app.placements.models import LIVE, Placement
from app.placements.parties import coordinators, minor, office

pages = room()
pages.include_router(policy_pages.pages)
pages.include_router(funding_pages.pages)
NOTES = frozenset({"R26", "R27", "R59", "R60"})  # what is worth a look beside what is missing
READERS = (placements.staff, placements.company_office, placements.learner, placements.guardian)


@pages.get("/vietas/{placement_id:int}/samaksa", name="pay.show")
def show(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What is agreed, what is insured, what is missing and who can mend it; the mentor does not see it."""
    if not any(may(page.actor, placement) for may in READERS):
        raise Forbidden("pay.show")
    known = agreements(page.db, placement.id)
    covered = covers(page.db, placement)
    current = in_force(known, looked_at(placement.starts, placement.ends))
    return page.show(
        "pay/show.html",
        placement=placement,
        agreements=known,
        current=current,
        covers=covered,
        missing=missing(placement, current, covered) if placement.state in LIVE else [],
        office=office(placement),
        coordinators=coordinators(placement),
        reminded=nudges(page.db, [about(placement)]).get(about(placement)),
        staff=placements.staff(page.actor, placement),
        may_agree=verbs.AGREE.open_to(page.actor, placement),
        may_correct=bool(known) and verbs.CORRECT.open_to(page.actor, known[0]),
        keeps=_keeps(page, placement),
        minor=minor(placement),
        notes=[each.reason for each in judge(page.db, placement, Moment.WORK) if each.rule.code in NOTES],
        **_funding(page, placement),
    )


def _funding(page: Page, placement: Placement) -> dict[str, Any]:
    """Who funds it, and what the coordinator may choose."""
    chosen = [row.programme for row in funding_of(page.db, placement.id)]
    offered: list[FundingProgramme] = []
    if verbs.FUND.open_to(page.actor, placement):
        known = page.db.scalars(FundingProgramme.visible_to(page.actor).order_by(FundingProgramme.name))
        offered = [each for each in known if each.active or each in chosen]
    return {
        "funded": chosen,
        "offered": [(each.id, each.name) for each in offered],
        "funding": blank(FundForm, programmes=[each.id for each in chosen]),
    }


def _keeps(page: Page, placement: Placement) -> dict[Risk, bool]:
    """Whose policies the person may enter."""
    keepers = {Risk.ACCIDENT: placement.school, Risk.LIABILITY: placement.company}
    return {
        risk: keeper is not None and verbs.ADD_POLICY.permits(page.actor, keeper)
        for risk, keeper in keepers.items()
    }


def _form(
    page: Page,
    placement: Placement,
    form: Sent[PayForm],
    agreement: PayAgreement | None,
    end: Sent[EndForm] | None = None,
    status: int = 200,
) -> Response:
    return page.show(
        "pay/agreement_form.html",
        status=status,
        form=form,
        end=end or blank(EndForm, on=agreement.ended_on if agreement else None),
        placement=placement,
        agreement=agreement,
        former=None if agreement else next(iter(reversed(agreements(page.db, placement.id))), None),
        instruments=[(each.value, page.words.text(each.label)) for each in Instrument],
        rates=[(each.value, page.words.text(each.label)) for each in Rate],
        parties=[(each.value, page.words.text(each.label)) for each in ConcludedBy],
        minor=minor(placement),
        accepted=ACCEPTED,
    )


@pages.get("/vietas/{placement_id:int}/samaksa/jauna", name="pay.new")
def new(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The form of what is agreed."""
    verbs.AGREE.check(page.db, page.actor, placement)
    known = agreements(page.db, placement.id)
    starts = today() if known else placement.starts or today()
    form = blank(PayForm, starts=starts, rate=Rate.MONTH, concluded_by=usual_party(placement, today()))
    return _form(page, placement, form, None)


@pages.post("/vietas/{placement_id:int}/samaksa/jauna", name="pay.agree")
def agree(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[PayForm], sent(PayForm)],
) -> Response:
    """Enters it; it replaces the one before from its first day."""
    verbs.AGREE.check(page.db, page.actor, placement)
    file = receive(form)
    if not form.errors:
        values = form.data.model_dump(exclude={"file", "version"})
        form.attempt(lambda: actions.agree(page.db, page.actor, placement, file=file, **values), "starts")
    if form.errors:
        return _form(page, placement, form, None, status=422)
    return page.done(page.url("pay.show", placement_id=placement.id), notice=_("Saved"))


@pages.get("/samaksa/{pay_agreement_id:int}", name="pay.form")
def form_of(page: Signed, agreement: Annotated[PayAgreement, seen(PayAgreement)]) -> Response:
    """The form of an agreement."""
    verbs.CORRECT.check(page.db, page.actor, agreement)
    names = PayForm.model_fields.keys() - {"file"}
    form = blank(PayForm, **{name: getattr(agreement, name) for name in names})
    return _form(page, agreement.placement, form, agreement)


@pages.post("/samaksa/{pay_agreement_id:int}", name="pay.correct")
def correct(
    page: Signed,
    agreement: Annotated[PayAgreement, seen(PayAgreement)],
    form: Annotated[Sent[PayForm], sent(PayForm)],
) -> Response:
    """Mends what was typed."""
    verbs.CORRECT.check(page.db, page.actor, agreement)
    file, status = receive(form), 422
    if not form.errors and form.overtaken(version=agreement.version):
        status = 409
    if not form.errors:
        values = form.data.model_dump(exclude={"file", "version"})
        form.attempt(lambda: actions.correct(page.db, page.actor, agreement, file=file, **values), "starts")
    if form.errors:
        return _form(page, agreement.placement, form, agreement, status=status)
    return page.done(page.url("pay.show", placement_id=agreement.placement_id), notice=_("Saved"))


@pages.post("/samaksa/{pay_agreement_id:int}/beigt", name="pay.end")
def end(
    page: Signed,
    agreement: Annotated[PayAgreement, seen(PayAgreement)],
    form: Annotated[Sent[EndForm], sent(EndForm)],
) -> Response:
    """The last day of an agreement."""
    verbs.END.check(page.db, page.actor, agreement)
    if not form.errors:
        form.attempt(lambda: actions.end(page.db, page.actor, agreement, on=form.data.on), "on")
    if form.errors:
        names = PayForm.model_fields.keys() - {"file"}
        known = blank(PayForm, **{name: getattr(agreement, name) for name in names})
        return _form(page, agreement.placement, known, agreement, form, 422)
    return page.done(page.url("pay.show", placement_id=agreement.placement_id), notice=_("Saved"))


@pages.post("/samaksa/{pay_agreement_id:int}/dzest", name="pay.remove")
def remove(page: Signed, agreement: Annotated[PayAgreement, seen(PayAgreement)]) -> Response:
    """A mistaken entry goes."""
    actions.remove(page.db, page.actor, agreement)
    return page.done(
        page.url("pay.show", placement_id=agreement.placement_id), notice=_("The entry is removed.")
    )


@pages.get("/samaksa/{pay_agreement_id:int}/datne", name="pay.file")
def file_of(page: Signed, agreement: Annotated[PayAgreement, seen(PayAgreement)]) -> Response:
    """The copy."""
    if agreement.file_sha256 is None:
        raise NotFound("file")
    data = content_of(page.db, agreement.file_sha256)
    return page.download(data, agreement.file_name, type_of(agreement.file_name))


def _office_person(placement: Placement) -> Person | None:
    """Who is asked at the company: the office, else nobody."""
    return next(iter(office(placement)), None)


@pages.post("/vietas/{placement_id:int}/samaksa/atgadinat", name="pay.remind")
def nudge(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Asks the company's office for what is missing; the 24-hour rule is the reminder's own."""
    if not page.actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN):
        raise Forbidden("notifications.remind")
    person = _office_person(placement)
    if person is None:
        raise Refused(_("Nobody of the company's office is written down."))
    reminder = remind(page.db, page.actor, placement, person, "remind.pay")
    return page.done(
        page.url("pay.show", placement_id=placement.id),
        notice=_("A reminder is sent to {name}.", name=person.name),
        undo=page.url("notifications.take_back", {"reminder": reminder.id}),
    )
