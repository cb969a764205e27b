"""(A or B) and C, for minors D: every combination."""

from datetime import date
from itertools import product

import pytest

from app.suitability.formula import Kind, Proof, Readiness, proves, readiness

ON = date(2026, 11, 23)
PARTS = (
    Kind.MASTER,
    Kind.MASTER_PRACTICE,
    Kind.TEACHER,
    Kind.B_PROGRAMME,
    Kind.MENTOR_PROGRAMME,
    Kind.EDUCATION,
    Kind.EXPERIENCE,
    Kind.ABLE,
)
FULL = {kind: Proof(kind, since=date(2020, 1, 1), hours=kind.least_hours) for kind in Kind}


def test_every_combination_of_evidence() -> None:
    for chosen in product((False, True), repeat=len(PARTS)):
        has = dict(zip(PARTS, chosen, strict=True))
        found = readiness([FULL[kind] for kind in PARTS if has[kind]], ON)
        a = has[Kind.MASTER] and has[Kind.MASTER_PRACTICE]
        b1 = has[Kind.TEACHER] or has[Kind.B_PROGRAMME] or has[Kind.MENTOR_PROGRAMME]
        b = b1 and (has[Kind.EDUCATION] or has[Kind.EXPERIENCE])
        assert found.eligible() == ((a or b) and has[Kind.ABLE]), has
        assert bool(found.missing()) != found.eligible()


@pytest.mark.parametrize(
    ("ok", "until", "may"),
    [
        (None, None, False),
        (False, None, False),
        (True, None, True),
        (True, ON, True),
        (True, date(2026, 11, 22), False),
    ],
)
def test_minors_need_the_check(ok: bool | None, until: date | None, may: bool) -> None:
    able = [FULL[Kind.MASTER], FULL[Kind.MASTER_PRACTICE], FULL[Kind.ABLE]]
    found = readiness(able, ON, child_check_ok=ok, child_check_until=until)
    assert found.eligible()
    assert found.eligible(minor=True) == may
    assert [clause for _text, clause in found.missing(minor=True)] == ([] if may else ["484: 10.3"])


def test_on_a_ship_the_stcw_code_stands_for_10_1() -> None:
    sailor = readiness([FULL[Kind.STCW], FULL[Kind.ABLE]], ON)
    assert sailor.eligible(maritime=True)
    assert not sailor.eligible()
    master = readiness([FULL[Kind.MASTER], FULL[Kind.MASTER_PRACTICE], FULL[Kind.ABLE]], ON)
    assert not master.eligible(maritime=True)


@pytest.mark.parametrize(
    ("proof", "counts"),
    [
        (Proof(Kind.B_PROGRAMME, hours=71), False),
        (Proof(Kind.B_PROGRAMME, hours=72), True),
        (Proof(Kind.MENTOR_PROGRAMME, hours=31), False),
        (Proof(Kind.MENTOR_PROGRAMME, hours=32), True),
        (Proof(Kind.EXPERIENCE, since=date(2023, 11, 23)), True),
        (Proof(Kind.EXPERIENCE, since=date(2023, 11, 24)), False),
        (Proof(Kind.EXPERIENCE, since=date(2015, 1, 1), until=date(2017, 12, 31)), False),
        (Proof(Kind.EXPERIENCE, since=date(2015, 1, 1), until=date(2018, 1, 1)), True),
        (Proof(Kind.EXPERIENCE), False),
        (Proof(Kind.MASTER_PRACTICE, until=date(2026, 11, 22)), False),
        (Proof(Kind.MASTER_PRACTICE, until=ON), True),
        (Proof(Kind.EDUCATION, checked=False), False),
        (Proof(Kind.ABLE, checked=False), True),
    ],
)
def test_what_counts(proof: Proof, counts: bool) -> None:
    assert proves(proof, ON) == counts


def test_what_is_missing_is_said() -> None:
    said = [text for text, _clause in readiness([FULL[Kind.MASTER]], ON).missing()]
    assert [text.split(":")[0] for text in said] == [
        "the pedagogical part",
        "the sector part",
        "or the second paper of a master",
        "the declaration of being able to carry out the plan",
    ]
    assert readiness([Proof(Kind.EDUCATION, checked=False)], ON).unchecked == 1
    assert Readiness().missing(minor=True)[-1][1] == "484: 10.3"
