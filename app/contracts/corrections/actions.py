"""Mending a slip: what was agreed stays as it is."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from sqlalchemy.orm import Session

from app.contracts.corrections import verbs
from app.contracts.corrections.facts import person_of, written_now
from app.contracts.corrections.models import Correction, What
from app.contracts.models import Contract
from app.identity.actor import Actor
from app.identity.people import correct
from app.kit.errors import Reason, Refused
from app.kit.names import search_key
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement

ALIKE: Final = 0.6  # less than this and it is no longer a slip of the pen


@does(verbs.SET_RIGHT)
def set_right(
    db: Session,
    actor: Actor,
    contract: Contract,
    *,
    what: What,
    reason: str,
    email: str = "",
    phone: str = "",
    address: str = "",
) -> Correction:
    """Writes the right e-mail, phone or spelling, and remembers what stood there."""
    placement = contract.placement
    before = written_now(placement, what)
    after = ("", "", address.strip()) if what is What.PLACE else (email, phone, "")
    if len(reason.strip()) < 5:
        raise Refused(_("Write what was wrong."))
    if before == after:
        raise Refused(_("Nothing changes. Choose a new value."))
    if not any(after):
        raise Refused(_("Write an e-mail or a phone number, so that the person can be reached."))
    _write(db, placement, what, before, after)
    made = Correction(
        contract=contract,
        placement=placement,
        what=what,
        before=_told(before),
        after=_told(after),
        reason=reason.strip(),
        by_id=actor.person_id,
    )
    db.add(made)
    return made


def _told(parts: tuple[str, str, str]) -> str:
    return ", ".join(part for part in parts if part)


def _write(
    db: Session, placement: Placement, what: What, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    company = placement.company
    if what is What.PLACE:
        _same_place(before[2], after[2])
        if placement.branch:
            placement.branch.street_address = after[2]
        elif company:
            company.organisation.address = after[2]
    elif what is What.COMPANY:
        if company is None:
            raise Refused(_("There is no company."))
        company.organisation.email, company.organisation.phone = after[:2]
    else:
        person = person_of(placement, what)
        if person is None:
            raise Refused(_("There is nobody whose data could be corrected."))
        keeper = placement.company_id if what is What.MENTOR else placement.school_id
        correct(db, person, keeper or 0, email=after[0], phone=after[1])


def _same_place(before: str, after: str) -> None:
    """A slip leaves most of the letters and all the numbers; another address is another place of work."""
    alike = SequenceMatcher(None, search_key(before), search_key(after)).ratio()
    numbers = [[*filter(str.isdigit, text)] for text in (before, after)]
    if before and (alike < ALIKE or numbers[0] != numbers[1]):
        raise Refused(
            Reason(
                _("This is another address, so another place of work: it needs an amendment, signed by all."),
                "484: 6.3",
            )
        )
