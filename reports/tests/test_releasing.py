import pytest

from reports.models import LedgerEntry
from reports.tests.statistics import cases, published


def test_it(stranger, data_officer, head, worker):
    cases(40, by=head)
    release = published("sex", by=data_officer, head=head)
    assert release.state == "published"
    page = stranger.get("/statistik/2025/")
    import pathlib; pathlib.Path("/tmp/p.html").write_text(page.content.decode())
    assert LedgerEntry.objects.get().number == 1
    stranger.force_login(data_officer)
    for a in ("/petugas/statistik/", "/petugas/statistik/baru/", release.get_absolute_url(), release.plan.get_absolute_url(), "/statistik/rilis/1.csv","/statistik/rilis/1.json", "/"):
        r = stranger.get(a)
        assert r.status_code == 200, a
    print(stranger.get("/statistik/rilis/1.csv").content.decode())
