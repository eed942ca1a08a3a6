"""Making a report, and entering it in the register of what was issued."""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from reports.anonymise import (
    anonymous_cases,
    anonymous_complaints,
    anonymous_steps,
    referral_answers,
)
from reports.figures import Figures, compute
from reports.models import IssuedReport
from reports.periods import Period
from upksai.ui.pdf import to_pdf


def figures_of(period: Period, *, today: date) -> Figures:
    """What a report about the period says, as things are today."""
    return compute(
        period,
        cases=anonymous_cases(period),
        complaints=anonymous_complaints(period),
        steps=anonymous_steps(period),
        referrals=referral_answers(period),
        today=today,
    )


@transaction.atomic
def issue_report(period: Period, *, by, at: datetime) -> tuple[IssuedReport, bytes]:
    """Make the PDF and enter it in the register; what is not registered is not given out."""
    figures = figures_of(period, today=timezone.localdate(at))
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
