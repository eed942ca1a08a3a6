"""After a restore: let what remembers the end of the audit trail begin again."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from upksai.privacy import audit, checkpoints, headfile
from upksai.privacy.models import AuditHead
from upksai.privacy.verifying import holds_together, verify


class Command(BaseCommand):
    help = (
        "Setelah pemulihan: singkirkan audit-head dan berkas checkpoint lama dan mulai lagi dari "
        "jejak yang ada. Jalankan verify_audit dahulu dan simpan jawabannya."
    )

    def handle(self, **options):
        if fault := holds_together():
            raise CommandError(f"Jejak rusak pada baris {fault.seq}: {fault.reason}.")
        if verify()[1] is None:
            raise CommandError("Jejak utuh; tidak ada yang perlu dimulai lagi.")
        now = timezone.now()
        for path in (headfile.path(), checkpoints.path()):
            if path.exists():
                aside = path.rename(path.with_name(f"{path.name}.{now:%Y%m%d%H%M%S}"))
                self.stdout.write(f"Disingkirkan: {aside}")
        head = AuditHead.objects.get(pk=AuditHead.ONLY)
        headfile.begin(head.seq, bytes(head.hash))
        audit.remember(actor=None, action="begin_anew", kind="audit", at=now)
        self.stdout.write(f"Catatan pertama: {checkpoints.take(at=now).line()}")
