#!/usr/bin/env python3
"""A normal day at a web server on loopback, for the captures of web servers.

usage: http_day.py VISITS

Visitors of the site that site.sh makes, at ports 80 and 443, read pages; each third one is clumsy in one
way: an old bookmark, a mistyped password, a window closed too early, a client that speaks an older
protocol. The same visits are made each time.
"""

import base64
import http.client
import socket
import ssl
import sys
import time

AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
    "curl/7.88.1",
    "Wget/1.21.3",
    "feed reader 1.0",
)
REFERRERS = ("-", "http://www.example/", "http://www.example/news.html", "https://search.example/?q=pictures")
PAGES = ("/", "/index.html", "/news.html", "/pictures/one.png", "/pictures/large.bin", "/feed.xml", "/app/",
         "/app/search?q=rain+coat&page=2", "/a%20page.html")


def trusting():
    """TLS that takes the site's own certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Visitor:
    """One client; `ask` sends a request over the visitor's connection and reads the answer."""

    def __init__(self, number):
        self.headers = {"User-Agent": AGENTS[number % len(AGENTS)], "Referer": REFERRERS[number % len(REFERRERS)]}
        if number % 4 == 3:
            self.connection = http.client.HTTPSConnection("www.example", timeout=10, context=trusting())
        else:
            self.connection = http.client.HTTPConnection("www.example", timeout=10)
        self.connection._create_connection = lambda address, *rest: socket.create_connection(
            ("127.0.0.1", address[1]), *rest)

    def ask(self, path, method="GET", body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body, {**self.headers, **named})
        answer = self.connection.getresponse()
        answer.read()
        return answer

    def member(self, path, user, password):
        self.ask(path, Authorization="Basic " + base64.b64encode(f"{user}:{password}".encode()).decode())


def plain(text, port=80, wait=0.0):
    """Says the text over a bare connection, and hangs up after the answer or the wait."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(text.encode())
        time.sleep(wait)
        line.settimeout(1)
        line.recv(4096)


def reads(visitor, number):
    """The visit without a mishap."""
    first = visitor.ask(PAGES[number % len(PAGES)])
    visitor.ask("/style.css")
    visitor.ask("/pictures/one.png")
    if number % 5 == 0 and first.getheader("ETag"):
        visitor.ask(PAGES[number % len(PAGES)], If_None_Match=first.getheader("ETag"))
    if number % 7 == 0:
        visitor.member("/members/", "ann", "sesame")
    if number % 8 == 0:
        visitor.ask("/pictures/large.bin", Range="bytes=100-200")
    if number % 9 == 0:
        visitor.ask("/app/form", "POST", "name=Ann&text=hello")
    if number % 11 == 0:
        visitor.ask("/news.html", "HEAD")


def missing(visitor):
    for path in ("/favicon.ico", "/robots.txt", "/nwes.html", "/apple-touch-icon.png", "/pictures/two.png/"):
        visitor.ask(path)


def moved(visitor):
    visitor.ask("/old")
    visitor.ask("/pictures")


def wrong_password(visitor):
    visitor.ask("/members/")
    visitor.member("/members/", "ann", "seasme")
    visitor.member("/members/", "anne", "sesame")
    visitor.member("/members/", "ann", "sesame")


def forbidden(visitor):
    visitor.ask("/inside/plan.txt")
    visitor.ask("/pictures/")
    visitor.ask("/.htaccess")
    visitor.ask("/locked.html")


def wrong_method(visitor):
    visitor.ask("/news.html", "POST", "text=hello")
    visitor.ask("/news.html", "PUT", "new text")
    visitor.ask("/", "OPTIONS")
    visitor.ask("/news.html", "PROPFIND")


def too_much(visitor):
    """An attachment over the limit, and a cookie that has grown over the years."""
    visitor.ask("/pictures/large.bin", Range="bytes=9000000-")
    visitor.ask("/app/", Cookie="basket=" + "apple," * 2000)
    visitor.ask("/app/form", "POST", "x" * 60000)
    visitor.ask("/app/form", "POST", "x" * 2000000)


def backend_trouble(visitor):
    for path in ("/app/slow", "/app/broken", "/app/big", "/app/error", "/down/status"):
        visitor.ask(path)


def window_closed(visitor):
    """Leaves in the middle of a download, of a page in the making, of an upload."""
    for request in ("GET /pictures/large.bin", "GET /app/slow"):
        with socket.create_connection(("127.0.0.1", 80), timeout=10) as line:
            line.sendall(f"{request} HTTP/1.1\r\nHost: www.example\r\n\r\n".encode())
            time.sleep(0.2)
    with socket.create_connection(("127.0.0.1", 80), timeout=10) as line:
        line.sendall(b"POST /app/form HTTP/1.1\r\nHost: www.example\r\nContent-Length: 5000\r\n\r\nname=")
        time.sleep(0.1)


def older_client(visitor):
    plain("GET /news.html HTTP/1.0\r\n\r\n")
    plain("GET /old HTTP/1.0\r\nUser-Agent: Mosaic/2.7\r\n\r\n")
    plain("GET /\r\n")
    plain("GET / HTTP/1.1\r\n\r\n")


def typed_by_hand(visitor):
    """A person at a telnet prompt."""
    plain("GTE / HTTP/1.0\r\n\r\n")
    plain("GET /a page.html HTTP/1.1\r\nHost: www.example\r\n\r\n")
    plain("GET /sale-100% HTTP/1.1\r\nHost: www.example\r\nConnection: close\r\n\r\n")
    plain("GET /news.html HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n")
    plain("hello\r\n\r\n")


def falls_silent(visitor):
    """Connects and says nothing, or half of a request, longer than the server waits."""
    plain("GET /news.html HTTP/1.1\r\nHost: www", wait=4)
    plain("", wait=0)


def mixed_up_tls(visitor):
    """https to the plain port, http to the other, a client that trusts nobody and one of 2010."""
    old = trusting()
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    for port, context in ((80, trusting()), (443, ssl.create_default_context()), (443, old)):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                context.wrap_socket(line, server_hostname="www.example")
        except OSError:
            pass
    plain("GET / HTTP/1.1\r\nHost: www.example\r\n\r\n", port=443)


CLUMSY = (missing, moved, wrong_password, forbidden, backend_trouble, window_closed, older_client, wrong_method,
          too_much, typed_by_hand, mixed_up_tls, falls_silent)


def main(visits):
    for number in range(int(visits)):
        visitor = Visitor(number)
        try:
            if number % 3 == 2:
                CLUMSY[number // 3 % len(CLUMSY)](visitor)
            else:
                reads(visitor, number)
        except (OSError, http.client.HTTPException):
            pass  # the server hung up: part of the day
        visitor.connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
