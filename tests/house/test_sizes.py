"""A file that cannot be read at one sitting is split by noun; verbs stay a small tool."""

from tests.house import code

LINES, FUNCTION, VERBS = 300, 40, 100


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    pages = sorted(code.TEMPLATES.rglob("*.html"))
    long = []
    for path in [*code.python("app", "tests", "migrations"), *pages]:
        if "versions" not in path.parts and (lines := len(path.read_text("utf-8").splitlines())) > LINES:
            long.append(f"{code.at(path)}: {lines}")
    code.told(long, f"longer than {LINES} lines; split by noun:")


def test_no_function_is_longer_than_forty_lines() -> None:
    long = []
    for path in code.python("app"):
        for function in code.functions(path):
            if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION:
                long.append(f"{code.at(path, function.lineno)} {function.name}: {lines}")
    code.told(long, f"longer than {FUNCTION} lines; each part has a name:")


def test_verbs_do_not_grow_into_a_framework() -> None:
    lines = len((code.APP / "kit" / "verbs.py").read_text("utf-8").splitlines())
    assert lines <= VERBS, f"kit/verbs.py has {lines} lines; a new field needs a page in app/decisions"
