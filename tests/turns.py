"""How the workers share the tests: the heaviest first, a file to one worker, browser tests one by one."""

from collections import OrderedDict
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# how many usual tests one of these takes the time of; by what the path has in it
WEIGHTS = {"demo_year": 100, "walks": 200, "browser": 30, "any_order": 200, "imports": 10}


class Turns(LoadScopeScheduling):  # type: ignore[misc]
    """What is left at the end is small, so that no worker waits long for the others."""

    ordered = False
    workqueue: OrderedDict[str, dict[str, bool]]

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if "demo_year" in path:
            return "demo_year"  # it is played once
        return nodeid if "browser" in path or "any_order" in path else path

    def _assign_work_unit(self, node: Any) -> None:
        if not self.ordered:
            heaviest = sorted(self.workqueue.items(), key=lambda unit: -weight(unit[0]) * len(unit[1]))
            self.workqueue, self.ordered = OrderedDict(heaviest), True
        super()._assign_work_unit(node)


def weight(scope: str) -> int:
    return max((each for part, each in WEIGHTS.items() if part in scope), default=1)
