import datetime
import json
import os
import signal
import sys
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand

from book import switches
from book.release import CODE, name


class Command(BaseCommand):
    help = "A job every 500 ms that leaves a heartbeat; SIGTERM lets the present job finish."

    def handle(self, *args, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        jobs = 0
        while not stop.is_set():
            time.sleep(0.3)  # the job
            jobs += 1
            self.beat(jobs, "working")
            if switches.has("fail-worker") and jobs == 3:
                sys.exit("worker cannot go on: the switch fail-worker is set")
            stop.wait(0.2)
        self.beat(jobs, "stopped")

    def beat(self, jobs, state):
        storage = settings.BASE_DIR / "storage"
        storage.mkdir(exist_ok=True)
        at = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        beat = {"release": name(), "pid": os.getpid(), "at": at, "cwd": os.getcwd(), "code": CODE, "jobs": jobs, "state": state}
        file = storage / f"worker-{os.getpid()}.json"
        temporary = file.with_suffix(".tmp")
        temporary.write_text(json.dumps(beat))
        temporary.replace(file)
