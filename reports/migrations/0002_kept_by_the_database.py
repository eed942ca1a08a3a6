"""What the database itself keeps: rows that are never rewritten, and what was released."""

from django.db import migrations

from upksai.privacy.immutable import never_changed, never_removed


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [
        never_changed("reports_inforequeststep"),
        never_changed("reports_issuedreport"),
        never_changed("reports_statsnapshot"),
        never_changed("reports_statplan"),
        never_changed("reports_statreleasestep"),
        never_changed("reports_ledgerentry"),
        never_removed(
            "reports_statrelease",
            *("title", "purpose", "plan_id", "snapshot_id", "content", "sha256", "certificate"),
            *("reasons", "proposed_by_id", "corrects_id"),
        ),
    ]
