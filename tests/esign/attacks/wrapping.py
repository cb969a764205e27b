"""Attacks that move what was signed aside and show something else: signature wrapping."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from app.esign.codes import Code
from app.esign.making.xades import DS, XADES
from tests.esign.attacks.scene import Attacks, Scene

attack = Attacks()
WRAPPED = (Code.REFERENCE, Code.XML_STRUCTURE, Code.SIGNED_PROPERTIES, Code.DUPLICATE_ID)


def _tree(scene: Scene) -> tuple[Any, Any, Any, Any]:
    root = etree.fromstring(scene.xml)
    signature = root[0]
    holder = signature.find(f"{{{DS}}}Object")
    return root, signature, holder, holder[0][0]


def _back(scene: Scene, root: Any) -> bytes:
    return scene.with_xml(etree.tostring(root))


def _false(properties: Any) -> Any:
    """The same properties, with another time."""
    made = deepcopy(properties)
    made.find(f".//{{{XADES}}}SigningTime").text = "2020-01-01T00:00:00Z"
    return made


@attack(*WRAPPED)
def wrapped_properties_beside_false_ones(scene: Scene) -> bytes:
    root, signature, _holder, properties = _tree(scene)
    kept = deepcopy(properties)
    properties.getparent().replace(properties, _false(properties))
    etree.SubElement(signature, f"{{{DS}}}Object").append(kept)
    return _back(scene, root)


@attack(*WRAPPED)
def wrapped_properties_under_another_id(scene: Scene) -> bytes:
    root, signature, _holder, properties = _tree(scene)
    kept, false = deepcopy(properties), _false(properties)
    false.set("Id", "another")
    properties.getparent().replace(properties, false)
    etree.SubElement(signature, f"{{{DS}}}Object").append(kept)
    return _back(scene, root)


@attack(*WRAPPED)
def wrapped_properties_inside_the_unsigned_ones(scene: Scene) -> bytes:
    root, _signature, holder, properties = _tree(scene)
    kept, false = deepcopy(properties), _false(properties)
    false.set("Id", "another")
    properties.getparent().replace(properties, false)
    holder[0][1].append(kept)
    return _back(scene, root)


@attack(Code.DUPLICATE_ID)
def one_id_twice(scene: Scene) -> bytes:
    root, signature, holder, _properties = _tree(scene)
    holder.set("Id", signature.get("Id"))
    return _back(scene, root)


@attack(Code.DUPLICATE_ID)
def one_id_twice_in_another_spelling(scene: Scene) -> bytes:
    root, signature, holder, _properties = _tree(scene)
    holder.set("ID", signature.get("Id"))
    return _back(scene, root)


@attack(Code.XML_STRUCTURE, Code.DUPLICATE_ID)
def signature_inside_a_signature(scene: Scene) -> bytes:
    root, signature, _holder, _properties = _tree(scene)
    inner = deepcopy(signature)
    for one in inner.iter():
        for attribute in ("Id", "Target"):
            if one.get(attribute):
                one.set(attribute, one.get(attribute) + "i")
    etree.SubElement(signature, f"{{{DS}}}Object").append(inner)
    return _back(scene, root)


@attack(Code.XML_STRUCTURE)
def two_qualifying_properties(scene: Scene) -> bytes:
    root, signature, holder, _properties = _tree(scene)
    more = deepcopy(holder)
    for one in more.iter():
        if one.get("Id"):
            one.set("Id", one.get("Id") + "i")
    signature.append(more)
    return _back(scene, root)


@attack(Code.XML_STRUCTURE, Code.SIGNED_PROPERTIES)
def properties_of_another_signature(scene: Scene) -> bytes:
    return scene.replaced('<xades:QualifyingProperties Target="#', '<xades:QualifyingProperties Target="#x')
