"""The demo school's office: the usual list of case files, and papers that came."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import today
from app.registers import actions

# kind, title, from whom, their number, days ago
CAME: Final = (
    ("letter", "Par audzēkņu prakses vietām 2027. gadā", "Abavas novada pašvaldība", "4-12/118", 21),
    ("application", "Lūgums pagarināt praksi par divām nedēļām", "SIA „Ozola Galdnieks”", "1-7/34", 12),
    ("statement", "Izziņa par obligāto veselības pārbaudi", "Abavas poliklīnika", "OVP-2291", 6),
    ("letter", "Par nozares ekspertu padomes sēdi", "Kokrūpniecības nozares ekspertu padome", "NEP-56", 2),
)


def keep_office(db: Session, coordinator: Actor) -> None:
    """What a coordinator would have done by now."""
    school = coordinator.organisation
    assert school is not None
    actions.take_usual(db, coordinator, school)
    db.flush()  # papers find their case files
    for kind, title, party, number, days in CAME:
        came = today() - timedelta(days=days)
        actions.register(
            db,
            coordinator,
            school,
            kind=kind,
            title=title,
            party=party,
            their_number=number,
            their_date=came - timedelta(days=1),
            dated=came,
        )
