"""Trigram similarity, for names that resemble each other."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: list = []
    operations = [TrigramExtension()]
