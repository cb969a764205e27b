"""Tables of internships."""

from app.internships.models.orders import OrderRow, OrderState, PracticeOrder
from app.internships.models.programmes import Outline, Practice, State
from app.internships.models.settlements import Settlement, SettlementState

__all__ = [
    "OrderRow",
    "OrderState",
    "Outline",
    "Practice",
    "PracticeOrder",
    "Settlement",
    "SettlementState",
    "State",
]
