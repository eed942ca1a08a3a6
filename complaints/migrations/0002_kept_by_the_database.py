"""What the database itself keeps: rows that are never rewritten, names that changed."""

from django.db import migrations

from upksai.privacy.immutable import never_changed
from upksai.privacy.names import follow_changes


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [never_changed("complaints_complaintstep"), follow_changes("complaints_complaint")]
