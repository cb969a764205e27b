"""XML from strangers: nothing is fetched or expanded, and only what a signature needs is let through."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from app.esign.codes import Code
from app.esign.wrong import Wrong

MOST: Final = 2 * 1024 * 1024
XML = "{http://www.w3.org/XML/1998/namespace}"
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY|<!ELEMENT|<!ATTLIST", re.IGNORECASE)
IDS: Final = ("Id", "ID", "id")
Element = Any  # lxml comes without types

_parser = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    recover=False,
)


def parsed(data: bytes, about: str) -> Element:
    """The root; raises `Wrong` for anything that a signature has no need of."""
    if len(data) > MOST:
        raise Wrong(Code.TOO_LARGE, about)
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = DECLARED.match(data)
    if b"\x00" in data or FORBIDDEN.search(data) or (declared and declared[1].lower() != b"utf-8"):
        raise Wrong(Code.XML_FORBIDDEN, about)
    try:
        root = etree.fromstring(data, _parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Wrong(Code.XML_STRUCTURE, about) from error
    _plain(root, about)
    return root


def _plain(root: Element, about: str) -> None:
    """No comments, no instructions, no `xml:` attributes, no identifier twice."""
    if root.getprevious() is not None or root.getnext() is not None or root.getroottree().docinfo.doctype:
        raise Wrong(Code.XML_FORBIDDEN, about)
    ids: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise Wrong(Code.XML_FORBIDDEN, about)
        for name, value in element.attrib.items():
            if str(name).startswith(XML):
                raise Wrong(Code.XML_FORBIDDEN, about)
            if name in IDS:
                if value in ids:
                    raise Wrong(Code.DUPLICATE_ID, str(value))
                ids.add(str(value))


def local(element: Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def children(element: Element, *tags: str) -> list[list[Element]]:
    """The children by tag, for tags that may stand there; anything else is refused."""
    found: dict[str, list[Element]] = {tag: [] for tag in tags}
    for child in element:
        if child.tag not in found:
            raise Wrong(Code.XML_STRUCTURE, f"{local(element)}/{local(child)}")
        found[child.tag].append(child)
    return [found[tag] for tag in tags]


def one(element: Element, tag: str) -> Element:
    """The only child of that name, directly below."""
    found = element.findall(tag)
    if len(found) != 1:
        raise Wrong(Code.XML_STRUCTURE, f"{local(element)}/{tag.rpartition('}')[2]}")
    return found[0]


def maybe(element: Element, tag: str) -> Element | None:
    """The child of that name; at most one may stand there."""
    found = element.findall(tag)
    if len(found) > 1:
        raise Wrong(Code.XML_STRUCTURE, f"{local(element)}/{tag.rpartition('}')[2]}")
    return found[0] if found else None


def text(element: Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise Wrong(Code.XML_STRUCTURE, local(element))
    return (element.text or "").strip()


def decoded(element: Element) -> bytes:
    """Base64, strictly; white space between is allowed."""
    try:
        return base64.b64decode("".join(text(element).split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Wrong(Code.XML_STRUCTURE, local(element)) from error


def canonical(element: Element, method: str, prefixes: Sequence[str] = ()) -> bytes:
    """The bytes that are hashed; `method` is an address in `CANONICAL`."""
    exclusive = CANONICAL[method]
    made: bytes = etree.tostring(
        element,
        method="c14n",
        exclusive=exclusive,
        with_comments=False,
        inclusive_ns_prefixes=list(prefixes) if exclusive and prefixes else None,
    )
    return made


C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
# exclusive or not; 1.1 differs from 1.0 only in `xml:` attributes, and comments are refused above
CANONICAL: Final = {
    C14N: False,
    f"{C14N}#WithComments": False,
    "http://www.w3.org/2006/12/xml-c14n11": False,
    "http://www.w3.org/2006/12/xml-c14n11#WithComments": False,
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments": True,
}
