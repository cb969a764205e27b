"""The table of placements: filters, search, order and pages, all of it in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from app.contracts.models import State as ContractState
from app.desk import steps
from app.desk.lines import Line
from app.kit.names import search_words, sort_key
from app.kit.words import Said, _
from app.law.rules import by_code
from app.placements.models import Kind, State
from app.plans.models import State as PlanState

PAGE = 25

VIEWS: dict[str, tuple[Said, Callable[[Line], bool]]] = {
    "jarikojas": (_("To do"), steps.needs_somebody),
    "visas": (_("All placements"), lambda line: True),
    "paraksti": (_("Signatures missing"), lambda line: line.state is State.SIGNING),
    "prakses": (_("Internships"), lambda line: line.kind is Kind.PRACTICE),
    "zem25": (_("Share under 25 %"), steps.under_share),
    "beidzas": (_("Ends in 30 days"), steps.ends_soon),
}
HIDDEN_VIEWS: dict[str, tuple[Said, Callable[[Line], bool]]] = {
    "nedelas": (_("Weeks to approve"), lambda line: bool(steps.submitted(line))),
    "dienasgramatas": (_("Diaries missing"), lambda line: bool(steps.unsubmitted(line))),
    "plani": (
        _("Plans to approve"),
        lambda line: line.plan_state is PlanState.AGREED and line.state is State.DRAFT,
    ),
    "rikojumi": (_("Internships without an order"), steps.wants_order),
    "noslegtas": (_("Concluded, not begun"), lambda line: line.state is State.CONCLUDED),
    "sagatavo": (_("Being prepared"), lambda line: line.state is State.DRAFT),
    "atteikti": (_("Declined"), lambda line: line.contract_state is ContractState.DECLINED),
}
SORTS: dict[str, Callable[[Line], Any]] = {
    "steidzami": lambda line: (steps.urgency(line), line.sort_key),
    "vards": lambda line: line.sort_key,
    "uznemums": lambda line: (line.company_key or "~", line.sort_key),
    "dala": lambda line: (line.percent if line.percent is not None else Decimal(-1), line.sort_key),
    "statuss": lambda line: (str(steps.step(line).badge), line.sort_key),
    "sakums": lambda line: (line.starts.isoformat() if line.starts else "9", line.sort_key),
    "grupa": lambda line: (sort_key(line.group), line.sort_key),
}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; anything unknown falls back to the usual."""

    view: str = "visas"
    q: str = ""
    group: str = ""
    state: str = ""
    law: str = ""  # the code of a provision that is missed
    sort: str = "vards"
    down: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str], view: str = "visas") -> Wanted:
        """From the query of the address."""
        asked = query.get("skats", view)
        usual = "steidzami" if asked == "jarikojas" else "vards"
        sort = query.get("kartot", usual)
        number = query.get("lpp", "1")
        return cls(
            view=asked if asked in VIEWS or asked in HIDDEN_VIEWS else view,
            q=query.get("q", "").strip()[:100],
            group=query.get("grupa", "")[:40],
            state=query.get("statuss", "") if query.get("statuss", "") in set(State) else "",
            law=query.get("likums", "") if by_code(query.get("likums", "")) else "",
            sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else usual,
            down=sort.startswith("-"),
            page=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The address with some of it changed; what is usual is left out."""
        values: dict[str, Any] = {
            "skats": self.view,
            "q": self.q,
            "grupa": self.group,
            "statuss": self.state,
            "likums": self.law,
            "kartot": ("-" if self.down else "") + self.sort
            if (self.sort, self.down) != ("vards", False)
            else "",
            "lpp": self.page if self.page > 1 else "",
        }
        if set(changes) - {"lpp"}:
            values["lpp"] = ""
        return {k: v for k, v in (values | changes).items() if v not in ("", None)}


@dataclass(frozen=True)
class Table:
    """One page of the table and what is around it."""

    wanted: Wanted
    rows: list[Line]
    matching: list[Line]
    counts: dict[str, int]
    groups: list[str]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(len(self.matching) / PAGE))

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.wanted.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def _matches(line: Line, wanted: Wanted) -> bool:
    if wanted.group and line.group != wanted.group:
        return False
    if wanted.state and line.state.value != wanted.state:
        return False
    number = wanted.q.casefold()
    return all(word in line.search for word in search_words(wanted.q)) or bool(
        number and number in line.number.casefold()
    )


def chosen(found: Sequence[Line], wanted: Wanted) -> list[Line]:
    """The lines of the view, in the order asked for."""
    _label, belongs = (VIEWS | HIDDEN_VIEWS)[wanted.view]
    rows = [line for line in found if belongs(line) and _matches(line, wanted)]
    return sorted(rows, key=SORTS[wanted.sort], reverse=wanted.down)


def table(found: Sequence[Line], wanted: Wanted, size: int = PAGE) -> Table:
    """A page of it, with the counts of all views."""
    matching = chosen(found, wanted)
    start = (wanted.page - 1) * size
    counts = {name: sum(1 for line in found if belongs(line)) for name, (_label, belongs) in VIEWS.items()}
    groups = sorted({line.group for line in found if line.group}, key=sort_key)
    return Table(wanted, matching[start : start + size], matching, counts, groups)
