"""What the database itself keeps: the audit trail is never rewritten, and has one end."""

from django.db import migrations

from upksai.privacy.immutable import never_changed


def begin(apps, schema_editor):
    apps.get_model("privacy", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [
        never_changed("privacy_auditentry"),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
