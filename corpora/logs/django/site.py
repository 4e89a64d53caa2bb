"""A small site in one file, for capture.sh: pages, a form, members and the administration that Django brings along.

usage: site.py COMMAND..., as manage.py has them; $SITE names the folder for the database and the log
"""

import os
import sys
from pathlib import Path

from django import setup
from django.conf import settings

WORK = Path(os.environ["SITE"])
LOG = {"class": "logging.FileHandler", "filename": WORK / "django.log", "formatter": "line"}

settings.configure(
    SECRET_KEY="of a site that lives for some minutes",
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["www.example"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": WORK / "site.sqlite3"}},
    INSTALLED_APPS=["django.contrib." + app for app in ("admin", "auth", "contenttypes", "sessions", "messages")],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]},
    }],
    DATA_UPLOAD_MAX_MEMORY_SIZE=100_000,
    USE_TZ=True,
    LOGGING={
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"log": LOG},
        "root": {"handlers": ["log"], "level": "INFO"},
        "loggers": {"django.server": {"handlers": ["log"], "propagate": False}},
    },
)
setup()

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.http import require_POST


def page(request, number=0):
    if number > 40:
        raise Http404("no such page")
    return HttpResponse(f"page {number}")


def contact(request):
    if request.method == "POST":
        return HttpResponse(f"thanks, {len(request.POST.get('text', ''))} characters")
    return HttpResponse(f"<form method=post><input name=csrfmiddlewaretoken value={get_token(request)}>")


@require_POST
def vote(request):
    return HttpResponse("counted")


@login_required(login_url="/admin/login/")
def members(request):
    return HttpResponse(f"hello {request.user}")


def report(request):
    """Breaks as an application does whose author forgot a case."""
    return HttpResponse(1 / int(request.GET.get("parts", "1")))


urlpatterns = [
    path("", page),
    path("page/<int:number>/", page),
    path("contact/", contact),
    path("vote/", vote),
    path("members/", members),
    path("report/", report),
    path("admin/", admin.site.urls),
]

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
