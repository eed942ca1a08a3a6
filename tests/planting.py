"""An office in which every word people typed is one that a search finds: for the canary test.

Run as a program of its own (`python -m tests.planting`), so that its log and files can be searched.
"""

import json
import os
import sys
from datetime import datetime
from io import BytesIO
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
#: What every planted word contains; numbers must look like numbers.
WORD, NIK, CARD, PHONE, OPEN = (
    "Zqkanari",
    "3374011505170",
    "3374019907650",
    "0812777000",
    "Zqterbuka",
)
ROUNDS = 7
planted: list[str] = []
_number = count(1)


def word(about: str) -> str:
    """A word nobody else writes."""
    planted.append(f"{WORD}{next(_number):03} {about}")
    return planted[-1]


def digits(begin: str, length: int) -> str:
    """A number nobody else has."""
    planted.append(begin + f"{next(_number):0{length - len(begin)}}")
    return planted[-1]


def words(*names: str) -> dict[str, str]:
    """One word for each of these fields."""
    return {name: word(name) for name in names}


def report(client) -> None:
    """A citizen's report on the public pages, with a name and a telephone to call."""
    pages = [
        {"problem": "penelantaran", "is_emergency": "tidak", **words("account", "needs")},
        {"district": "33.74.10", "subdistrict": "33.74.10.1001", **words("place")},
        {"child_sex": "P", "child_age": "7", "children_count": "1", **words("child_name")},
        {
            "reporter_mode": "boleh_dihubungi",
            "relation": "tetangga_warga",
            "phone": digits(PHONE, 12),
            **words("name", "safe_contact"),
        },
    ]
    for number, answers in enumerate(pages, 1):
        assert client.post(f"/lapor/{number}/", answers).status_code == 302, number
    assert client.post("/lapor/5/periksa/").status_code == 302
    assert client.get("/lapor/terkirim/").status_code == 200


def unfinished_report(client) -> None:
    """A report that somebody began and left."""
    answers = {"problem": "penelantaran", "is_emergency": "tidak", **words("account")}
    assert client.post("/lapor/1/", answers).status_code == 302


def case_file(worker, head):
    """A case with everything in it."""
    from cases import services
    from cases.models import Assessment, ProgressNote, RelatedPerson
    from cases.tests.factories import ASSESSMENT, open_case
    from referrals.services import draft_referral
    from upksai.directory.models import Institution

    names = ("full_name", "nickname", "birth_place", "address", "school", "health", "outside_city")
    child = {
        "sex": "L",
        "birth_date": datetime(2017, 5, 15, tzinfo=NOW.tzinfo).date(),
        "nik": digits(NIK, 16),
        "family_card_number": digits(CARD, 16),
        "phone": digits(PHONE, 12),
        **words(*names),
    }
    case = open_case(worker=worker, head=head, children=[child], **words("presenting_problem"))
    told = {"by": worker, "at": NOW}
    person = {"relation": "ibu", "phone": digits(PHONE, 12), **words("name", "note")}
    services.write_down(case, RelatedPerson, **told, **person)
    note = {"happened_on": NOW.date(), **words("title", "text")}
    services.write_down(case, ProgressNote, **told, **note)
    findings = words("safety", "basic_needs", "family", "conclusion", "child_view")
    services.write_down(case, Assessment, **told, **ASSESSMENT | findings)
    asked = {"kind": "rujukan", "service": "L06", "ground": "persetujuan"}
    asked["institution"] = Institution.objects.order_by("pk").first()
    draft_referral(case, **told, **asked, **words("reason", "summary", "withheld"))
    return case


def attach(client, case) -> None:
    """A photograph whose file name tells too much, given in on the page."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, "JPEG")
    upload = SimpleUploadedFile(f"{word('file')}.jpg", drawn.getvalue())
    facts = {"kind": "lainnya", "form_key": str(uuid4()), "file": upload, **words("title")}
    answer = client.post(f"{case.get_absolute_url()}dokumen/baru/", facts)
    assert answer.status_code == 302
    assert case.documents.exists()


def look(client, case) -> None:
    """The head looks for a child by name and opens what there is, and a page that is not there."""
    child = case.children.get()
    for asked in (child.full_name, child.nik, child.phone, word("search")):
        assert client.post("/petugas/cari/", {"q": asked}).status_code == 200
    for address in ("/petugas/", "/petugas/kasus/", case.get_absolute_url(), "/petugas/x/"):
        client.get(address)
    client.get("/petugas/kasus/", {"q": word("query")})


def main() -> None:
    """Plant, and print what was planted."""
    import django

    django.setup()
    from django.core.mail import mail_admins
    from django.db import connection
    from django.test import Client

    from upksai.accounts.roles import Role
    from upksai.accounts.tests.factories import UserFactory
    from upksai.directory.models import Institution

    head, worker = UserFactory(role=Role.HEAD), UserFactory(role=Role.WORKER)
    as_head, as_worker = Client(raise_request_exception=False), Client()
    as_head.force_login(head)
    as_worker.force_login(worker)
    for _round in range(ROUNDS):
        report(Client())
        unfinished_report(Client())
        case = case_file(worker, head)
        attach(as_worker, case)
        look(as_head, case)
    Institution.objects.create(code="ZQ", name=OPEN, kind="lainnya")
    mail_admins("pemberitahuan", "Ada pembaruan, silakan masuk.")
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    sys.stdout.write(json.dumps(planted))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upksai.settings")
    main()
