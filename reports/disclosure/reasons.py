"""Why a table is coarser than was asked, or not published at all, in words for the office."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from .categories import DIMENSIONS
from .lattice import Node
from .release import SEMESTER, Table
from .tables import semester_label


def refusal_of_request(*, is_empty: bool, is_early: bool, is_wide: bool) -> str:
    """What is wrong with a request before anything is counted, if anything is."""
    if is_empty:
        return _("Pilih sedikitnya satu semester.")
    if is_early:
        return _("Data semester yang diminta belum ada dalam potret data ini.")
    if is_wide:
        return _("Pilih satu sampai tiga rincian untuk satu tabel.")
    return ""


def refusal() -> str:
    """Nothing at all may be published for this request."""
    return _(
        "Tidak ada tabel yang aman untuk permintaan ini: bersama angka yang sudah terbit, jumlah "
        "kecil atau satu anak dapat dihitung. Coba lagi setelah jumlah kasus bertambah, atau "
        "minta periode yang lebih panjang."
    )


def refusal_of_time() -> str:
    """The computation did not come to an end; nothing is said about what is safe."""
    return _(
        "Perhitungan tidak selesai pada waktunya, jadi tidak ada yang diusulkan. Minta tabel "
        "dengan rincian lebih sedikit, atau satu periode saja."
    )


def cut_short() -> str:
    """A safe table was found, but there was no time to look at all finer ones."""
    return _("Pencarian dihentikan setelah beberapa detik; tabel yang lebih rinci mungkin ada.")


def explain(
    dimensions: Sequence[str], node: Node, asked: Sequence[str], table: Table, k: int
) -> tuple[str, ...]:
    """Why the table of a node is not the finest one."""
    found = []
    if tuple(asked) != node.period:
        found.append(
            _(
                "Periode diperpanjang menjadi %(first)s sampai %(last)s, karena periode yang "
                "diminta terlalu sedikit kasusnya."
            )
            % {"first": semester_label(node.period[0]), "last": semester_label(node.period[-1])}
        )
    for name, recode in zip(dimensions, node.recodes, strict=False):
        label = _("Waktu") if name == SEMESTER else DIMENSIONS[name].label
        if recode is None:
            found.append(
                _(
                    "%(name)s tidak dirinci: rincian apa pun memuat angka di bawah %(k)d, atau "
                    "membuatnya dapat dihitung dari angka lain."
                )
                % {"name": label, "k": k}
            )
        elif name != SEMESTER and recode != DIMENSIONS[name].recodes[0].name:
            groups = len(DIMENSIONS[name].recode(recode).groups)
            found.append(
                _(
                    "%(name)s digabung menjadi %(groups)d kelompok: rincian yang lebih halus "
                    "memuat terlalu banyak angka di bawah %(k)d, atau angka yang dapat dihitung "
                    "dari tabel ini dan yang sudah terbit."
                )
                % {"name": label, "groups": groups, "k": k}
            )
        elif name == SEMESTER and recode == "year":
            found.append(_("Waktu dirinci per tahun, bukan per semester, dengan alasan yang sama."))
    if any(row.below is not None for row in table.rows):
        found.append(_("Jumlah seluruhnya kurang dari %(k)d; hanya itu yang terbit.") % {"k": k})
    elif not table.axes:
        found.append(_("Hanya jumlah seluruhnya yang aman untuk terbit."))
    hidden = sum(row.value is None and row.below is None for row in table.rows)
    if hidden:
        found.append(
            _(
                "%(hidden)d angka tidak ditampilkan (t.d.): yang di bawah %(k)d, dan yang lain "
                "supaya yang kecil tidak dapat dihitung."
            )
            % {"hidden": hidden, "k": k}
        )
    return tuple(found)
