"""Who has seen a case file: the rows of the audit trail about it, in words for the head."""

from collections.abc import Mapping

from upksai.privacy.models import AuditEntry
from upksai.privacy.telling import Told
from upksai.ui.paging import KeysetPage, keyset_page

from .parts import PARTS


def who_has_seen(case, params: Mapping[str, str]) -> KeysetPage:
    """One page of who opened or did what of this case, the latest first."""
    rows = AuditEntry.objects.filter(case_id=case.pk).select_related("actor")
    page = keyset_page(rows, params, order=("-seq",), size=30)
    page.rows[:] = [Told(row, parts=PARTS) for row in page.rows]
    return page
