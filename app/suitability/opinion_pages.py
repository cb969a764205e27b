"""Requests to the council and its answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.companies.models import Branch, Company, Mentor, Offer, OfferState
from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.schools.models import Programme
from app.suitability import actions, verbs
from app.suitability.files import ACCEPT, Sealed, read
from app.suitability.finding import mentors_shown, programmes_of, terms_of
from app.suitability.forms import AskForm, EnterForm, OpinionForm
from app.suitability.kept import Attached
from app.suitability.models import Opinion, Result

pages = room()
SeenCompany = Annotated[Company, seen(Company, "partnerships", "branches")]
SeenOpinion = Annotated[Opinion, seen(Opinion)]


def chosen_programme(page: Page, programme_id: int | None) -> Programme | None:
    """One of the school's, None for all."""
    if not programme_id:
        return None
    own = programmes_of(page.db, page.actor.organisation_id).values()
    found = next((each for each in own if each.id == programme_id), None)
    if found is None:
        raise Refused(_("Choose a programme of the school."))
    return found


def programme_options(page: Page) -> list[tuple[int, str]]:
    """For a select."""
    own = programmes_of(page.db, page.actor.organisation_id).values()
    return [(each.id, f"{each.qualification} ({each.code})") for each in own]


def sealed(form: Sent[Any]) -> Sealed | None:
    """The file of a form; what is wrong with it becomes the field's message."""
    found = read(form.data.file) if form.clean else None
    if isinstance(found, Said):
        form.refuse("file", found)
        return None
    return found


def attachment(page: Page, row: Attached) -> Response:
    """The bytes as they were sent."""
    if row.sha256 is None:
        raise NotFound("file")
    return page.download(content_of(page.db, row.sha256), row.filename, row.media_type)


def _back(page: Page, company_id: int) -> str:
    return page.url("suitability.company", company_id=company_id)


def _ask(page: Page, company: Company, form: Sent[AskForm], status: int = 200) -> Response:
    verbs.ASK_OPINION.check(page.db, page.actor, company)
    return page.show(
        "suitability/ask.html",
        status=status,
        company=company,
        form=form,
        programmes=programme_options(page),
        mentors=mentors_shown(page.db, company),
        answer_days=terms_of(page.db, page.actor.organisation_id).answer_days,
    )


def _offered_tasks(page: Page, company: Company) -> str:
    wanted = Offer.visible_to(page.actor).where(
        Offer.company_id == company.id, Offer.state == OfferState.OPEN
    )
    return "\n".join(dict.fromkeys(offer.tasks for offer in page.db.scalars(wanted) if offer.tasks))


@pages.get("/uznemumi/{company_id:int}/piemeriba/lugums", name="suitability.request_form")
def request_form(page: Signed, company: SeenCompany) -> Response:
    """The request, filled with what is known."""
    terms = terms_of(page.db, page.actor.organisation_id)
    form = blank(
        AskForm,
        programme=page.request.query_params.get("programma", ""),
        council_name=terms.council_name,
        council_email=terms.council_email,
        mentors=[mentor.id for mentor in mentors_shown(page.db, company)],
        tasks=_offered_tasks(page, company),
    )
    return _ask(page, company, form)


@pages.post("/uznemumi/{company_id:int}/piemeriba/lugums", name="suitability.ask_opinion")
def ask_opinion(
    page: Signed, company: SeenCompany, form: Annotated[Sent[AskForm], sent(AskForm)]
) -> Response:
    """Makes the letter; the school sends it to the council."""
    verbs.ASK_OPINION.check(page.db, page.actor, company)
    made = form.attempt(lambda: _asked(page, company, form.data)) if form.clean else None
    if made is None:
        return _ask(page, company, form, 422)
    notice = _(
        "The letter is ready. Send it to the council; its answer is expected by {day:day}.", day=made.due_on
    )
    return page.done(_back(page, company.id), notice=notice)


def _asked(page: Page, company: Company, data: AskForm) -> Opinion:
    branch: Branch | None = next((b for b in company.branches if b.id == data.branch), None)
    mentors: list[Mentor] = [m for m in mentors_shown(page.db, company) if m.id in data.mentors]
    return actions.ask_opinion(
        page.db,
        page.actor,
        company,
        council_name=data.council_name,
        council_email=data.council_email,
        programme=chosen_programme(page, data.programme),
        branch=branch,
        mentors=mentors,
        tasks=data.tasks,
    )


def _answer(page: Page, opinion: Opinion, form: Sent[OpinionForm], status: int = 200) -> Response:
    verbs.RECORD_OPINION.check(page.db, page.actor, opinion)
    return page.show(
        "suitability/opinion.html",
        status=status,
        opinion=opinion,
        company=opinion.company,
        form=form,
        results=[(each.value, page.words.text(each.label)) for each in Result],
        accept=ACCEPT,
    )


@pages.get("/piemeriba/atzinumi/{opinion_id:int}", name="suitability.opinion_form")
def opinion_form(page: Signed, opinion: SeenOpinion) -> Response:
    """What the council answered."""
    form = blank(
        OpinionForm,
        result=opinion.result,
        opinion_on=opinion.opinion_on,
        number=opinion.number,
        conditions=opinion.conditions,
        version=opinion.version,
    )
    return _answer(page, opinion, form)


@pages.post("/piemeriba/atzinumi/{opinion_id:int}", name="suitability.record_opinion")
def record_opinion(
    page: Signed, opinion: SeenOpinion, form: Annotated[Sent[OpinionForm], sent(OpinionForm)]
) -> Response:
    """Saves it."""
    verbs.RECORD_OPINION.check(page.db, page.actor, opinion)
    file, status = sealed(form), 422
    if form.clean and not form.errors and form.overtaken(version=opinion.version):
        status = 409
    if not form.errors:
        sent_values = form.data.model_dump(exclude={"file", "version"})
        form.attempt(lambda: actions.record_opinion(page.db, page.actor, opinion, file=file, **sent_values))
    if form.errors:
        return _answer(page, opinion, form, status)
    return page.done(_back(page, opinion.company_id), notice=_("The council's opinion is written down."))


@pages.post("/piemeriba/atzinumi/{opinion_id:int}/atsaukt", name="suitability.withdraw_request")
def withdraw_request(page: Signed, opinion: SeenOpinion) -> Response:
    """No answer is needed any more."""
    actions.withdraw_request(page.db, page.actor, opinion)
    return page.done(_back(page, opinion.company_id), notice=_("The request is withdrawn."))


@pages.get("/piemeriba/atzinumi/{opinion_id:int}/fails", name="suitability.opinion_file")
def opinion_file(page: Signed, opinion: SeenOpinion) -> Response:
    """The opinion as it came; also for the other schools that work with the company."""
    return attachment(page, opinion)


def _enter(page: Page, company: Company, form: Sent[EnterForm], status: int = 200) -> Response:
    verbs.ENTER_OPINION.check(page.db, page.actor, company)
    return page.show(
        "suitability/enter.html",
        status=status,
        company=company,
        form=form,
        programmes=programme_options(page),
        results=[(each.value, page.words.text(each.label)) for each in Result],
        accept=ACCEPT,
    )


@pages.get("/uznemumi/{company_id:int}/piemeriba/atzinums", name="suitability.enter_form")
def enter_form(page: Signed, company: SeenCompany) -> Response:
    """An opinion that came without a request of the portal."""
    terms = terms_of(page.db, page.actor.organisation_id)
    programme = page.request.query_params.get("programma", "")
    return _enter(page, company, blank(EnterForm, council_name=terms.council_name, programme=programme))


@pages.post("/uznemumi/{company_id:int}/piemeriba/atzinums", name="suitability.enter_opinion")
def enter_opinion(
    page: Signed, company: SeenCompany, form: Annotated[Sent[EnterForm], sent(EnterForm)]
) -> Response:
    """Saves it."""
    verbs.ENTER_OPINION.check(page.db, page.actor, company)
    file = sealed(form)
    if not form.errors:
        values = form.data.model_dump(exclude={"file", "version", "programme"})
        form.attempt(
            lambda: actions.enter_opinion(
                page.db,
                page.actor,
                company,
                programme=chosen_programme(page, form.data.programme),
                file=file,
                **values,
            )
        )
    if form.errors:
        return _enter(page, company, form, 422)
    return page.done(_back(page, company.id), notice=_("The council's opinion is written down."))
