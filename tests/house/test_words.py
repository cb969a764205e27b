"""Every sentence for people is whole, marked and said in Latvian."""

import ast
import re
from collections import Counter

from app.kit import catalogue, gather
from tests.house import code

PERCENT = re.compile(r"%(?:\(\w+\))?[sd]")


def test_every_sentence_is_said_in_latvian() -> None:
    missing = [f"{file}:{line} {text!r}" for file, line, text in gather.missing("lv")]
    code.told(missing, "without Latvian; add them to app/locales/lv/<room>.po:")


def test_the_latvian_files_are_sound() -> None:
    code.told(catalogue.faults("lv"), "in app/locales/lv:")


def test_counted_sentences_have_three_forms() -> None:
    counted = {found.text: found for found in gather.sentences() if found.plural}
    for path in catalogue.files("lv"):
        for message in catalogue.messages(path, "lv"):
            if not isinstance(message.id, str):
                assert isinstance(message.string, tuple | list), message.id
                assert len(message.string) == 3, f"{path.name}: {message.id[0]!r} needs one, other and zero"
                counted.pop(message.id[0], None)
    left = [f"{found.file}:{found.line} {found.text!r}" for found in counted.values()]
    code.told(left, "counted in code, but not with msgid_plural in Latvian:")


def test_sentences_are_written_whole() -> None:
    built = [f"{path}:{line} {call}" for path, line, call in gather.unreadable()]
    code.told(built, "put together while running, so nobody can translate it; use {name} and values:")


def test_places_for_values_have_names() -> None:
    found = [
        f"{said.file}:{said.line} {said.text!r}"
        for said in gather.sentences()
        if PERCENT.search(said.text) or "{}" in said.text
    ]
    code.told(found, "with % or {}; write {name}:")


def test_one_sentence_is_counted_in_one_way() -> None:
    ways = Counter((said.text, said.plural) for said in gather.sentences() if said.plural)
    twice = [text for text, n in Counter(text for text, _ in ways).items() if n > 1]
    code.told(twice, "with two different plurals:")


def test_templates_hold_no_latvian_of_their_own() -> None:
    """Latvian written straight into a template would stay Latvian in English."""
    latvian = re.compile(r"[āčēģīķļņšūž]", re.IGNORECASE)
    found = []
    for path in sorted(code.TEMPLATES.rglob("*.html")):
        text = re.sub(
            r"\{#.*?#\}", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8"), flags=re.DOTALL
        )
        found += [code.at(path, n) for n, line in enumerate(text.splitlines(), 1) if latvian.search(line)]
    code.told(found, "Latvian in a template; write English in _() and Latvian in the .po:")


def test_refusals_and_messages_are_marked() -> None:
    """What a person is told by an error goes through `_()`."""
    spoken = {"Refused", "Reason", "wrong"}
    found = []
    for path in code.python("app"):
        for name, call in code.calls(code.tree(path)):
            if name in spoken and call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr):
                found.append(f"{code.at(path, call.lineno)} {ast.unparse(call)[:80]}")
    code.told(found, "not wrapped in _():")
