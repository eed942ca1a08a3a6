"""What the database itself keeps: rows that are never rewritten, names that changed."""

from django.db import migrations

from upksai.privacy.names import follow_changes
from upksai.workflow.immutable import never_changed


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [never_changed("cases_casestep"), never_changed("cases_reading"), follow_changes("cases_child")]
