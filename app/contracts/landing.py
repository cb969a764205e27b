"""Pay and policies typed on the check page, once: they land where they are kept for everybody."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.companies.models import Company
from app.contracts.forms import TermsForm
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.forms import Sent
from app.kit.words import _
from app.pay import actions
from app.pay.models import Risk
from app.pay.queries import covers, pay_of
from app.placements.models import Placement
from app.schools.models import School


def opened_with(placement: Placement) -> dict[str, Any]:
    """A policy begins with the placement and is for everybody, unless somebody says otherwise."""
    begins = {f"{risk}_starts": placement.starts for risk in Risk}
    return begins | {f"{risk}_everybody": True for risk in Risk}


def check(form: Sent[TermsForm]) -> None:
    """What belongs together is given together."""
    if form.errors:
        return
    data = form.data
    if data.pay is None and (data.pay_amount is not None or data.pay_number):
        form.refuse("pay", _("Choose one from the list."))
    for risk in Risk:
        typed = {name: getattr(data, f"{risk}_{name}") for name in ("insurer", "number", "ends")}
        if typed["insurer"] or typed["number"] or typed["ends"]:
            for name in [name for name, value in typed.items() if not value]:
                form.refuse(f"{risk}_{name}", _("Fill in this field."))


def land(db: Session, actor: Actor, placement: Placement, data: TermsForm) -> None:
    """Only what is not there yet: what is already known is changed on its own page."""
    if data.pay and pay_of(db, placement) is None:
        actions.agree(
            db, actor, placement, instrument=data.pay, number=data.pay_number, amount=data.pay_amount
        )
    covered = covers(db, placement)
    keepers: dict[Risk, School | Company | None] = {
        Risk.ACCIDENT: placement.school,
        Risk.LIABILITY: placement.company,
    }
    for risk, keeper in keepers.items():
        ends = getattr(data, f"{risk}_ends")
        if keeper is None or ends is None or covered[risk].whole:
            continue
        actions.add_policy(
            db,
            actor,
            keeper,
            insurer=getattr(data, f"{risk}_insurer"),
            number=getattr(data, f"{risk}_number"),
            starts=getattr(data, f"{risk}_starts") or placement.starts or today(),
            ends=ends,
            everybody=getattr(data, f"{risk}_everybody"),
            learners=[placement.learner],
        )
