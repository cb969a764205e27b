"""One style sheet, in the order of its layers, with versions on what it fetches."""

import re
from pathlib import Path

from starlette.testclient import TestClient

from app.kit.assets import bundle, version

STATIC = Path(__file__).parents[2] / "static"


def test_the_layers_come_before_what_they_order() -> None:
    sheet = bundle(STATIC)[0].decode()
    assert sheet.startswith("@layer tokens,base,layout,components,page,utilities,print;")
    assert sheet.count("{") == sheet.count("}")
    for path in (STATIC / "css").glob("*.css"):
        assert path.read_text("utf-8").splitlines()[-2] in sheet, path.name


def test_fonts_are_asked_for_by_version_and_come() -> None:
    sheet = bundle(STATIC)[0].decode()
    wanted = re.findall(r'url\("([^"]+)"\)', sheet)
    assert [path.split("?v=")[1] for path in wanted] == [
        version(STATIC / path.split("?")[0]) for path in wanted
    ]


def test_the_sheet_needs_nothing_from_elsewhere() -> None:
    sheet = bundle(STATIC)[0].decode()
    assert "http" not in sheet
    assert "@import" not in sheet


def test_a_versioned_address_is_kept_for_a_year(client: TestClient) -> None:
    home = client.get("/ieiet").text
    address = re.search(r'href="(/static/portal\.css\?v=\w+)"', home)
    assert address
    answer = client.get(address[1])
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    for preload in re.findall(r'<link rel="preload" href="([^"]+)"', home):
        assert preload.removeprefix("/static/") in answer.text
        assert client.get(preload).status_code == 200
