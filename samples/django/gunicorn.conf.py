import os

wsgi_app = "guestbook.wsgi"
bind = "unix:" + os.environ["SLIPWAY_SOCKET"] if os.environ.get("SLIPWAY_SOCKET") else "127.0.0.1:" + os.environ.get("PORT", "5000")
preload_app = True  # an app that cannot start ends gunicorn at once
workers = 2
threads = 4
graceful_timeout = 60
