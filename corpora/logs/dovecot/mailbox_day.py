#!/usr/bin/env python3
"""A normal day at an IMAP and POP3 server on loopback, for the capture of dovecot.

usage: mailbox_day.py PASSWORD SESSIONS

Users read, file and delete their mail; each third session goes wrong in one way: a mistyped password or
command, a folder that is not there, a line lost halfway, too many programs at once. The same sessions
are played each time.
"""

import imaplib
import poplib
import socket
import ssl
import sys
import time

USERS = ("ann", "bob", "carl")
LETTER = b"From: dora@shop.example\r\nSubject: minutes\r\n\r\nsome words\r\n"


def trusting(version=None):
    """TLS that takes the server's own certificate, in an old version if one is given."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if version:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    return context


def login(user, password, tls=None):
    """An IMAP session; over the port for TLS if told how to speak it."""
    imap = imaplib.IMAP4_SSL("127.0.0.1", 993, ssl_context=tls) if tls else imaplib.IMAP4("127.0.0.1", 143)
    imap.login(user, password)
    return imap


def plain(*lines, port=143, wait=0.0):
    """Says lines as a person at a telnet prompt does, and hangs up after the wait."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.recv(4000)
        for line in lines:
            connection.sendall(line.encode() + b"\r\n")
            try:
                connection.recv(4000)
            except TimeoutError:
                pass  # the server waits for more
        time.sleep(wait)


def reads(number, password):
    user = USERS[number % 3]
    if number % 4 == 3:
        return collects(user, password, number)
    imap = login(user, password, trusting() if number % 2 else None)
    for folder in ("Sent", "Archive"):
        if number < 9:
            imap.create(folder)
    imap.list()
    imap.append("INBOX", None, None, LETTER)
    imap.select("INBOX")
    imap.fetch("1:3", "(FLAGS BODY.PEEK[HEADER])")
    imap.search(None, "SUBJECT", "minutes")
    if number % 3 == 0:
        imap.copy("1", "Archive")
        imap.store("1", "+FLAGS", "\\Deleted")
        imap.expunge()
    if number % 5 == 0:
        imap.status("Sent", "(MESSAGES UNSEEN)")
        imap.create("Projects")
        imap.rename("Projects", "Old projects")
        imap.delete('"Old projects"')
    if number % 7 == 0:
        return imap.shutdown()  # a telephone that loses the network
    return imap.logout()


def collects(user, password, number):
    """POP3: takes the first mail, and now and then deletes it."""
    pop = poplib.POP3("127.0.0.1", 110) if number % 8 == 3 else poplib.POP3_SSL("127.0.0.1", 995, context=trusting())
    pop.user(user)
    pop.pass_(password)
    count, _ = pop.stat()
    pop.uidl()
    if count:
        pop.retr(1)
        pop.dele(1)
    pop.quit()


def wrong_password(password):
    for guess in ("seasme", password):
        try:
            login("ann", guess).logout()
        except imaplib.IMAP4.error:
            pass


def wrong_user(password):
    login("anne", password)


def wrong_password_pop(password):
    pop = poplib.POP3("127.0.0.1", 110)
    pop.user("bob")
    pop.pass_("seasme")


def missing_folder(password):
    imap = login("bob", password)
    imap.select("Arhcive")
    imap.delete("Arhcive")
    imap.rename("Arhcive", "Archive")
    imap.append("Arhcive", None, None, LETTER)
    imap.create("INBOX")
    imap.logout()


def typed_by_hand(password):
    plain("a LGOIN bob sesame", "hello", "a1 NOOP", "a2 SELECT INBOX", "a3 LOGOUT")
    plain("GET / HTTP/1.1", "Host: host.example", "")
    plain("UESR bob", "USER bob", "PASS", "QUIT", port=110)
    plain(f"a LOGIN bob {password}", *["b FTECH 1 FLAGS"] * 25)


def line_lost(password):
    plain(f"a LOGIN carl {password}", "b APPEND INBOX {5000}", "half a letter")
    plain(f"a LOGIN carl {password}", "b SELECT INBOX", "c IDLE")
    plain("USER carl", f"PASS {password}", "RETR 1", port=110)
    plain("a STARTTLS")


def only_looks(password):
    plain()
    plain("a CAPABILITY", "b LOGOUT")
    plain("QUIT", port=110)
    plain("USER ann", port=110)


def too_many(password):
    """A program that opens one connection more than the server lets a user have."""
    held = []
    try:
        for _ in range(5):
            held.append(login("carl", password))
    finally:
        for imap in held:
            imap.logout()


def too_much(password):
    """Letters until the quota is full."""
    imap = login("bob", password)
    for _ in range(3):
        imap.append("Sent", None, None, LETTER + b"x" * 60 * 1024)
    imap.logout()
    imap = login("bob", password)
    imap.select("Sent")
    imap.store("1:*", "+FLAGS", "\\Deleted")
    imap.expunge()
    imap.logout()


def two_programs(password):
    """Two programs delete the same letters."""
    one, two = login("ann", password), login("ann", password, trusting())
    for imap in (one, two):
        imap.select("INBOX")
    one.store("1", "+FLAGS", "\\Deleted")
    one.expunge()
    two.fetch("1", "BODY[]")
    two.logout()
    one.logout()


def trusts_nobody(password):
    login("ann", password, ssl.create_default_context())


def older_tls(password):
    login("ann", password, trusting(ssl.TLSVersion.TLSv1_1))


def mixed_up_ports(password):
    """TLS to the plain port, and the other way round."""
    with socket.create_connection(("127.0.0.1", 993), timeout=2) as connection:
        connection.sendall(b"a CAPABILITY\r\n")
        connection.recv(100)
    with socket.create_connection(("127.0.0.1", 143), timeout=2) as connection:
        trusting().wrap_socket(connection)


CLUMSY = (wrong_password, missing_folder, only_looks, typed_by_hand, wrong_user, line_lost, too_many, too_much,
          trusts_nobody, wrong_password_pop, two_programs, older_tls, mixed_up_ports)


def main(password, sessions):
    for number in range(int(sessions)):
        try:
            if number % 3 == 2:
                CLUMSY[number // 3 % len(CLUMSY)](password)
            else:
                reads(number, password)
        except (OSError, imaplib.IMAP4.error, poplib.error_proto):
            pass  # the server refused: part of the day


if __name__ == "__main__":
    main(*sys.argv[1:])
