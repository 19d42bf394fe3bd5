"""The door of the web server. It stays shut when the settings are wrong (`newsroom/checks.py`)."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
call_command("check", tags=["newsroom"])
