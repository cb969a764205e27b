"""A page as a tree, read with the standard library: enough to find things by id, name and words."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Self

ALONE = set("area base br col embed hr img input link meta source track wbr".split())
CLOSES = {"li": {"li"}, "p": {"p"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"}}
CLOSES |= {"tr": {"tr", "td", "th"}, "td": {"td", "th"}, "th": {"td", "th"}}


class Tag:
    """One element: `tag["href"]`, `tag.words`, `tag.all("a")`."""

    def __init__(self, name: str, attributes: dict[str, str], above: "Tag | None" = None) -> None:
        self.name, self.attributes, self.above = name, attributes, above
        self.inside: list[Tag | str] = []

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.attributes

    def __repr__(self) -> str:
        return f"<{self.name} {self.attributes}> {self.words[:60]}"

    def get(self, attribute: str, otherwise: str = "") -> str:
        return self.attributes.get(attribute, otherwise)

    @property
    def words(self) -> str:
        """All the words inside, with single spaces; a no-break space stays one."""
        return " ".join("".join(self._texts()).replace("\u00a0", "\ue000").split()).replace(
            "\ue000", "\u00a0"
        )

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.name not in {"script", "style", "template"}:
                yield " "
                yield from part._texts()
                yield " "

    def walk(self) -> Iterator["Tag"]:
        for part in self.inside:
            if isinstance(part, Tag):
                yield part
                yield from part.walk()

    def all(self, name: str = "", words: str = "", **attributes: str) -> list["Tag"]:
        """Elements of this name with these words and attributes; `class_` matches one class of many."""
        return [tag for tag in self.walk() if tag._is(name, words, attributes)]

    def _is(self, name: str, words: str, attributes: dict[str, str]) -> bool:
        if (name and self.name != name) or words not in self.words:
            return False
        for key, value in attributes.items():
            have = self.get(key.rstrip("_").replace("_", "-"), "\0")
            if value not in have.split() if key == "class_" else value != have:
                return False
        return True

    def one(self, name: str = "", words: str = "", **attributes: str) -> "Tag":
        """The only such element, or an error that says what there was."""
        found = self.all(name, words, **attributes)
        assert len(found) == 1, (
            f"{len(found)} of <{name}> {words!r} {attributes}: {found[:5]}\n{self.words[:800]}"
        )
        return found[0]

    def by_id(self, id_: str) -> "Tag":
        return self.one(id=id_)

    def link(self, words: str) -> str:
        """Where the link with these words leads."""
        return self.one("a", words)["href"]

    def form(self, action: str = "", words: str = "") -> "Form":
        """The form that goes to an address ending so, or that holds these words."""
        found = [form for form in self.all("form", words) if form.get("action").endswith(action)]
        assert found, f"no form to {action!r} with {words!r}; there are {self.all('form')}"
        return Form(found[0])


class Form:
    """A form as the page gives it: its address and everything it would send if nothing were touched."""

    def __init__(self, tag: Tag) -> None:
        self.tag, self.action = tag, tag.get("action")
        self.values: dict[str, str | list[str]] = {}
        for field in tag.walk():
            if field.get("name") and "disabled" not in field.attributes:
                self._keep(field)

    def _keep(self, field: Tag) -> None:
        name, kind = field["name"], field.get("type", "text")
        if field.name == "textarea":
            self.values[name] = "".join(part for part in field.inside if isinstance(part, str)).removeprefix(
                "\n"
            )
        elif field.name == "select":
            options = [option for option in field.all("option") if "disabled" not in option.attributes]
            chosen = [option for option in options if "selected" in option.attributes] or options[:1]
            values = [option.get("value", option.words) for option in chosen]
            self.values[name] = values if "multiple" in field.attributes else "".join(values)
        elif kind in {"checkbox", "radio"}:
            if "checked" in field.attributes:
                self._add(name, field.get("value", "on"))
        elif field.name == "input" and kind not in {"submit", "button", "image", "reset", "file"}:
            self.values[name] = field.get("value")

    def _add(self, name: str, value: str) -> None:
        old = self.values.get(name)
        self.values[name] = value if old is None else [*(old if isinstance(old, list) else [old]), value]

    def with_(self, **values: str | list[str]) -> dict[str, str | list[str]]:
        """What is sent when these fields are filled so; a field that is not on the page is a mistake."""
        strange = set(values) - {tag["name"] for tag in self.tag.walk() if "name" in tag}
        assert not strange, f"the form to {self.action} has no field {strange}; it has {sorted(self.values)}"
        return self.values | values


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Tag("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.here.name in CLOSES.get(tag, ()) and self.here.above:
            self.here = self.here.above
        made = Tag(tag, {key: value or "" for key, value in attrs}, self.here)
        self.here.inside.append(made)
        if tag not in ALONE:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.inside.append(Tag(tag, {key: value or "" for key, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        place: Tag | None = self.here
        while place and place.name != tag:
            place = place.above
        if place and place.above:
            self.here = place.above

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


class Page(Tag):
    """A whole page, or a fragment of one."""

    @classmethod
    def read(cls, html: str) -> Self:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        page = cls("", {})
        page.inside = reader.root.inside
        return page

    @property
    def title(self) -> str:
        return self.one("title").words
