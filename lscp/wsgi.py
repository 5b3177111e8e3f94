"""The entry point of the web server."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscp.settings")
application = get_wsgi_application()

from lscp.audit.protection import refuse_unprotected  # noqa: E402 - the apps are ready only now
from lscp.demo.safety import refuse_demo_accounts  # noqa: E402 - the same

if settings.BUILDING:
    raise ImproperlyConfigured("This will not start: BUILDING is for making an image, which serves nobody.")
refuse_unprotected()
refuse_demo_accounts()
