"""The only settings file: reads the environment, and refuses to start when production is unsafe.

Every variable is listed in `.env.example`. Import as `from django.conf import settings`.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lscp.schedule import SCHEDULE
from lscp.unsafe import contradictions, unsafe_values

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO_MODE = env.bool("DEMO_MODE", default=False)
# A developer's own machine: weak keys and plain HTTP will do, and only there may DEBUG be on.
DEVELOPMENT = env.bool("DEVELOPMENT", default=False)
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
LOCAL = DEMO_MODE or DEVELOPMENT or TESTING

# A build step (collectstatic in an image, type checking) needs settings but serves nobody.
BUILDING = env.bool("BUILDING", default=False) or "mypy" in sys.modules


def _origin(address: str) -> str:
    """Scheme and host of an address, as a content security policy names them."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _required(name: str, local: str) -> str:
    """A variable that production must set; on a laptop, in tests and in a build a harmless value will do."""
    return env.str(name, default=local) if LOCAL or BUILDING else env.str(name)


SECRET_KEY = _required("SECRET_KEY", "local-secret-key-that-production-refuses-" + "0" * 24)
# Keys that seal identities, newest first: name:base64 of 32 bytes.
SEALING_KEYS = _required("SEALING_KEYS", "local:" + "A" * 43 + "=")
# Signs the entries of the record and its checkpoints; the database never holds it.
AUDIT_KEY = _required("AUDIT_KEY", "local-audit-key-that-production-refuses")
# Keys the hashes by which likely duplicates are found.
MATCHING_KEY = _required("MATCHING_KEY", "local-matching-key-that-production-refuses")

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
MESSAGE_ID_DOMAIN = SITE_URL.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]

# --- apps -------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "lscp.web.static_files.CollectedFilesConfig",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_forms_gds",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "guardian",
    "pghistory",
    "pgtrigger",
    "lscp.apps.LscpConfig",
    "lscp.web",
    "lscp.accounts",
    "lscp.audit",
    "lscp.messaging",
    "lscp.cases",
    "lscp.people",
    "lscp.deadlines",
    "lscp.documents",
    "lscp.signing",
    "lscp.tasks",
    "lscp.meetings",
    "notifications",
    "rapid_reviews",
    "lscp.record",
    "lscp.dashboard",
    "lscp.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lscp.kernel.views.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lscp.accounts.middleware.StillHereMiddleware",
    "lscp.kernel.views.NothingKeptMiddleware",
    "lscp.audit.middleware.RefusalMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "lscp.web.kept_text.KeptTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lscp.accounts.middleware.SecondFactorMiddleware",
    "lscp.accounts.middleware.TermsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lscp.kernel.views.ConflictMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lscp.urls"
WSGI_APPLICATION = "lscp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lscp.web.context_processors.page",
                "lscp.accounts.context_processors.who_and_where",
                "lscp.demo.context_processors.demonstration",
            ],
        },
    }
]

# --- databases --------------------------------------------------------------------------------------

# The application connects as a role that may not change the record or the schema; migrations and
# the making of a test database connect as the owner (`LSCP_USE_OWNER=1`).
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", default="lscp_app")
_use_owner = env.bool("LSCP_USE_OWNER", default=False)
USES_OWNER_ROLE = _use_owner
_default_url = "postgres:///lscp"
_url_name = (
    "DATABASE_OWNER_URL" if _use_owner and env.str("DATABASE_OWNER_URL", default="") else "DATABASE_URL"
)
DATABASES = {
    "default": {
        **env.db(_url_name, default=_default_url if LOCAL or BUILDING else environ.Env.NOTSET),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Field-level history is append-only, as the record is.
PGHISTORY_APPEND_ONLY = True

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")

# Counts tries and used one-time codes for every web process alike; losing Redis must not open that.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

# --- people and sign-in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
ANONYMOUS_USER_NAME = None  # guardian: nobody is anonymous here
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Object permissions are asked only through lscp.accounts.grants, never through a backend.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the partnership, never by signing up
ACCOUNT_ADAPTER = "lscp.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "lscp.accounts.adapters.AgencyAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/300s/key",  # one account from many addresses; axes counts account and address together
    "second_factor": "5/300s/key,40/d/key",  # lscp.accounts.sign_in_forms.LimitedTries
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no stranger's address gets a message because somebody typed it
ACCOUNT_FORMS = {
    "login": "lscp.accounts.sign_in_forms.SignInForm",
    "reauthenticate": "lscp.accounts.sign_in_forms.ReauthenticateForm",
    "reset_password": "lscp.accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "lscp.accounts.sign_in_forms.NewPasswordForm",
    "change_password": "lscp.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "lscp.accounts.sign_in_forms.SetPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 3600  # seconds
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Safeguarding incidents"
MFA_ADAPTER = "lscp.accounts.adapters.SecondFactorAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the partnership gave the address, nobody signed up with it
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "lscp.accounts.sign_in_forms.CodeForm",
    "reauthenticate": "lscp.accounts.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "lscp.accounts.sign_in_forms.StartAppForm",
    "deactivate_totp": "lscp.accounts.sign_in_forms.StopAppForm",
    "add_webauthn": "lscp.accounts.sign_in_forms.AddKeyForm",
    "edit_webauthn": "lscp.accounts.sign_in_forms.RenameKeyForm",
    "generate_recovery_codes": "lscp.accounts.sign_in_forms.NewCodesForm",
}
# Tests of it switch it on; every other test signs in without one.
MFA_REQUIRED = not (DEMO_MODE or TESTING)
# Agencies' own sign-in: a JSON list of django-allauth OpenID Connect apps.
# Each names in its settings the addresses it may speak for: "email_domains": ["police.example"].
OIDC_APPS = env.json("OIDC_APPS", default=[])
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_APPS}}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "lscp.accounts.lockout.typed_address"
AXES_CLIENT_IP_CALLABLE = "lscp.accounts.lockout.client_address"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLED = env.bool("AXES_ENABLED", default=True)

# For how long a page believes what another just read of the service: late messages, stopped reminders.
BELIEVED_SECONDS = 0 if TESTING else 10
# A signed-in session ends after this many minutes without a request; the page warns five minutes before.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_KEPT_EVERY = 60  # seconds between two writes of "still here": a session may last that much longer
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60 + SESSION_KEPT_EVERY
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # autosave reads it
CSRF_FAILURE_VIEW = "lscp.web.views.lost_token"

# --- language, time, files --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected_static"
_static_folders = {
    "": BASE_DIR / "static",
    "vendor/govuk": BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk",
    "vendor/htmx": BASE_DIR / "node_modules" / "htmx.org" / "dist",
}
STATICFILES_DIRS = [(prefix, folder) for prefix, folder in _static_folders.items() if folder.exists()]
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATE_DIR = Path(env.str("STATE_DIR", default=str(BASE_DIR / ".state")))
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(STATE_DIR / "media"))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# The largest file that may be attached; a larger one is dropped while it arrives, the rest of the form is kept.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_MEGABYTES", default=20) * 1024 * 1024
# Hours for which a copy of a chronology can be fetched by whoever asked for it; then its file is deleted (local rule).
CHRONOLOGY_COPY_HOURS = env.int("CHRONOLOGY_COPY_HOURS", default=24)
# Files are kept in memory until they are sealed, so that nothing unsealed touches a disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "lscp.documents.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMAV_URL = env.str("CLAMAV_URL", default="")
AUDIT_CHECKPOINT_DIR = Path(env.str("AUDIT_CHECKPOINT_DIR", default=str(STATE_DIR / "checkpoints")))

CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

# --- messages and jobs ------------------------------------------------------------------------------

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Safeguarding incidents <no-reply@lscp.example>")

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    # A page must not wait for a broker that is down: its message leaves with the minute's sweep.
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.1,
    "visibility_timeout": 3600,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- headers ----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Browsers apply this to where a form leads in the end: an agency's own sign-in.
        "form-action": [SELF, *sorted({_origin(app["settings"]["server_url"]) for app in OIDC_APPS})],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

if not LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.bool("TRUST_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- logs -------------------------------------------------------------------------------------------
from lscp.kernel import logs  # noqa: E402 - configured from the values above

LOGGING = logs.config(json_lines=not LOCAL)
logs.configure()

# --- refuse to start unsafe -------------------------------------------------------------------------

_unsafe = contradictions(globals(), is_production=env.bool("PRODUCTION", default=False))
if not LOCAL and not BUILDING:
    _unsafe += unsafe_values(globals())
if _unsafe:
    raise ImproperlyConfigured("This will not start: " + "; ".join(_unsafe) + ".")
