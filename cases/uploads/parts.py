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
TELLS_ABOUT_IT = re.compile(r"/([\w-]+-properties|thumbnail|labels)$|/digital-signature/", re.I)
#: A link that somebody clicks on is made to lead nowhere; the rest would be fetched unasked.
CLICKED = "/hyperlink"
NOWHERE = "about:blank"
#: What a field may say here: a page, a date, a place in the same document, a box to fill in. Any
#: other keeps the words that it last showed and loses what it would fetch or run.
HARMLESS = re.compile(
    rb"""\s*(?:(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|TOC|DATE|TIME|
    CREATEDATE|SAVEDATE|PRINTDATE|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|SYMBOL|HYPERLINK\s+\\l)
    (?:\s[^<&]*)?|\\[*@#a-z][^<&]*)?""",
    re.IGNORECASE | re.VERBOSE,
)
#: A field in pieces, one that was struck out, and a simple one, which says it in an attribute. The
#: name of an element cannot be disguised.
IN_PIECES, SIMPLE = (b"instrText", b"delInstrText"), b"fldSimple"
MOST_FIELDS = 20_000  # of each; a table of contents of 300 pages has a thousand pieces
#: What leads to the name of an element in its beginning, and all that may follow.
LONGEST_PREFIX, NO_PREFIX = 100, re.compile(rb"[\s>/\"'=]|[^:]$")
REST_OF_IT = re.compile(rb"""(?=[\s/>])(?:[^"'<>]|"[^"<]*"|'[^'<]*')*+>""")
QUOTED = re.compile(rb""""([^"]*)"|'([^']*)'""")
#: A drawing may name a picture elsewhere; pictures of this letter have a relation.
ELSEWHERE = re.compile(rb"""\ssrc\s*=\s*["']\s*(?!["'#])""", re.IGNORECASE)
#: Where letters for many are addressed from.
ADDRESSES = "mailMerge"
DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*>")
#: In another encoding than the one in which it is read here, a part might say something else.
OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


class _Nothing:
    """What becomes of a part that is only read: growing a tree takes four times as long."""

    def close(self) -> None:
        """Nothing was kept."""


def harmless(content: bytes) -> bytes:
    """A part that was read to its end, and whose fields neither fetch nor run anything."""
    if b"src" in content and ELSEWHERE.search(content):
        raise _fetches()
    for field in (*IN_PIECES, SIMPLE):
        if field in content:
            content = b"".join(_without_what_acts(content, field))
    if ADDRESSES.encode() in content:
        return _without_addresses(content)
    _nothing, mistakes = _read(content, target=_Nothing())
    if mistakes:  # names that belong nowhere; with a tree they are raised
        raise ValueError
    return content


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


def _without_what_acts(content: bytes, field: bytes) -> Iterator[bytes]:
    """By its bytes: growing the tree of a long letter takes a tenth of a second."""
    if content.count(field) > 2 * MOST_FIELDS:  # they begin and end
        raise too_hard(DOCX)
    done, place = 0, -1
    while (place := content.find(field, place + 1)) >= 0:
        if not _begins_an_element(content[max(place - LONGEST_PREFIX, 0) : place]):
            continue
        rest = REST_OF_IT.match(content, place + len(field))
        if rest is None:
            continue  # its name is longer, or the part is broken, which its reader will find
        ends = content.find(b"<", rest.end())
        if field == SIMPLE:
            told = QUOTED.findall(rest[0])
            if not all(HARMLESS.fullmatch(one or other) for one, other in told):
                yield content[done : rest.start()] + QUOTED.sub(b'""', rest[0])
                done = rest.end()
        elif not rest[0].endswith(b"/>"):
            if content[ends : ends + 2] != b"</":
                raise _acts()  # words alone may stand here: something else could part them
            if not HARMLESS.fullmatch(content, rest.end(), ends):
                yield content[done : rest.end()]
                done = ends
    yield content[done:]


def _without_addresses(content: bytes) -> bytes:
    tree = words(content)
    for found in list(tree.iter("{*}" + ADDRESSES)):
        found.getparent().remove(found)
    return _written(tree)


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
    tree = words(content)
    if any("macroenabled" in (part.get("ContentType") or "").lower() for part in tree):
        raise refused(_("Dokumen Word ini berisi makro. Simpan sebagai DOCX biasa atau PDF."))
    for part in list(tree):
        name, ending = part.get("PartName"), part.get("Extension") or ""
        is_read = (name or f".{ending}").endswith(XML)
        is_kept = name is None or name.lstrip("/") in names
        if not is_kept or not (is_read or SEEN_AS.fullmatch(part.get("ContentType") or "")):
            tree.remove(part)
    return _written(tree)


def left_behind(content: bytes) -> set[str]:
    """The parts that only tell about the document, wherever they lie, by its first relations."""
    return {
        _path("_rels/.rels", relation.get("Target") or "")
        for relation in words(content)
        if TELLS_ABOUT_IT.search((relation.get("Type") or "").strip())
    }


def relations(content: bytes, name: str, names: set[str]) -> bytes:
    """What a part needs, without what lies outside or is left behind."""
    tree = words(content)
    for relation in list(tree):
        kind, target = (relation.get("Type") or "").strip(), relation.get("Target") or ""
        if ACTIVE.search(kind):
            raise _carries_files()
        if relation.get("TargetMode", "").lower() == "external":
            if not kind.endswith(CLICKED):
                raise _fetches()
            relation.set("Target", NOWHERE)
        elif (path := _path(name, target)) not in names:
            tree.remove(relation)
        elif not path.endswith(XML) and not kind.endswith(SEEN):
            raise _carries_files()
    return _written(tree)


def _fetches() -> ValidationError:
    return refused(_("Dokumen Word ini mengambil isi dari luar. Simpan sebagai PDF."))


def _carries_files() -> ValidationError:
    return refused(_("Dokumen Word ini memuat berkas lain. Simpan sebagai PDF, lalu unggah."))


def _path(name: str, target: str) -> str:
    """Where a relation of `a/_rels/b.xml.rels` leads, as the name of a part."""
    base = posixpath.dirname(posixpath.dirname(name))
    return posixpath.normpath(posixpath.join("/", base, target.partition("#")[0])).lstrip("/")


def _written(tree) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
