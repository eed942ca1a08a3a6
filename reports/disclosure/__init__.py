"""Statistics that survive subtraction: plan, audit and remember every published number.

What pages, PDFs and the ledger need (nothing else of this package is meant for them):

    snapshot = Snapshot.of(records, number=7, taken="2026-2", complete=False)
                              # records.py; frozen, .sha256; complete: was the semester over?
    ledger = Ledger(releases=(...), snapshots=(...))            # release.py; everything ever made
    answer = plan("type", ("type", "sex"), ("2026-1", "2026-2"), snapshot, ledger,
                  secret=b"...", rules=Rules(k=5), alternatives=3)   # planner.py
                  # keep_total=False: rather show a part than the total (offices of 12 cases)
                  # corrects=4: the release that this one corrects; time_limit=4.5 s
    answer.release        Release, or None if refused           # what may be proposed
    answer.certificate    Certificate, or None                  # of this very ledger state
    answer.reasons        Indonesian sentences: why coarsened, or why refused
    answer.utility        how much of the truth the table shows
    answer.alternatives   up to three more (release, utility, reasons), each certified as well
    certificate = audit(release, ledger_now.with_snapshot(snapshot), rules=Rules(k=5))
                                                                # auditor.py; raises Refused
    certificate.ledger == ledger_now.sha256                     # check again in the transaction
                                                                # that appends the release

Plain data, to store and to show:

    StatRecord(key, type, age, sex, district, channel, outcome, semester)   as_data / from_data
    Snapshot(number, taken, records, complete)   sha256, as_data, from_data(data, sha256=) checks it
    Release(number, topic, table, snapshot, k)   sha256, canonical JSON: .json, from_json(text)
        .corrects    number of the release that this one corrects; it withdraws nothing:
                     what was once shown stays in the ledger and in the audit
    Table(axes, period, rows)   rows: Row(cell, value, below); value None = hidden ("t.d.")
        table.label(row)   table.text(row)   table.percent(row)   table.total
        table.row(cell)    table.lines()   -> (labels, text) for HTML, CSV, alt texts alike
    Certificate  as_data, .in_words()

Only `Release` may feed a page, a chart, a CSV or a PDF. Snapshots and plans stay inside. The
secret (`RELEASE_PRF`) comes from outside the database. Two people publishing at once: lock the
ledger, compare `certificate.ledger` with the ledger's hash, append; if it differs, audit again.
"""

from .auditor import audit
from .certificate import Certificate, Refused
from .planner import Alternative, Plan, plan
from .records import Snapshot, StatRecord
from .release import HIDDEN, Axis, Group, Ledger, Release, Row, Table, rounded_median
from .sensitive import Rules
from .utility import Utility

__all__ = [
    "HIDDEN",
    "Alternative",
    "Axis",
    "Certificate",
    "Group",
    "Ledger",
    "Plan",
    "Refused",
    "Release",
    "Row",
    "Rules",
    "Snapshot",
    "StatRecord",
    "Table",
    "Utility",
    "audit",
    "plan",
    "rounded_median",
]
