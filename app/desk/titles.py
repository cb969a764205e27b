"""The headings of the inbox: one thing is named, many are counted."""

from __future__ import annotations

from collections.abc import Callable

from app.documents.models import Party
from app.kit.words import Said, _, _n

Heading = tuple[Said, Callable[[int], Said]]


def heading(of: Heading, n: int) -> Said:
    """The sentence for one, or with the number for many."""
    return of[0] if n == 1 else of[1](n)


UNSIGNED: dict[Party, Heading] = {
    Party.LEARNER: (
        _("The learner has not signed the learning contract"),
        lambda n: _n(
            "{n} learner has not signed the learning contract",
            "{n} learners have not signed the learning contract",
            n,
        ),
    ),
    Party.GUARDIAN: (
        _("The legal representative has not signed the learning contract"),
        lambda n: _n(
            "{n} legal representative has not signed the learning contract",
            "{n} legal representatives have not signed the learning contract",
            n,
        ),
    ),
    Party.COMPANY: (
        _("The company has not signed the learning contract"),
        lambda n: _n(
            "{n} company has not signed the learning contract",
            "{n} companies have not signed the learning contract",
            n,
        ),
    ),
    Party.SCHOOL: (
        _("A contract is ready for the director's signature"),
        lambda n: _n(
            "{n} contract is ready for the director's signature",
            "{n} contracts are ready for the director's signature",
            n,
        ),
    ),
}
WEEKS_MISSING: dict[int, Heading] = {
    1: (
        _("The diary of a week is not submitted"),
        lambda n: _n(
            "{n} learner has not submitted the diary of a week",
            "{n} learners have not submitted the diary of a week",
            n,
        ),
    ),
    2: (
        _("The diary of two weeks is not submitted"),
        lambda n: _n(
            "{n} learner has not submitted the diary of two weeks",
            "{n} learners have not submitted the diary of two weeks",
            n,
        ),
    ),
    3: (
        _("The diary of three or more weeks is not submitted"),
        lambda n: _n(
            "{n} learner has not submitted the diary of three or more weeks",
            "{n} learners have not submitted the diary of three or more weeks",
            n,
        ),
    ),
}
DECLINED: Heading = (
    _("A contract was declined"),
    lambda n: _n("{n} contract was declined", "{n} contracts were declined", n),
)
STARTED: Heading = (
    _("A placement should have started but is not ready"),
    lambda n: _n(
        "{n} placement should have started but is not ready",
        "{n} placements should have started but are not ready",
        n,
    ),
)
AGREED: Heading = (
    _("The company has agreed to a plan: approve it"),
    lambda n: _n("{n} plan is agreed: approve it", "{n} plans are agreed: approve them", n),
)
READY: Heading = (
    _("A contract is ready to send for signature"),
    lambda n: _n(
        "{n} contract is ready to send for signature", "{n} contracts are ready to send for signature", n
    ),
)
CONCLUDED: Heading = (
    _("A contract is concluded, but the first working day is not prepared"),
    lambda n: _n(
        "{n} contract is concluded, but the first working day is not prepared",
        "{n} contracts are concluded, but the first working day is not prepared",
        n,
    ),
)
SOON: Heading = (
    _("A placement starts within two weeks and is not ready"),
    lambda n: _n(
        "{n} placement starts within two weeks and is not ready",
        "{n} placements start within two weeks and are not ready",
        n,
    ),
)
UNDER_SHARE: Heading = (
    _("A plan is under 25 %"),
    lambda n: _n("{n} plan is under 25 %", "{n} plans are under 25 %", n),
)
UNORDERED: Heading = (
    _("An internship begins soon and has no order"),
    lambda n: _n(
        "{n} internship begins soon and has no order", "{n} internships begin soon and have no order", n
    ),
)
ENDING: Heading = (
    _("A placement ends this week"),
    lambda n: _n("{n} placement ends this week", "{n} placements end this week", n),
)
