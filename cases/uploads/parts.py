"""The parts of a Word document that are read: its kinds of parts, its relations, its fields."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from .kinds import DOCX, refused, too_hard

#: The endings of what is read. Nothing else may be used as words, whatever it is said to be.
XML = (".xml", ".rels")
SEEN, SEEN_AS = ("/image", "/font"), re.compile(r"image/(?!svg)[\w.+-]+|.*\.obfuscatedFont", re.I)
#: A document names what it needs by relation; these need what lies outside, or acts.
ACTIVE = re.compile(
    r"/(oleObject|package|aFChunk|control|vbaProject|wordVbaData|activeXControlBinary|"
    r"subDocument|frame|attachedToolbars|customization|ui/extensibility)$",
    re.IGNORECASE,
)
#: A link that somebody clicks on is made to lead nowhere; the rest would be fetched unasked.
CLICKED = "/hyperlink"
NOWHERE = "about:blank"
#: Fields that fetch or run something when the document is opened.
FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE)\b", re.I)
#: A field in pieces, and a simple one. An element's name cannot be disguised.
IN_PIECES, SIMPLE = b"instrText", b"fldSimple"
MOST_FIELDS = 20_000  # of each; a table of contents of 300 pages has a thousand pieces
#: What leads to the name of an element in its beginning, and all that may follow.
LONGEST_PREFIX, NO_PREFIX = 100, re.compile(rb"[\s>/\"'=]|[^:]$")
REST_OF_IT = re.compile(rb"""(?=[\s/>])(?:[^"'<>]|"[^"<]*"|'[^'<]*')*+>""")
QUOTED = re.compile(rb""""([^"]*)"|'([^']*)'""")
#: A comment could part what a field says; no program writes any. A declaration may stand first.
ASIDE, DECLARATION = re.compile(rb"<[!?]"), re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*>")
#: In another encoding than the one in which it is read here, a part might say something else.
OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


class _Nothing:
    """What becomes of a part that is only read: growing a tree takes four times as long."""

    def close(self) -> None:
        """Nothing was kept."""


def read_to_its_end(content: bytes) -> None:
    """Refuse a part that is broken somewhere, or whose fields fetch or run something."""
    if IN_PIECES in content or SIMPLE in content:
        _fields_are_harmless(content)  # first: it is quick
    _nothing, mistakes = _read(content, target=_Nothing())
    if mistakes:  # names that belong nowhere; with a tree they are raised
        raise ValueError


def words(content: bytes) -> Any:
    """A part as a tree."""
    tree, _mistakes = _read(content)
    return tree


def _read(content: bytes, **how) -> tuple[Any, Any]:
    """One that defines entities is refused unread (they may grow without end)."""
    first = DECLARATION.match(content)
    if first and OTHER_ENCODING.search(first[0]):
        raise _acts()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
        raise _acts()
    reader = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        **how,
    )
    try:
        tree = etree.fromstring(content, reader)
    except etree.XMLSyntaxError:
        raise ValueError from None
    return tree, reader.error_log.filter_from_errors()


def _fields_are_harmless(content: bytes) -> None:
    """Found by their names: growing the tree of a long letter takes a tenth of a second."""
    first = DECLARATION.match(content)
    if ASIDE.search(content, first.end() if first else 0):
        raise _acts()
    pieces = b"".join(said for _quoted, said in _elements(content, IN_PIECES))
    simple = b" ".join(quoted for quoted, _said in _elements(content, SIMPLE))
    if FETCHES.search(words(b"<a>%s %s</a>" % (pieces, simple)).text):
        raise _acts()


def _elements(content: bytes, name: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What each says in its attributes, and the words that follow."""
    if content.count(name) > 2 * MOST_FIELDS:  # they begin and end
        raise too_hard(DOCX)
    place = -1
    while (place := content.find(name, place + 1)) >= 0:
        if not _begins_an_element(content[max(place - LONGEST_PREFIX, 0) : place]):
            continue
        if rest := REST_OF_IT.match(content, place + len(name)):
            quoted = b" ".join(one or other for one, other in QUOTED.findall(rest[0]))
            said = content[rest.end() : content.find(b"<", rest.end())]
            yield quoted, b"" if rest[0].endswith(b"/>") else said


def _begins_an_element(before: bytes) -> bool:
    """Not one that ends, and not a word in the text that is spelled like one."""
    _earlier, begins, prefix = before.rpartition(b"<")
    if not begins and not NO_PREFIX.search(prefix):
        raise _acts()  # a prefix as long as that is nobody's
    return bool(begins) and not NO_PREFIX.search(prefix)


def _acts() -> ValidationError:
    return refused(_("Dokumen Word ini memuat perintah otomatis. Simpan sebagai PDF."))


def safe_types(content: bytes, names: set[str]) -> bytes:
    """The list of kinds of parts, without those that are left behind; macros are refused."""
    if b"macroenabled" in content.lower():
        raise refused(_("Dokumen Word ini berisi makro. Simpan sebagai DOCX biasa atau PDF."))
    tree = words(content)
    for part in list(tree):
        name, ending = part.get("PartName"), part.get("Extension") or ""
        is_read = (name or f".{ending}").endswith(XML)
        is_kept = name is None or name.lstrip("/") in names
        if not is_kept or not (is_read or SEEN_AS.fullmatch(part.get("ContentType") or "")):
            tree.remove(part)
    return _written(tree)


def relations(content: bytes, name: str, names: set[str]) -> bytes:
    """What a part needs, without what lies outside or is left behind."""
    tree = words(content)
    for relation in list(tree):
        kind, target = relation.get("Type") or "", relation.get("Target") or ""
        if ACTIVE.search(kind):
            raise _carries_files()
        if relation.get("TargetMode", "").lower() == "external":
            if not kind.endswith(CLICKED):
                raise refused(_("Dokumen Word ini mengambil isi dari luar. Simpan sebagai PDF."))
            relation.set("Target", NOWHERE)
        elif (path := _path(name, target)) not in names:
            tree.remove(relation)
        elif not path.endswith(XML) and not kind.endswith(SEEN):
            raise _carries_files()
    return _written(tree)


def _carries_files() -> ValidationError:
    return refused(_("Dokumen Word ini memuat berkas lain. Simpan sebagai PDF, lalu unggah."))


def _path(name: str, target: str) -> str:
    """Where a relation of `a/_rels/b.xml.rels` leads, as the name of a part."""
    base = posixpath.dirname(posixpath.dirname(name))
    return posixpath.normpath(posixpath.join("/", base, target.partition("#")[0])).lstrip("/")


def _written(tree) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
