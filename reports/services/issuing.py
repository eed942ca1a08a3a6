"""Making a report, and entering it in the register of what was issued."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from reports.anonymise import anonymous_steps, referral_answers
from reports.figures import Figures, compute
from reports.models import IssuedReport, LedgerEntry
from reports.periods import Period
from upksai.ui.pdf import to_pdf


def figures_of(period: Period) -> Figures:
    """What a report about the period says: the tables released about it or a part of it."""
    published = LedgerEntry.objects.published()
    entries = published.within(period.semesters[0], period.semesters[-1])
    return compute(
        period,
        releases=[entry.published for entry in entries],
        corrections=published.corrections(),
        steps=anonymous_steps(period),
        referrals=referral_answers(period),
    )


@transaction.atomic
def issue_report(period: Period, *, by, at: datetime) -> tuple[IssuedReport, bytes]:
    """Make the PDF and enter it in the register; what is not registered is not given out."""
    figures = figures_of(period)
    context = {"figures": figures, "at": at, "by": by, "demo": settings.DEMO}
    pdf = to_pdf(render_to_string("reports/pdf.html", context))
    issued = IssuedReport(
        title=figures.period,
        starts_on=period.first,
        ends_on=period.last,
        issued_at=at,
        by=by,
        figures=figures.as_data(),
        sha256=figures.sha256,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
    )
    issued.full_clean()
    issued.save()
    return issued, pdf


def issued_with(fingerprint: str) -> IssuedReport | None:
    """The report a citizen holds a paper copy of, found by the fingerprint in its footer."""
    return IssuedReport.objects.with_fingerprint(fingerprint)
