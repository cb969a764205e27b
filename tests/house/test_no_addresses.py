"""The project says what it needs, never where one machine gets it or keeps it."""

import re

from tests.house import code

REGISTRIES = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("deb.debian", "org"),
]
REGISTRIES += [("crates", "io"), ("cdn.jsdelivr", "net"), ("unpkg", "com"), ("cdnjs.cloudflare", "com")]
HOSTS = re.compile("|".join(re.escape(".".join(host)) for host in REGISTRIES), re.IGNORECASE)
PLACES = re.compile(
    "(?<![\\w.}])(?:/" + "work/(?:main|shared|steer)|/" + "tmp/(?:lab|wt)|/" + "root/|/home/\\w)"
)
NOT_OURS = {"vendor", "fonts"}


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in code.kept():
        if NOT_OURS & set(path.parts):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if hit := HOSTS.search(line) or PLACES.search(line):
                found.append(f"{code.at(path, number)} {hit[0]}")
    code.told(found, "addresses of registries or of one machine:")
