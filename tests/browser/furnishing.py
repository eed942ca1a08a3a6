"""What the demo office may have none of today, so that every page has something to show."""

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases import services as cases
from cases.models import Case, Goal
from cases.tests.factories import GOAL
from cases.uploads import clean_upload
from complaints.models import Complaint
from referrals import services as referrals
from referrals.models import IncomingReferral
from referrals.tests.factories import DRAFT, partner
from upksai.accounts import seals
from upksai.accounts.models import User
from upksai.directory import services as directory


def furnish(at: datetime) -> None:
    """A photo in a file, a goal, a draft, a case about to be handed over, a day off."""
    worker, head = User.objects.get(username="peksos1"), User.objects.get(username="ketua")
    mine = Case.objects.visible_to(worker).assigned_to(worker).order_by("pk")
    working = mine.filter(state__in=("intervention", "monitoring"))
    full = working.filter(aid__isnull=False).first() or working.first()
    cases.attach_document(full, upload=_photo(), by=worker, at=at, kind="foto")
    planned = mine.filter(state__in=("opened", "assessment", "planning")).first()
    cases.write_down(planned, Goal, by=worker, at=at, **GOAL)

    facts = DRAFT | {"institution": partner()}
    referrals.draft_referral(full, by=worker, at=at, **facts)
    going = referrals.draft_referral(full, by=worker, at=at, **facts | {"kind": "pelimpahan"})
    referrals.take_step(going, "submit", by=worker, at=at)
    referrals.take_step(going, "approve", by=head, at=at)
    answered = {"answered_on": timezone.localdate(at), "answer": "Diterima."}
    referrals.take_step(going, "accept", by=worker, at=at, **answered)

    _keep_out(head, at)
    other = User.objects.get(username="peksos2")
    why = {"category": "bahaya", "reason": "Petugas kasus ini sedang di luar jangkauan telepon."}
    cases.break_glass(number=full.number, by=other, at=at, **why)

    day = timezone.localdate(at) + timedelta(days=30)
    directory.add_day(day=day, is_working=False, reason="Hari jadi kantor", by=head, at=at)


def _keep_out(head, at: datetime) -> None:
    """One record of each kind that is closed to somebody."""
    told = {"reason": "Masih saudara dari keluarga anak.", "by": head, "at": at}
    person = User.objects.get(username="data1")
    for model in (Case, Complaint, IncomingReferral):
        record = model.objects.visible_to(head).order_by("pk").first()
        seals.seal([record.pk], person=person, **told)


def _photo():
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return clean_upload(SimpleUploadedFile("foto.png", picture.getvalue()))
