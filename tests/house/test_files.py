"""Files are kept for ever, unless an approved act says otherwise."""

from tests.house import code

# The one place that may delete bytes: after an act of destruction was approved by a second person.
MAY_DESTROY = {"app/registers/erasing.py"}


def test_nothing_deletes_files_but_an_act_of_destruction() -> None:
    found = [
        f"{code.at(path, call.lineno)} {name}"
        for path in code.python()
        for name, call in code.calls(code.tree(path))
        if name.endswith(".destroy") and code.at(path) not in MAY_DESTROY
    ]
    code.told(found, "deletes files out of the store:")
