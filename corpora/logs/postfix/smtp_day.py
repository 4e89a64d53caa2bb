#!/usr/bin/env python3
"""A normal day at a mail server on loopback, for the capture of postfix.

usage: smtp_day.py PASSWORD MAILS

Users send mail to each other and to other companies; each third mail goes wrong in one way: a mistyped
address, a forgotten password, an attachment that is too large, a line lost halfway. The same mails are
sent each time.
"""

import email.message
import random
import smtplib
import socket
import ssl
import subprocess
import sys
import time

USERS = ("ann", "bob", "carl")
PEOPLE = ("ann@host.example", "bob@host.example", "office@host.example", "dora@shop.example", "emil@shop.example",
          "team@host.example")


def trusting(version=None):
    """TLS that takes the server's own certificate, in an old version if one is given."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if version:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    return context


def letter(sender, *recipients, size=500):
    message = email.message.EmailMessage()
    message["From"], message["To"] = sender, ", ".join(recipients)
    message["Subject"] = "minutes of the meeting"
    message.set_content("some words on a line\n" * (size // 21 + 1))
    return message


def send(sender, *recipients, size=500, port=25, source="127.0.0.2", user=None, password=None, tls=None):
    """Sends one mail; 127.0.0.2 is a machine of the office, 127.0.0.1 is one outside."""
    kind = smtplib.SMTP_SSL if port == 465 else smtplib.SMTP
    options = {"context": trusting()} if port == 465 else {}
    with kind("127.0.0.1", port, "pc.host.example", timeout=20, source_address=(source, 0), **options) as server:
        if tls:
            server.starttls(context=tls)
        if user:
            server.login(user, password)
        server.send_message(letter(sender, *recipients, size=size))


def plain(*lines, port=25, wait=0.0):
    """Says lines as a person at a telnet prompt does, and hangs up after the wait."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.recv(1000)
        for line in lines:
            connection.sendall(line.encode() + b"\r\n")
            try:
                connection.recv(1000)
            except TimeoutError:
                pass  # the server waits for more
        time.sleep(wait)


def everyday(number, password, chance):
    user, other = USERS[number % 3], PEOPLE[number % len(PEOPLE)]
    size = chance.randint(200, 20000)
    if number % 4 == 0:
        send(f"{user}@host.example", other, size=size, port=587, user=user, password=password, tls=trusting())
    elif number % 4 == 1:
        send(f"{user}@host.example", other, size=size, port=465, user=user, password=password)
    elif number % 4 == 2:
        send("dora@shop.example", f"{user}@host.example", size=size, source="127.0.0.1", tls=trusting())
    else:
        subprocess.run(["sendmail", "-f", user, other], input=b"Subject: report\n\ndone\n", check=False)


def mistyped(password):
    send("dora@shop.example", "anne@host.example", source="127.0.0.1")


def mistyped_outside(password):
    send("ann@host.example", "nobody@shop.example")
    send("ann@host.example", "ann@down.example")
    send("ann@host.example", "ann@nowhere.invalid")


def wrong_password(password):
    send("ann@host.example", "bob@host.example", port=587, user="ann", password="seasme", tls=trusting())


def forgotten_password(password):
    send("ann@host.example", "dora@shop.example", source="127.0.0.1")


def not_a_name(password):
    send("ann", "bob@host.example", source="127.0.0.1")
    plain("EHLO my computer", "MAIL FROM:<ann@@host>", "MAIL FROM:ann@host.example", "RCPT TO:<bob smith@host.example>",
          "QUIT")


def too_large(password):
    send("ann@host.example", "bob@host.example", size=400000)


def greylisted(password):
    send("ann@host.example", "later@shop.example", "full@shop.example", "slow@shop.example")


def peer_hangs_up(password):
    send("ann@host.example", "drop@shop.example")


def loops(password):
    send("dora@shop.example", "loop@host.example", "left@host.example", "archive@host.example", source="127.0.0.1")


def typed_by_hand(password):
    plain("HELP", "HELO pc", "MIAL FROM:<ann@host.example>", "MAIL FROM:<ann@host.example>", "RCPT", "DATA", "VRFY ann",
          "EXPN team", "RSET", "NOOP", "QUIT")
    plain("hello", "is anybody there", "GET / HTTP/1.1")


def many_typos(password):
    plain(*["HLEO pc"] * 22)


def line_lost(password):
    plain("EHLO pc.host.example", "MAIL FROM:<dora@shop.example>", "RCPT TO:<ann@host.example>")
    plain("EHLO pc.host.example", "MAIL FROM:<dora@shop.example>", "RCPT TO:<ann@host.example>", "DATA", "half a word")
    plain("EHLO pc.host.example", "STARTTLS")


def only_looks(password):
    plain()
    plain("QUIT")


def falls_silent(password):
    plain("EHLO pc.host.example", wait=5)


def older_client(password):
    plain("HELO oldpc", "MAIL FROM:<dora@shop.example>", "RCPT TO:<ann@host.example>", "DATA", "hello\r\n.", "QUIT")
    plain("AUTH LOGIN", "QUIT", port=587)
    send("ann@host.example", "bob@host.example", port=587, tls=trusting(ssl.TLSVersion.TLSv1_1))


def trusts_nobody(password):
    send("ann@host.example", "bob@host.example", port=587, tls=ssl.create_default_context())


CLUMSY = (mistyped, wrong_password, typed_by_hand, mistyped_outside, forgotten_password, line_lost, too_large,
          only_looks, greylisted, not_a_name, peer_hangs_up, falls_silent, loops, older_client, many_typos, trusts_nobody)


def main(password, mails):
    chance = random.Random(3)
    for number in range(int(mails)):
        try:
            if number % 3 == 2:
                CLUMSY[number // 3 % len(CLUMSY)](password)
            else:
                everyday(number, password, chance)
        except (OSError, smtplib.SMTPException):
            pass  # the server refused: part of the day


if __name__ == "__main__":
    main(*sys.argv[1:])
