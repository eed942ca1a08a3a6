"""Files lie sealed on the disk, a harmless copy and the original; who opens one says why."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upksai.privacy.fields
import upksai.workflow.models
from upksai.workflow.immutable import never_changed

TYPE = models.CharField(editable=False, max_length=80)


def _sealed_ids(model):
    copy = models.UUIDField(editable=False, default=uuid.uuid4, verbose_name="salinan")
    original = models.UUIDField(editable=False, default=uuid.uuid4, verbose_name="berkas asli")
    kept = models.CharField(editable=False, max_length=80, default="")
    digest = models.CharField(editable=False, max_length=64, verbose_name="sidik berkas asli")
    return [
        migrations.RemoveField(model, "file"),
        migrations.AddField(model, "copy_id", copy, preserve_default=False),
        migrations.AddField(model, "original_id", original, preserve_default=False),
        migrations.AddField(model, "original_type", kept, preserve_default=False),
        migrations.AlterField(model, "content_type", TYPE.clone()),
        migrations.AlterField(model, "sha256", digest),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_kept_by_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *_sealed_ids("casedocument"),
        *_sealed_ids("historicalcasedocument"),
        migrations.CreateModel(
            name="OriginalOpened",
            fields=[
                ("id", models.UUIDField(default=upksai.workflow.models.in_order, editable=False, primary_key=True, serialize=False)),
                ("ground", models.CharField(choices=[("pengadilan", "Bukti untuk polisi atau pengadilan"), ("tidak_terbaca", "Salinannya tidak terbaca atau tidak lengkap"), ("keaslian", "Memeriksa keaslian"), ("lainnya", "Keperluan lain")], max_length=20, verbose_name="keperluan")),
                ("reason", upksai.privacy.fields.SealedTextField(max_length=500, verbose_name="alasan")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case")),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="cases.casedocument")),
            ],
            options={"verbose_name": "pembukaan berkas asli"},
        ),
        never_changed("cases_originalopened"),
    ]
