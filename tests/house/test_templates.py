"""Templates keep the strict policy, work without JavaScript, and can be rendered block by block."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.house import code

LETTER = (
    code.TEMPLATES / "layout" / "mail.html"
)  # no page, so no policy of pages; a letter has no style sheet
PAGES = sorted(code.TEMPLATES.rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "an inline event": re.compile(r"\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another site": re.compile(
        r"(?:src|href)=[\"'](?:https?:)?//(?!www\.w3\.org)", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|\s*safe\b"),
    "an import a block would not see": re.compile(r"\{%-?\s*(?:from|import)\b"),
    "a percent place": re.compile(r"_\([\"'][^\"']*%\("),
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(code.TEMPLATES)))
def test_a_template_keeps_the_policy(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8"), flags=re.DOTALL)
    found = [
        f"{code.at(path, n)} {what}: {line.strip()[:90]}"
        for n, line in enumerate(text.splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line) and not (path == LETTER and what == "an inline style")
    ]
    code.told(found, "not in templates:")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(code.TEMPLATES)))
def test_a_template_can_be_read(path: Path) -> None:
    Environment().parse(path.read_text("utf-8"), filename=str(path))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(code.TEMPLATES)))
def test_what_htmx_does_a_plain_browser_can_do(path: Path) -> None:
    """A button or link that only htmx understands would be dead without JavaScript."""
    text = path.read_text("utf-8")
    found = []
    for tag in re.finditer(r"<(\w+)\b((?:[^<>{]|\{\{.*?\}\}|\{%.*?%\})*)>", text, re.DOTALL):
        name, attributes = tag[1].lower(), tag[2]
        if not re.search(r"\bhx-(get|post|put|patch|delete)=", attributes):
            continue
        plain = {"form": "action=", "a": "href=", "button": "form"}.get(name)
        if re.search(r"\bhx-(put|patch|delete)=", attributes) or (plain and plain not in attributes):
            line = text[: tag.start()].count("\n") + 1
            found.append(f"{code.at(path, line)} <{name} {' '.join(attributes.split())[:80]}>")
    code.told(found, "works with htmx only:")


def test_no_template_asks_for_what_is_not_there() -> None:
    """Every `extends` and `include` names a file."""
    environment, found = Environment(), []
    for path in PAGES:
        for node in environment.parse(path.read_text("utf-8")).find_all((nodes.Extends, nodes.Include)):
            wanted = getattr(node, "template", None)
            if isinstance(wanted, nodes.Const) and not (code.TEMPLATES / str(wanted.value)).exists():
                found.append(f"{code.at(path, node.lineno)} {wanted.value}")
    code.told(found, "templates that are not there:")


def test_every_rendered_template_exists() -> None:
    """`page.show("room/x.html")` in code names a file, and its block is in it."""
    found = []
    for path in code.python():
        for name, call in code.calls(code.tree(path)):
            if not re.search(r"\.(show|again|done|render)$", name):
                continue
            for word in call.args:
                value = getattr(word, "value", "")
                if isinstance(value, str) and value.endswith(".html"):
                    file = code.TEMPLATES / value
                    block = next((k.value for k in call.keywords if k.arg == "block"), None)
                    wanted = getattr(block, "value", None)
                    if not file.exists():
                        found.append(f"{code.at(path, call.lineno)} {value}")
                    elif wanted and not re.search(rf"\bblock {wanted}\b", file.read_text("utf-8")):
                        found.append(f"{code.at(path, call.lineno)} {value} has no block {wanted}")
    code.told(found, "templates or blocks that are not there:")
