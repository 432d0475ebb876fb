"""Misbehaviour on request, one per line of the file "switches" ("slow-start 45"). No file: all is well."""
import sys
import time
from pathlib import Path

_file = Path(__file__).resolve().parent.parent / "switches"
_lines = _file.read_text().splitlines() if _file.exists() else []
_set = {words[0]: int(words[1]) if len(words) > 1 else 0 for words in map(str.split, _lines) if words}
_started = time.monotonic()


def has(name):
    return name in _set


def unwell():
    return has("fail-health") or (has("fail-health-after") and time.monotonic() - _started >= _set["fail-health-after"])


def before_start():
    if has("fail-start"):
        sys.exit("guest book cannot start: the switch fail-start is set")
    time.sleep(_set.get("slow-start", 0))
