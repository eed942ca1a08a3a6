#!/usr/bin/env python
"""Run one of the office's commands, e.g. `manage.py migrate`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upksai.settings")
    execute_from_command_line(sys.argv)
