from django.conf import settings
from django.urls import path, re_path
from django.views.decorators.http import require_GET, require_POST
from django.views.static import serve

from book import views

urlpatterns = [
    path("", require_GET(views.page)),
    path("entries", require_POST(views.sign)),
    path("versions", require_GET(views.versions)),
    path("health", require_GET(views.health)),
    path("slow", require_GET(views.slow)),
    path("upload", require_POST(views.upload)),
    path("jobs", require_GET(views.jobs)),
    # On a server nginx answers these from staticfiles/.
    re_path(r"^static/(?P<path>.*)$", serve, {"document_root": settings.STATIC_ROOT}),
]
