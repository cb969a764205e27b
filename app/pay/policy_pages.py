"""The policies of a school and of a company."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.companies.models import Company
from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import today
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.pay import actions, verbs
from app.pay.files import ACCEPTED, receive, type_of
from app.pay.forms import CheckForm, PolicyForm
from app.pay.listing import can_be_named, listed
from app.pay.models import Policy
from app.pay.queries import check_of
from app.schools.models import School
from app.schools.own import own_school

pages = room()


def company_list(page: Page, company: Company, form: Sent[CheckForm], status: int = 200) -> Response:
    """The company's policies, and the check that funded placements ask for."""
    return _show(page, company, status, form=form, check=check_of(page.db, company.id))


def _show(page: Page, keeper: School | Company, status: int = 200, **values: Any) -> Response:
    return page.show(
        "pay/policies.html",
        status=status,
        keeper=keeper,
        of_company=isinstance(keeper, Company),
        rows=listed(page.db, keeper),
        may_add=verbs.ADD_POLICY.permits(page.actor, keeper),
        today_=today(),
        **values,
    )


@pages.get("/skola/polises", name="pay.policies")
def policies(page: Signed) -> Response:
    """The school's accident policies."""
    return _show(page, own_school(page))


@pages.get("/uznemumi/{company_id:int}/polises", name="pay.company_policies")
def company_policies(page: Signed, company: Annotated[Company, seen(Company)]) -> Response:
    """A company's civil-liability policies; its mentors have nothing to do with them."""
    if not verbs.ADD_POLICY.permits(page.actor, company) and not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("pay.company_policies")
    known = check_of(page.db, company.id)
    return company_list(page, company, blank(CheckForm, on=known.checked_on if known else None))


def _form(
    page: Page, keeper: School | Company, form: Sent[PolicyForm], policy: Policy | None, status: int = 200
) -> Response:
    return page.show(
        "pay/policy_form.html",
        status=status,
        form=form,
        keeper=keeper,
        of_company=isinstance(keeper, Company),
        policy=policy,
        learners=can_be_named(page.db, page.actor, keeper),
        accepted=ACCEPTED,
    )


def _values(page: Page, keeper: School | Company, form: Sent[PolicyForm]) -> dict[str, Any]:
    """What the action takes; learners are chosen out of those that the person sees."""
    file = receive(form)
    if form.errors:
        return {}
    known = {learner.id: learner for learner in can_be_named(page.db, page.actor, keeper)}
    named = [known[number] for number in form.data.learners if number in known]
    values = form.data.model_dump(exclude={"file", "version", "learners"})
    return values | {"learners": named, "file": file}


def _back(page: Page, keeper: School | Company) -> str:
    if isinstance(keeper, Company):
        return page.url("pay.company_policies", company_id=keeper.id)
    return page.url("pay.policies")


def _add(page: Page, keeper: School | Company, form: Sent[PolicyForm]) -> Response:
    verbs.ADD_POLICY.check(page.db, page.actor, keeper)
    values = _values(page, keeper, form)
    if not form.errors:
        form.attempt(lambda: actions.add_policy(page.db, page.actor, keeper, **values), "ends")
    if form.errors:
        return _form(page, keeper, form, None, 422)
    return page.done(_back(page, keeper), notice=_("The policy is entered."))


def _new(page: Page, keeper: School | Company) -> Response:
    verbs.ADD_POLICY.check(page.db, page.actor, keeper)
    return _form(page, keeper, blank(PolicyForm, everybody=True), None)


@pages.get("/skola/polises/jauna", name="pay.new_policy")
def new(page: Signed) -> Response:
    """The form of a school's policy."""
    return _new(page, own_school(page))


@pages.post("/skola/polises/jauna", name="pay.add_policy")
def add(page: Signed, form: Annotated[Sent[PolicyForm], sent(PolicyForm)]) -> Response:
    """One more of the school's."""
    return _add(page, own_school(page), form)


@pages.get("/uznemumi/{company_id:int}/polises/jauna", name="pay.new_company_policy")
def new_of_company(page: Signed, company: Annotated[Company, seen(Company)]) -> Response:
    """The form of a company's policy."""
    return _new(page, company)


@pages.post("/uznemumi/{company_id:int}/polises/jauna", name="pay.add_company_policy")
def add_of_company(
    page: Signed,
    company: Annotated[Company, seen(Company)],
    form: Annotated[Sent[PolicyForm], sent(PolicyForm)],
) -> Response:
    """One more of the company's."""
    return _add(page, company, form)


def _keeper(page: Page, policy: Policy) -> School | Company:
    return policy.company or own_school(page)


@pages.get("/polises/{policy_id:int}", name="pay.policy_form")
def form_of(page: Signed, policy: Annotated[Policy, seen(Policy, "insured")]) -> Response:
    """The form of a policy."""
    verbs.CORRECT_POLICY.check(page.db, page.actor, policy)
    names = PolicyForm.model_fields.keys() - {"file", "learners"}
    values = {name: getattr(policy, name) for name in names}
    form = blank(PolicyForm, learners=[row.learner_id for row in policy.insured], **values)
    return _form(page, _keeper(page, policy), form, policy)


@pages.post("/polises/{policy_id:int}", name="pay.correct_policy")
def correct(
    page: Signed,
    policy: Annotated[Policy, seen(Policy, "insured")],
    form: Annotated[Sent[PolicyForm], sent(PolicyForm)],
) -> Response:
    """Mends what was typed; learners of other schools, whom one does not see, stay named."""
    verbs.CORRECT_POLICY.check(page.db, page.actor, policy)
    keeper, status = _keeper(page, policy), 422
    values = _values(page, keeper, form)
    if not form.errors and form.overtaken(version=policy.version):
        status = 409
    if not form.errors:
        seen_here = {learner.id for learner in can_be_named(page.db, page.actor, keeper)}
        values["learners"] += [row.learner for row in policy.insured if row.learner_id not in seen_here]
        form.attempt(lambda: actions.correct_policy(page.db, page.actor, policy, **values), "ends")
    if form.errors:
        return _form(page, keeper, form, policy, status)
    return page.done(policy.address, notice=_("Saved"))


@pages.post("/polises/{policy_id:int}/atsaukt", name="pay.cancel_policy")
def cancel(page: Signed, policy: Annotated[Policy, seen(Policy)]) -> Response:
    """It covers nobody any more."""
    actions.cancel_policy(page.db, page.actor, policy)
    undo = page.url("pay.restore_policy", policy_id=policy.id)
    return page.done(policy.address, notice=_("The policy is withdrawn."), undo=undo)


@pages.post("/polises/{policy_id:int}/atjaunot", name="pay.restore_policy")
def restore(page: Signed, policy: Annotated[Policy, seen(Policy)]) -> Response:
    """Takes that back."""
    actions.restore_policy(page.db, page.actor, policy)
    return page.done(policy.address, notice=_("The policy is restored."))


@pages.get("/polises/{policy_id:int}/datne", name="pay.policy_file")
def file_of(page: Signed, policy: Annotated[Policy, seen(Policy)]) -> Response:
    """The copy."""
    if policy.file_sha256 is None:
        raise NotFound("file")
    data = content_of(page.db, policy.file_sha256)
    return page.download(data, policy.file_name, type_of(policy.file_name))
