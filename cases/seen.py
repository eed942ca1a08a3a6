"""Who has seen a case, and what it was before: the rows of the trail, in words for the head."""

from collections.abc import Mapping

from upksai.privacy.telling import Told
from upksai.ui.paging import KeysetPage, keyset_page

from .matters import looks_at
from .parts import PARTS


def who_has_seen(case, params: Mapping[str, str]) -> KeysetPage:
    """One page of who opened or did what of this case, the latest first."""
    rows = looks_at(case.pk).select_related("actor")
    page = keyset_page(rows, params, order=("-seq",), size=30)
    page.rows[:] = [Told(row, parts=PARTS) for row in page.rows]
    return page
