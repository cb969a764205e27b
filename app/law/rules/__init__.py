"""The provisions R01–R61 by subject; the codes are those of the digest of the regulations."""

from __future__ import annotations

from typing import Final

from app.law.provision import Provision
from app.law.rules import (
    assessment,
    company,
    contract,
    data,
    diary,
    internship,
    minors,
    pay,
    plan,
    programme,
    safety,
)

ALL: Final[tuple[Provision, ...]] = tuple(
    sorted(
        (
            *programme.RULES,
            *company.RULES,
            *plan.RULES,
            *contract.RULES,
            *internship.RULES,
            *pay.RULES,
            *safety.RULES,
            *minors.RULES,
            *diary.RULES,
            *assessment.RULES,
            *data.RULES,
        ),
        key=lambda each: (each.code, each.since),
    )
)


def by_code(code: str) -> list[Provision]:
    """Its versions, oldest first."""
    return [each for each in ALL if each.code == code]
