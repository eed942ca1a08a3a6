"""PDFs, written anew without anything that acts, hides or names its maker."""

import re
from io import BytesIO

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import patience
from .kinds import PDF, refused, too_hard
from .notes import without_boxes, without_notes

#: What it may be made of; a letter of 200 pages that names its headings for the blind has half.
MOST_OBJECTS = 15_000
MOST_UNFOLDED = 8 * 1024 * 1024  # bytes; pages stay folded
DEEPEST = 60
MOST_ACTIONS = 10  # in a row that something leads to; honest rows have one to three
#: What acts by itself, carries other files, or tells about the maker.
DROPPED = {
    *("AA", "OpenAction", "JS", "JavaScript", "XFA", "Perms", "Requirements", "Renditions"),
    *("EmbeddedFiles", "EmbeddedFile", "EF", "AF", "Collection", "AlternatePresentations"),
    *("RichMediaContent", "RichMediaSettings", "URLS", "IDS", "SpiderInfo", "RF", "Ref", "OPI"),
    *("Metadata", "PieceInfo", "LastModified", "Thumb"),
}
DROPPED = {f"/{name}" for name in DROPPED}
#: What may lead to an action.
LEADS = {"/A", "/Dest", "/PA", "/NA", "/Next"}
#: What a stream names that lies elsewhere.
ELSEWHERE = {"/F", "/FFilter", "/FDecodeParms"}
#: What a file begins with; whatever else it says about itself is left behind.
TRAILER = {"/Root", "/Size"}
#: An action may go to a page, or to an address when somebody clicks on it.
HARMLESS = {"/GoTo", "/URI", "/Named"}
ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
#: Annotations that play, run or carry something.
ACTIVE = {"/RichMedia", "/FileAttachment", "/Screen", "/Movie", "/Sound", "/3D"}
#: How photos are kept; what is packed like that may say where it was taken.
PHOTOS = {"/DCTDecode": without_notes, "/DCT": without_notes, "/JPXDecode": without_boxes}
#: Numbered objects, and whether they act.
Known = dict[tuple[int, int], bool]

# Set before anything is opened.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNFOLDED,
    run_length_max_memory=MOST_UNFOLDED,
    png_max_memory=MOST_UNFOLDED,
    tiff_max_memory=MOST_UNFOLDED,
    dct_max_memory=MOST_UNFOLDED,
    dct_max_progressive_scans=100,
    max_stream_filters=5,
    parser_max_container_size=MOST_OBJECTS,
    doc_max_warnings=100,
)


def _locked() -> ValidationError:
    return refused(_("PDF ini terkunci dengan sandi. Simpan tanpa sandi, lalu unggah."))


def clean_pdf(data: bytes) -> bytes:
    """The pages alone; whatever acts, hides or names its maker is left behind."""
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            objects = _all_there_is(pdf)
            patience.looked_through()
            _strip(pdf, objects)
            return _written(pdf)
    except pikepdf.PasswordError:
        raise _locked() from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        raise refused(_("PDF tidak dapat dibuka atau rusak. Simpan ulang, lalu unggah.")) from None


def _all_there_is(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Read it whole, as long as patience lasts: what is refused is refused here."""
    if pdf.is_encrypted:
        raise _locked()
    objects = list(pdf.objects)
    if len(objects) > MOST_OBJECTS or "limit exceeded" in " ".join(map(str, pdf.get_warnings())):
        raise too_hard(PDF)
    if not pdf.trailer.Root.is_indirect:  # it would not be among them, and has to be
        raise ValueError
    if not len(pdf.pages):
        raise refused(_("PDF ini tidak berisi halaman."))
    for found in objects:
        if isinstance(found, pikepdf.Stream) and "/Filter" in found:
            _lose_notes(pdf, found)
    return objects


def _lose_notes(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> None:
    """A photo loses its notes, whatever it is packed into besides."""
    *around, last = _row(stream.Filter) or [None]
    if str(last) not in PHOTOS:
        return
    *parms, told = _row(stream.get("/DecodeParms")) or [None]
    photo = stream.read_raw_bytes()
    if around:
        packed = pdf.make_stream(photo, Filter=pikepdf.Array(around))
        if parms:
            packed.DecodeParms = pikepdf.Array(parms)
        photo = packed.read_bytes()
    stream.write(PHOTOS[str(last)](photo), filter=last, decode_parms=told)


def _row(one_or_more) -> list:
    if one_or_more is None:
        return []
    return list(one_or_more) if isinstance(one_or_more, pikepdf.Array) else [one_or_more]


def _strip(pdf: pikepdf.Pdf, objects: list[pikepdf.Object]) -> None:
    for name in set(pdf.trailer.keys()) - TRAILER:
        del pdf.trailer[name]
    known: Known = {}
    for found in objects:
        _harmless(found, known, 0)


def _harmless(found, known: Known, depth: int) -> None:
    """Take what acts out of a dictionary, and out of those that lie directly in it."""
    if isinstance(found, pikepdf.Array):
        within = _without_active_notes(found)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        within = [found[name] for name in _without_what_acts(found, known)]
    else:
        return
    if depth == DEEPEST:
        _empty(found)
        return
    for inner in within:
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            _harmless(inner, known, depth + 1)


def _empty(found) -> None:
    """Nobody's page lies so deep; to refuse it now would come too late."""
    if isinstance(found, pikepdf.Array):
        found.clear()
    else:
        for name in list(found.keys()):
            del found[name]


def _without_what_acts(found, known: Known) -> set[str]:
    """Drop it; return the names that are left."""
    names = set(found.keys())
    gone = names & DROPPED | {name for name in names & LEADS if _leads(found[name], known)}
    if isinstance(found, pikepdf.Stream):
        gone |= names & ELSEWHERE
        if found.get("/Type") == "/EmbeddedFile":
            found.write(b"")
    for name in gone:
        del found[name]
    return set(found.keys())


def _without_active_notes(row: pikepdf.Array) -> list:
    """Drop them where they stand, so that a row that many pages share is looked at once."""
    within = list(row)
    for place in reversed(range(len(within))):
        if _is_active(within[place]):
            del row[place], within[place]
    return within


def _leads(action, known: Known) -> bool:
    """Whether it acts; what a thousand places lead to is looked at once."""
    if not (isinstance(action, pikepdf.Object) and action.is_indirect):
        return _acts(action)
    if action.objgen not in known:
        known[action.objgen] = _acts(action)
    return known[action.objgen]


def _acts(action) -> bool:
    """An action, or one of a row of them. A row of rows is nobody's; it may branch without end."""
    row = action if isinstance(action, pikepdf.Array) else [action]
    if len(row) > MOST_ACTIONS:
        return True
    return any(isinstance(one, pikepdf.Array) or _acts_alone(one) for one in row)


def _acts_alone(action) -> bool:
    if not isinstance(action, pikepdf.Dictionary | pikepdf.Stream) or "/S" not in action:
        return False
    if action.S == "/URI":
        return not ADDRESS.match(str(action.get("/URI")))
    return str(action.S) not in HARMLESS


def _is_active(note) -> bool:
    may_be = isinstance(note, pikepdf.Dictionary | pikepdf.Stream)
    return may_be and str(note.get("/Subtype")) in ACTIVE


def _written(pdf: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    pdf.save(
        written,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return written.getvalue()
