"""PDFs, written anew without anything that acts, hides or names its maker."""

import re
import time
from io import BytesIO

import pikepdf
from django.utils.translation import gettext as _

from .kinds import refused
from .notes import without_notes

#: A PDF of 10 MB must not unfold without end, nor nest or number without end. What its objects
#: are packed in unfolds to some 100 KB in honest files, in a millisecond; pages stay folded.
MOST_UNFOLDED = 2 * 1024 * 1024  # bytes a stream
MOST_VERSIONS = 20  # tables of contents; each time it was saved again may have added one
PATIENCE = 0.03  # seconds of our own work, and for each object
PATIENCE_EACH = 2e-5  # as much again; honest files take a quarter of that
MOST_WORK = 4.0  # seconds to look through all that is in them
MOST_OBJECTS = 200_000
DEEPEST = 60
#: The name of a table of contents, in whichever spelling.
TABLE = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)\b")
#: What acts by itself, carries other files, or tells about the maker.
DROPPED = (
    *("AA", "OpenAction", "JS", "JavaScript", "XFA", "Perms", "Requirements", "Renditions"),
    *("EmbeddedFiles", "EmbeddedFile", "EF", "AF", "Collection", "AlternatePresentations"),
    *("RichMediaContent", "RichMediaSettings", "URLS", "IDS", "SpiderInfo"),
    *("Metadata", "PieceInfo", "LastModified", "Thumb"),
)
#: An action may go to a page, or to an address when somebody clicks on it.
HARMLESS = {"/GoTo", "/URI", "/Named"}
#: Annotations that play, run or carry something.
ACTIVE = {"/RichMedia", "/FileAttachment", "/Screen", "/Movie", "/Sound", "/3D"}

# For the whole process; set once, before anything is opened.
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


def _locked():
    return refused(_("PDF ini terkunci dengan sandi. Simpan tanpa sandi, lalu unggah."))


def _too_much():
    return refused(_("PDF ini terlalu rumit. Cetak ulang ke PDF."))


def clean_pdf(data: bytes) -> bytes:
    """The pages alone; whatever acts, hides or names its maker is left behind."""
    if len(TABLE.findall(data)) > MOST_VERSIONS:
        raise _too_much()
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            _may_be_opened(pdf)
            _strip(pdf, until=time.thread_time() + MOST_WORK)
            return _written(pdf)
    except pikepdf.PasswordError:
        raise refused(
            _("PDF ini terkunci dengan sandi. Simpan tanpa sandi, lalu unggah.")
        ) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        raise refused(_("PDF tidak dapat dibuka atau rusak. Simpan ulang, lalu unggah.")) from None


def _may_be_opened(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise _locked()
    if _unfolds_without_end(pdf):
        raise _too_much()
    if not len(pdf.pages):
        raise refused(_("PDF ini tidak berisi halaman."))


def _unfolds_without_end(pdf: pikepdf.Pdf) -> bool:
    """Unfold it bit by bit, as long as patience lasts."""
    size = int(pdf.trailer["/Size"])
    if size > MOST_OBJECTS:
        return True
    until = time.thread_time() + PATIENCE
    for number in range(1, size):
        if pdf.get_object(number, 0) is not None:  # a number that nothing stands for buys no time
            until += PATIENCE_EACH
        if time.thread_time() > until:
            return True
    return _is_beyond_limits(pdf)


def _is_beyond_limits(pdf: pikepdf.Pdf) -> bool:
    told = " ".join(map(str, pdf.get_warnings()))
    return "limit exceeded" in told or "reported number of" in told


def _strip(pdf: pikepdf.Pdf, *, until: float) -> None:
    for name in ("/Info", "/ID"):
        if name in pdf.trailer:
            del pdf.trailer[name]
    for found in pdf.objects:
        _harmless(found, 0, until)
        if isinstance(found, pikepdf.Stream) and found.get("/Filter") == "/DCTDecode":
            found.write(without_notes(found.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _harmless(found, depth: int, until: float) -> None:
    """Take what acts out of a dictionary, and out of those that lie directly in it."""
    if depth > DEEPEST:
        raise ValueError
    if time.thread_time() > until:
        raise _too_much()
    if isinstance(found, pikepdf.Array):
        for inner in found:
            _harmless_within(inner, depth, until)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        _drop(found)
        for name in list(found.keys()):
            _harmless_within(found[name], depth, until)


def _harmless_within(inner, depth: int, until: float) -> None:
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        _harmless(inner, depth + 1, until)


def _drop(found) -> None:
    for name in DROPPED:
        if f"/{name}" in found:
            del found[f"/{name}"]
    for name in ("/A", "/Dest", "/PA", "/Next"):
        if name in found and _acts(found[name]):
            del found[name]
    if "/Annots" in found and isinstance(found["/Annots"], pikepdf.Array):
        kept = [note for note in found["/Annots"] if not _is_active(note)]
        found["/Annots"] = pikepdf.Array(kept)


def _acts(action) -> bool:
    if isinstance(action, pikepdf.Array):
        return any(_acts(one) for one in action)
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return False
    return str(action["/S"]) not in HARMLESS


def _is_active(note) -> bool:
    return isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) in ACTIVE


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
