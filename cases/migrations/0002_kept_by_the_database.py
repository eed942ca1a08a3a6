"""What the database itself keeps: rows that are never rewritten, names that changed."""

from django.db import migrations

from upksai.privacy.immutable import never_changed
from upksai.privacy.names import follow_changes


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [never_changed("cases_casestep"), follow_changes("cases_child")]
