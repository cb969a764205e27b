"""The school's decision: made, read, taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.companies.models import Company
from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.schools.own import own_school
from app.suitability import actions, verbs
from app.suitability.files import ACCEPT
from app.suitability.finding import stand as find_stand
from app.suitability.forms import BecauseForm, DecisionForm
from app.suitability.models import Decision
from app.suitability.opinion_pages import attachment, chosen_programme, sealed
from app.suitability.stand import Stand

pages = room()
SeenCompany = Annotated[Company, seen(Company, "partnerships")]
SeenDecision = Annotated[Decision, seen(Decision)]


def _stand(page: Page, company: Company, programme_id: int | None) -> Stand:
    school = own_school(page)
    return find_stand(page.db, school.id, company, chosen_programme(page, programme_id))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _show(page: Page, stand: Stand, form: Sent[DecisionForm], status: int = 200) -> Response:
    if not verbs.DECIDE.permits(page.actor, stand):
        raise Forbidden(verbs.DECIDE.name)
    return page.show(
        "suitability/decision.html",
        status=status,
        stand=stand,
        company=stand.company,
        form=form,
        reasons=verbs.DECIDE.reasons(page.db, page.actor, stand),
        accept=ACCEPT,
    )


@pages.get("/uznemumi/{company_id:int}/piemeriba/lemums", name="suitability.decision_form")
def decision_form(page: Signed, company: SeenCompany) -> Response:
    """The opinion above, the decision below."""
    wanted = _number(page.request.query_params.get("programma", ""))
    stand = _stand(page, company, wanted)
    opinion = stand.opinion
    positive = "" if opinion is None else "1" if opinion.positive else "0"
    form = blank(DecisionForm, programme=wanted, decided_on=today(), positive=positive)
    return _show(page, stand, form)


@pages.post("/uznemumi/{company_id:int}/piemeriba/lemums", name="suitability.decide")
def decide(
    page: Signed, company: SeenCompany, form: Annotated[Sent[DecisionForm], sent(DecisionForm)]
) -> Response:
    """Decides; then the decision waits for the signature of whoever decided."""
    stand = _stand(page, company, _number(form.value("programme")))
    verbs.DECIDE.check(page.db, page.actor, stand)
    file, made = sealed(form), None
    if not form.errors:
        values = form.data.model_dump(exclude={"file", "programme"})
        made = form.attempt(lambda: actions.decide(page.db, page.actor, stand, file=file, **values))
    if made is None:
        return _show(page, stand, form, 422)
    if made.document is not None:
        to = page.url("documents.show", document_id=made.document.id)
        return page.done(to, notice=_("The decision is made. Sign it."))
    return page.done(made.address, notice=_("The decision is made."))


@pages.get("/piemeriba/lemumi/{decision_id:int}/fails", name="suitability.decision_file")
def decision_file(page: Signed, decision: SeenDecision) -> Response:
    """A decision that was signed outside the portal."""
    return attachment(page, decision)


def _withdraw(page: Page, decision: Decision, form: Sent[BecauseForm], status: int = 200) -> Response:
    verbs.WITHDRAW_DECISION.check(page.db, page.actor, decision)
    return page.show("suitability/withdraw.html", status=status, decision=decision, form=form)


@pages.get("/piemeriba/lemumi/{decision_id:int}/atsaukt", name="suitability.withdraw_form")
def withdraw_form(page: Signed, decision: SeenDecision) -> Response:
    """Why it is taken back."""
    return _withdraw(page, decision, blank(BecauseForm))


@pages.post("/piemeriba/lemumi/{decision_id:int}/atsaukt", name="suitability.withdraw_decision")
def withdraw_decision(
    page: Signed, decision: SeenDecision, form: Annotated[Sent[BecauseForm], sent(BecauseForm)]
) -> Response:
    """It stands no more."""
    if form.errors:
        return _withdraw(page, decision, form, 422)
    actions.withdraw_decision(page.db, page.actor, decision, reason=form.data.reason)
    return page.done(decision.address, notice=_("The decision is withdrawn."))
