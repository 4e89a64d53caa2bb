#!/usr/bin/env python3
"""A normal day at an FTP server on loopback, for the captures of FTP daemons.

usage: ftp_day.py PORT PASSWORD SESSIONS USER...

The users list, up- and download, make and remove folders. Each third session is clumsy in one way:
a mistyped password or command, a file that is not there, a transfer given up halfway, a client of the
last century. The same sessions are played each time.
"""

import ftplib
import io
import random
import socket
import sys

TEXT = b"a line of a report\n"


class Day:
    """Where and as whom a session logs in, and its share of chance."""

    def __init__(self, port, password, user, chance):
        self.port, self.password, self.user, self.chance = port, password, user, chance

    def connect(self):
        ftp = ftplib.FTP()
        ftp.connect("127.0.0.1", self.port, timeout=20)
        return ftp

    def login(self):
        ftp = self.connect()
        ftp.login(self.user, self.password)
        return ftp


def attempt(command, *values):
    """Does what a server may refuse."""
    try:
        return command(*values)
    except ftplib.Error:
        return None


def store(ftp, name, lines=1):
    return attempt(ftp.storbinary, f"STOR {name}", io.BytesIO(TEXT * lines))


def fetch(ftp, name):
    return attempt(ftp.retrbinary, f"RETR {name}", lambda block: None)


def leave(ftp, number):
    """Says goodbye, or only hangs up as some clients do."""
    if ftp.sock and number % 6 != 2:
        attempt(ftp.quit)
    ftp.close()


def office(day, number):
    """The session without a mishap."""
    ftp, folder, name = day.login(), f"month-{number % 12 + 1}", f"report-{number}.txt"
    ftp.set_pasv(number % 4 != 1)
    if folder not in (attempt(ftp.nlst) or []):
        ftp.mkd(folder)
    ftp.cwd(folder)
    store(ftp, name, day.chance.randint(1, 400))
    ftp.retrlines("LIST", lambda line: None)
    fetch(ftp, name)
    ftp.size(name)
    if number % 3 == 0:
        ftp.rename(name, f"final-{name}")
    if number % 5 == 0:
        attempt(ftp.sendcmd, f"MDTM {name}")
    if number % 7 == 3:
        store(ftp, "scratch")
        ftp.delete("scratch")
    if number % 9 == 4:
        ftp.mkd("old")
        ftp.rmd("old")
    ftp.cwd("/")
    return ftp


def wrong_password(day):
    ftp = day.connect()
    attempt(ftp.login, day.user, day.password + "x")
    attempt(ftp.login, day.user, day.password)
    return ftp


def wrong_user(day):
    ftp = day.connect()
    attempt(ftp.login, day.user.capitalize() + "e", day.password)
    return ftp


def anonymous(day):
    ftp = day.connect()
    attempt(ftp.login, "anonymous", "guest@host.example")
    fetch(ftp, "welcome.txt")
    store(ftp, "present.txt")
    return ftp


def missing(day):
    """Names that are not there, and one with a space and an umlaut that is."""
    ftp = day.login()
    fetch(ftp, "reprot.txt")
    attempt(ftp.size, "reprot.txt")
    attempt(ftp.cwd, "mnoth-1")
    attempt(ftp.delete, "reprot.txt")
    attempt(ftp.rmd, "mnoth-1")
    attempt(ftp.rename, "reprot.txt", "report.txt")
    attempt(ftp.retrlines, "LIST mnoth-1", lambda line: None)
    store(ftp, "a trävel report.txt")
    fetch(ftp, "a trävel report.txt")
    return ftp


def forbidden(day):
    """What the rights of the files refuse."""
    ftp = day.login()
    attempt(ftp.mkd, "full")
    attempt(ftp.mkd, "full")
    store(ftp, "full/leaf.txt")
    attempt(ftp.rmd, "full")
    store(ftp, "/shared/notes.txt")
    attempt(ftp.mkd, "/shared/mine")
    attempt(ftp.delete, "/shared/rules.txt")
    fetch(ftp, "/shared/rules.txt")
    fetch(ftp, "full")
    return ftp


def typos(day):
    """A person at the prompt of an old client."""
    ftp = day.connect()
    for line in ("SYST", "LIST", "USR me", "HELP"):
        attempt(ftp.sendcmd, line)
    attempt(ftp.login, day.user, day.password)
    for line in ("LSIT", "RETR", "RNTO new", "TYPE Q", "TYPE L 8", "MODE S", "MODE B", "STRU F", "XPWD", "XMKD attic",
                 "XRMD attic", "STAT", "FEAT", "OPTS UTF8 ON", "CLNT gFTP 2.0", "ALLO 100", "ACCT none", "SITE HELP",
                 "SITE CHMOD 640 report.txt", "SITE UMASK 027", "STOU", "REIN", "NOOP", "ABOR", "HELP"):
        attempt(ftp.sendcmd, line)
    return ftp


def resumed(day):
    """A transfer that goes on where the one before stopped."""
    ftp = day.login()
    store(ftp, "journal.txt", 50)
    attempt(ftp.storbinary, "APPE journal.txt", io.BytesIO(TEXT))
    attempt(lambda: ftp.retrbinary("RETR journal.txt", lambda block: None, rest=500))
    attempt(ftp.sendcmd, "SITE CHMOD 600 journal.txt")
    attempt(ftp.sendcmd, "MDTM 20260102030405 journal.txt")
    return ftp


def download_given_up(day):
    """The user closes the window of a long download."""
    ftp = day.login()
    store(ftp, "film.bin", 1500000)
    ftp.voidcmd("TYPE I")
    data = attempt(ftp.transfercmd, "RETR film.bin")
    if data:
        data.recv(1000)
        data.close()
        attempt(ftp.voidresp)
    attempt(ftp.delete, "film.bin")
    return ftp


def line_lost(day):
    """Both connections end in the middle of an upload."""
    ftp = day.login()
    ftp.voidcmd("TYPE I")
    data = attempt(ftp.transfercmd, "STOR half.bin")
    if data:
        data.sendall(TEXT * 100)
        ftp.close()
        data.close()
    return ftp


def no_data_connection(day):
    """An active client that does not listen where it says, as behind a firewall."""
    ftp = day.login()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        attempt(ftp.sendport, *unused.getsockname())
    attempt(ftp.sendcmd, "NLST")
    attempt(ftp.sendcmd, "PORT 10")
    return ftp


def asks_for_tls(day):
    ftp = day.connect()
    attempt(ftp.sendcmd, "AUTH TLS")
    attempt(ftp.sendcmd, "AUTH SSL")
    attempt(ftp.login, day.user, day.password)
    attempt(ftp.sendcmd, "PBSZ 0")
    attempt(ftp.sendcmd, "PROT P")
    return ftp


def only_looks(day):
    """Connects and leaves, as a check of the service does."""
    return day.connect()


def newer_commands(day):
    """IPv6's way to ask for a data connection, and a list for programs."""
    ftp = day.login()
    for line in ("EPSV ALL", "EPSV", "MLSD", "MLST .", "PWD", "CDUP", "CWD ..", "LANG en", "HOST host.example"):
        attempt(ftp.sendcmd, line)
    return ftp


CLUMSY = (wrong_password, missing, typos, download_given_up, forbidden, wrong_user, resumed, line_lost, anonymous,
          no_data_connection, asks_for_tls, only_looks, newer_commands)


def main(port, password, sessions, *users):
    chance = random.Random(3)
    for number in range(int(sessions)):
        day = Day(int(port), password, users[(number + number // 3) % len(users)], chance)
        try:
            if number % 3 == 2:
                ftp = CLUMSY[number // 3 % len(CLUMSY)](day)
            else:
                ftp = office(day, number)
            leave(ftp, number)
        except ftplib.all_errors:
            pass  # the server refused the session or hung up: part of the day


if __name__ == "__main__":
    main(*sys.argv[1:])
