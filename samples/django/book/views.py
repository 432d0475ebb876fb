import hashlib
import json
import os
import time
import uuid

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from . import switches
from .models import Entry
from .release import release

STORAGE = settings.BASE_DIR / "storage"


def page(request):
    if switches.has("error-rate"):
        return HttpResponse("the switch error-rate is set", status=500, content_type="text/plain")
    return render(request, "page.html", {"release": release(), "entries": Entry.objects.all()[:20]})


def sign(request):
    name, message = (request.POST.get(field, "").strip() for field in ("name", "message"))
    if not 0 < len(name) <= 80 or not 0 < len(message) <= 500:
        return HttpResponse("A name (80 characters) and a message (500) are needed.", status=422, content_type="text/plain")
    Entry.objects.create(name=name, message=message)
    return HttpResponse(status=303, headers={"Location": "/"})


def versions(request):
    return JsonResponse({**release(), "pid": os.getpid()})


def health(request):
    try:
        Entry.objects.count()
        database = "ok"
    except DatabaseError as error:
        database = str(error)
    well = database == "ok" and not switches.unwell()
    answer = {"status": "ok" if well else "failing", "release": release()["release"], "checks": {"database": database}}
    return JsonResponse(answer, status=200 if well else 503)


def slow(request):
    time.sleep(min(60.0, max(0.0, float(request.GET.get("seconds", 3)))))
    return HttpResponse("code={code} release={release}\n".format(**release()), content_type="text/plain")


def upload(request):
    form = request.content_type == "multipart/form-data"
    source = next(iter(request.FILES.values())) if form else request
    (STORAGE / "uploads").mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with open(STORAGE / "uploads" / uuid.uuid4().hex, "wb") as file:
        while chunk := source.read(65536):
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return JsonResponse({"bytes": size, "sha256": digest.hexdigest(), "release": release()["release"]})


def jobs(request):
    beats = sorted(STORAGE.glob("worker-*.json"), key=lambda beat: beat.stat().st_mtime)
    if not beats:
        return JsonResponse({"error": "no worker has run"}, status=404)
    return JsonResponse(json.loads(beats[-1].read_text()))
