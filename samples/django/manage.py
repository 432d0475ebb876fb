#!/usr/bin/env python3
import os
import sys

from django.core.management import execute_from_command_line

from book import switches

if "collectstatic" in sys.argv and switches.has("fail-build"):
    sys.exit("build failed: the switch fail-build is set")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guestbook.settings")
execute_from_command_line(sys.argv)
