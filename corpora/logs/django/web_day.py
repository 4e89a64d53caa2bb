"""A normal day of the site on loopback: web_day.py PORT VISITS

Visitors read pages, write a message and log in; each third one is clumsy in one way. The same visits are made each time.
"""

import http.client
import re
import sys
from urllib.parse import urlencode

PORT = int(sys.argv[1])
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Visitor:
    """One browser: it keeps its cookies."""

    def __init__(self):
        self.cookies = {}

    def ask(self, path, method="GET", fields=None, host="www.example"):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        headers = {"Host": host, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(fields) if fields is not None else None
        connection.request(method, path, body, {**headers, **(FORM if body is not None else {})})
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return text

    def send(self, path, **fields):
        """Opens a form and sends it."""
        token = re.search(r'csrfmiddlewaretoken"? value="?([^">]+)', self.ask(path))[1]
        return self.ask(path, "POST", {"csrfmiddlewaretoken": token, **fields})

    def log_in(self, password):
        self.send("/admin/login/?next=/members/", username="anna", password=password, next="/members/")


def read(visitor, number):
    visitor.ask("/")
    visitor.ask(f"/page/{number % 40}/")
    visitor.ask(f"/page/{number * 7 % 40}/?from=list&sort=date")


def write(visitor, number):
    visitor.send("/contact/", text="a question " * (number % 9 + 1))
    visitor.ask("/vote/", "POST", {"csrfmiddlewaretoken": visitor.cookies["csrftoken"]})


def member(visitor, _):
    visitor.ask("/members/")
    visitor.log_in("sample")
    visitor.ask("/members/")
    visitor.ask("/admin/")
    visitor.ask("/admin/auth/user/")


def old_bookmark(visitor, number):
    visitor.ask(f"/page/{number + 50}/")
    visitor.ask("/old/news.html")
    visitor.ask("/page/3")


def wrong_password(visitor, _):
    visitor.log_in("sampel")
    visitor.log_in("sample")


def form_of_yesterday(visitor, number):
    """The cookie is gone by the time the form is sent."""
    visitor.cookies.clear()
    visitor.ask("/contact/", "POST", {"csrfmiddlewaretoken": "x" * 32, "text": str(number)})


def too_long(visitor, _):
    visitor.send("/contact/", text="a long story " * 9000)


def wrong_method(visitor, _):
    visitor.ask("/vote/")
    visitor.ask("/", "HEAD")
    visitor.ask("/members/", "OPTIONS")


def broken_page(visitor, _):
    visitor.ask("/report/?parts=3")
    visitor.ask("/report/?parts=0")


def icons(visitor, _):
    visitor.ask("/favicon.ico")
    visitor.ask("/apple-touch-icon.png")
    visitor.ask("/robots.txt")


def health_check(visitor, _):
    """It names the host by its address, which the site does not know."""
    visitor.ask("/", host="127.0.0.1")


PLAIN = (read, write, member)
CLUMSY = (old_bookmark, wrong_password, form_of_yesterday, too_long, wrong_method, broken_page, icons, health_check)

for number in range(int(sys.argv[2])):
    visit = CLUMSY[number // 3 % len(CLUMSY)] if number % 3 == 2 else PLAIN[number // 3 % len(PLAIN)]
    visitor = Visitor()
    read(visitor, number)
    visit(visitor, number)
