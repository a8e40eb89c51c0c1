"""All settings, from the environment; docs/running.md lists every variable.

Without any variable set it serves one machine: SQLite in the data folder, a secret key made once
and kept there. `SIJOINT_PRODUCTION=yes` turns on what a public server needs and refuses to start
without what it cannot do without.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy

from sijoint.config import database, environment, log, mail, secret_key
from sijoint.language import catalogue
from sijoint.place import data_folder

PRODUCTION = environment.flag("SIJOINT_PRODUCTION", default=False)
DEBUG = environment.flag("SIJOINT_DEBUG", default=False)
DATA = data_folder()
DEMO = environment.flag("SIJOINT_DEMO", default=False)

SECRET_KEY = secret_key.read(DATA, is_production=PRODUCTION)
ALLOWED_HOSTS = environment.names("SIJOINT_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = environment.origins("SIJOINT_ORIGINS")
BEHIND_PROXY = environment.flag("SIJOINT_BEHIND_PROXY", default=False)
LOGGING = log.settings(is_debug=DEBUG)

INSTALLED_APPS = [
    "sijoint.web.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    # Before those whose pages we have made our own.
    "sijoint.web.apps.WebConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "sijoint.records",
    "sijoint.accounts",
    "sijoint.audit",
]

MIDDLEWARE = [
    "sijoint.web.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sijoint.web.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sijoint.web.middleware.NoStoreMiddleware",
    "sijoint.web.middleware.MembershipMiddleware",
    "sijoint.web.middleware.RefusalMiddleware",
    "sijoint.web.middleware.SessionLimitMiddleware",
]

ROOT_URLCONF = "sijoint.config.urls"
WSGI_APPLICATION = "sijoint.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sijoint.web.context.page",
            ],
        },
    },
]

DATABASES = {
    "default": database.opened(environment.database("DATABASE_URL", DATA / "sijoint.sqlite3"))
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Counts of rate limits and codes that were used stand here. Beyond this many rows Django
        # throws out some that still hold, by their key: the usual 300 are soon full.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "sijoint.web.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# A public server asks for the code it has mailed; then a sign-up never tells who has an account.
VERIFY_EMAIL = environment.flag("SIJOINT_VERIFY_EMAIL", default=PRODUCTION)
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if VERIFY_EMAIL else "optional"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = VERIFY_EMAIL
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "signup": "sijoint.web.forms.sign_up.SignUpForm",
    "login": "sijoint.web.forms.account.SignInForm",
    "reauthenticate": "sijoint.web.forms.account.PasswordAgainForm",
    "add_email": "sijoint.web.forms.account.AddressForm",
    "change_email": "sijoint.web.forms.account.OtherAddressForm",
    "confirm_email_verification_code": "sijoint.web.forms.account.AddressCodeForm",
    "change_password": "sijoint.web.forms.account.ChangePasswordForm",
    "set_password": "sijoint.web.forms.account.SetPasswordForm",
    "reset_password": "sijoint.web.forms.account.ForgottenForm",
    "reset_password_from_key": "sijoint.web.forms.account.NewPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
# Before an address, a password or a device changes, the person shows that it is still them.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGOUT_ON_GET = False
# Per address of the network (ip), and per account (key).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "10/m/ip,60/h/ip",
    "reset_password": "10/m/ip,3/600s/key",
}
MFA_ADAPTER = "sijoint.web.account.MFAAdapter"
MFA_FORMS = {
    "authenticate": "sijoint.web.forms.account.CodeForm",
    "reauthenticate": "sijoint.web.forms.account.CodeAgainForm",
    "activate_totp": "sijoint.web.forms.account.FirstCodeForm",
    "add_webauthn": "sijoint.web.forms.account.AddPasskeyForm",
    "edit_webauthn": "sijoint.web.forms.account.NamePasskeyForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "sijoint"

SESSION_COOKIE_AGE = 60 * 60 * environment.number("SIJOINT_SESSION_HOURS", 10, least=1, most=168)
SESSION_SAVE_EVERY_REQUEST = False
# What a page says once may tell of a person: it stays on the server, in no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sijoint.web.views.failure.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_PRELOAD = environment.flag("SIJOINT_HSTS_PRELOAD", default=False)
# The lists of browsers take only names that stand for all below them too.
SECURE_HSTS_INCLUDE_SUBDOMAINS = (
    environment.flag("SIJOINT_HSTS_SUBDOMAINS", default=False) or SECURE_HSTS_PRELOAD
)
# Both speak for other sites of the same name, and the list is hard to leave: the choice of whoever
# runs those. Django warns of each that is off.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# What a proxy says of the client is believed only where there is one.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", gettext_lazy("English")), ("es", gettext_lazy("Spanish"))]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
FORMAT_MODULE_PATH = ["sijoint.web.formats"]
LOCALE_PATHS = [catalogue.compiled_folder("django")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    Path(__file__).parent.parent / "web" / "vendor",
    # What drawings need on a page, kept with them.
    ("drawing", Path(__file__).parent.parent / "drawing" / "page"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sijoint.config.static.Storage"},
}

globals().update(mail.settings(DATA / "mail"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
