"""Every address has its door, every write its verb, and nothing goes round them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from app.commands import settings_for_looking
from app.identity.door import signed_page
from app.main import build
from tests.house import code

# Addresses for anybody, each with its reason.
PUBLIC = {
    "site.health": "the watchman has no password",
    "site.accessibility": "a public statement, by law",
    "site.worker": "the service worker must come from the root",
    "site.language": "the language can be chosen before signing in",
    "site.theme": "so can the look",
    "site.keys": "and whether single keys are shortcuts",
    "identity.sign_in_form": "the way in",
    "identity.sign_in": "the way in",
    "identity.link": "a personal link is its own key",
    "identity.open_link": "a personal link is its own key",
    "identity.renew_link": "an expired link's owner asks for a new one",
    "identity.lost_link": "who has lost the link asks here",
    "identity.find_link": "who has lost the link asks here",
    "identity.forgotten": "who has forgotten the password asks here",
    "identity.ask_reset": "who has forgotten the password asks here",
    "identity.reset_form": "a mailed key of two hours",
    "identity.set_password": "a mailed key of two hours",
    "notifications.unsubscribe_form": "who refuses the morning letter need not sign in",
    "notifications.unsubscribe": "the mail program does it with one click",
    "verification.form": "anybody may ask what a signed file is",
    "verification.file": "anybody may ask what a signed file is; it is not kept",
    "verification.number": "who holds a document may ask where it stands",
    "providers.tsa": "time stamps of the test authority; not there without test signing",
    "providers.ocsp": "revocation of test certificates; not there without test signing",
    "providers.issuer": "the certificate of the test issuer; not there without test signing",
    "demo.sign_in": "the demo's one-click way in; not there outside the demo",
    "demo.mailbox": "the demo's invented messages; not there outside the demo",
}

# Functions of actions.py that write without being a verb, each called by verbs or by the worker only.
NOT_VERBS = {
    "audit.record": "the trail itself, after every verb",
    "identity.join": "gives a role inside the deed that makes a learner or a mentor",
    "identity.forget_old": "the worker clears out what has ended",
    "desk.remind_all": "many deeds `notifications.remind`, each checked by itself",
    "notifications.tell": "after every verb",
    "notifications.write_to": "a letter asked for inside a deed",
}

# Functions of actions.py that only look; a GET may call them.
LOOKS = {"notifications.place_of"}

# The dry run of an import is done in a savepoint and taken back; nobody else may end what they did not begin.
TAKES_BACK = {"app/imports/actions.py"}

PATH = re.compile(r"/|(/([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|\{[a-z_]+(:int|:uuid|:path)?\}))+")
WORDS_IN_PATH = {"token", "key", "code"}  # these are text by nature; a code is that of a provision


@pytest.fixture(scope="module")
def portal() -> FastAPI:
    return build(settings_for_looking())


class Route:
    """An address as the portal has it, with everything its room adds."""

    def __init__(self, context: RouteContext) -> None:
        self.name, self.path = str(context.name), str(context.path)
        self.endpoint: Any = context.endpoint
        self.dependant: Dependant = context.dependant


def routes(app: FastAPI) -> list[Route]:
    found = [Route(context) for context in iter_route_contexts(app.routes) if context.endpoint]
    assert found, "the portal has no routes"
    return found


def asked(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from asked(inner)


def test_every_route_needs_somebody_or_is_named_public(portal: FastAPI) -> None:
    open_ = {route.name for route in routes(portal) if signed_page not in set(asked(route.dependant))}
    code.told(sorted(open_ - PUBLIC.keys()), "routes without a door; room(), or a reason in PUBLIC:")


def test_addresses_are_kebab_case_and_typed(portal: FastAPI) -> None:
    odd = []
    for route in routes(portal):
        untyped = set(re.findall(r"\{([a-z_]+)\}", route.path)) - WORDS_IN_PATH
        if not PATH.fullmatch(route.path) or untyped:
            odd.append(f"{route.path} ({route.name}) {untyped or ''}")
    code.told(odd, "addresses are ASCII, lower case, kebab-case, and ids are {x_id:int}:")


def test_no_two_routes_share_a_name(portal: FastAPI) -> None:
    names = [route.name for route in routes(portal)]
    code.told(sorted({name for name in names if names.count(name) > 1}), "names used twice:")


def test_routes_are_called_room_dot_verb(portal: FastAPI) -> None:
    odd = [route.name for route in routes(portal) if not re.fullmatch(r"[a-z]+\.[a-z_]+", route.name)]
    code.told(odd, "a route is called room.verb:")


def test_endpoints_are_plain_functions(portal: FastAPI) -> None:
    """See app/decisions/0001: an `async def` endpoint with our database would hold everybody up."""
    odd = []
    for route in routes(portal):
        found = code.tree(Path(route.endpoint.__code__.co_filename))
        if any(
            isinstance(n, ast.AsyncFunctionDef) and n.name == route.endpoint.__name__ for n in ast.walk(found)
        ):
            odd.append(route.name)
    code.told(odd, "async def endpoints:")


def pages() -> list[Path]:
    return code.python(named="*pages*.py") + code.python("app/site.py")


def test_pages_get_things_only_through_seen() -> None:
    found = []
    for path in pages():
        for name, call in code.calls(code.tree(path)):
            if re.search(r"(^|\.)db\.(get|get_one)$", name):
                found.append(f"{code.at(path, call.lineno)} {name}")
            if name.endswith(".where") and by_id(call) and "visible_to" not in ast.unparse(call):
                found.append(f"{code.at(path, call.lineno)} {ast.unparse(call)[:90]}")
    code.told(found, "things by id, past visible_to; use seen(Model):")


def by_id(call: ast.Call) -> bool:
    """`Model.id == …`, where Model is no column of another table."""
    return any(
        isinstance(part, ast.Compare)
        and isinstance(part.left, ast.Attribute)
        and part.left.attr == "id"
        and isinstance(part.ops[0], ast.Eq)
        and not isinstance(part.comparators[0], ast.Attribute)
        for part in call.args
    )


def test_pages_change_nothing_themselves() -> None:
    found = []
    for path in pages():
        for name, call in code.calls(code.tree(path)):
            if re.search(r"(^|\.)db\.(add|add_all|delete|merge|commit|rollback)$", name):
                found.append(f"{code.at(path, call.lineno)} {name}")
    code.told(found, "writes in a page; they are actions:")


def test_looking_changes_nothing() -> None:
    """No GET calls an action, not even through a function of its own file."""
    found = []
    for path in pages():
        own = {f.name: f for f in code.tree(path).body if isinstance(f, ast.FunctionDef)}
        for function in own.values():
            if any(
                code.dotted(d.func).endswith(".get")
                for d in function.decorator_list
                if isinstance(d, ast.Call)
            ):
                reached = reach(function, own, set()) - looks(path)
                found += [
                    f"{code.at(path, function.lineno)} {function.name} calls {name}" for name in reached
                ]
    code.told(found, "GET routes that act:")


def looks(path: Path) -> set[str]:
    """How this file may call what only looks."""
    room = path.relative_to(code.APP).parts[0]
    return {f"actions.{name}" for where, name in (look.split(".") for look in LOOKS) if where == room}


def reach(function: ast.FunctionDef, own: dict[str, ast.FunctionDef], been: set[str]) -> set[str]:
    found = set()
    been.add(function.name)
    for name, _call in code.calls(function):
        if re.search(r"(^|_)actions\.|^actions\.", name):
            found.add(name)
        elif name in own and name not in been:
            found |= reach(own[name], own, been)
    return found


def actions() -> Iterator[tuple[str, Path]]:
    for path in code.python(named="*actions*.py"):
        yield path.relative_to(code.APP).parts[0], path
    for path in code.python(named="*.py"):
        if path.parent.name == "actions":
            yield path.relative_to(code.APP).parts[0], path


@cache
def followers() -> frozenset[str]:
    """What app/wiring.py lets follow a verb."""
    found = ast.walk(code.tree(code.APP / "wiring.py"))
    return frozenset(node.attr for node in found if isinstance(node, ast.Attribute))


def test_every_write_is_a_verb() -> None:
    found = []
    for room, path in actions():
        for node in code.tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            does = any(isinstance(d, ast.Call) and code.dotted(d.func) == "does" for d in node.decorator_list)
            named = f"{room}.{node.name}"
            if not does and named not in NOT_VERBS.keys() | LOOKS and node.name not in followers():
                found.append(f"{code.at(path, node.lineno)} {room}.{node.name}")
    code.told(found, "public functions of actions.py without @does; or a reason in NOT_VERBS:")


def test_actions_write_row_by_row() -> None:
    """A bulk statement would escape the trail."""
    found = []
    for _room, path in actions():
        for node in ast.walk(code.tree(path)):
            if isinstance(node, ast.FunctionDef) and f"{_room}.{node.name}" not in NOT_VERBS:
                for name, call in code.calls(node):
                    if re.search(r"^(sqlalchemy\.|sa\.)?(update|delete)$|\.bulk_|^text$", name):
                        found.append(f"{code.at(path, call.lineno)} {name}")
    code.told(found, "bulk writes in actions:")


def test_nobody_commits() -> None:
    """One request, one transaction: kit/db.py opens and ends it."""
    found = []
    for path in code.python():
        for name, call in code.calls(code.tree(path)):
            if path.parent == code.APP / "kit" or code.at(path) in TAKES_BACK:
                continue
            if re.search(r"\.(commit|rollback|begin_nested)$", name):
                found.append(f"{code.at(path, call.lineno)} {name}")
    code.told(found, "commits:")


def test_a_flush_says_why() -> None:
    found = []
    for path in code.python():
        if path.parent in {code.APP / "demo", code.APP / "kit"}:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if ".flush()" in line and "#" not in line:
                found.append(code.at(path, number))
    code.told(found, "a flush without its reason beside it:")


def test_the_named_exceptions_still_exist(portal: FastAPI) -> None:
    functions = {f"{room}.{f.name}" for room, path in actions() for f in code.functions(path)}
    gone = sorted((NOT_VERBS.keys() | LOOKS) - functions)
    gone += sorted(PUBLIC.keys() - {route.name for route in routes(portal)})
    code.told(gone, "named in tests/house/test_doors.py, but gone:")
