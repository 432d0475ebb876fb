import os

from django.core.wsgi import get_wsgi_application

from book import switches

switches.before_start()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guestbook.settings")
application = get_wsgi_application()

from book.release import release  # noqa: E402  needs the settings

release()  # read now, once, for every worker
