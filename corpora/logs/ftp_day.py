#!/usr/bin/env python3
"""A normal day at an FTP server on loopback, for the captures of FTP daemons.

usage: ftp_day.py PORT USER PASSWORD [SESSIONS]

The user lists, up- and downloads, makes and removes folders, asks for a file that is not there, and
once in a while mistypes the password.
"""

import ftplib
import io
import random
import sys


def login(port, user, password):
    ftp = ftplib.FTP()
    ftp.connect("127.0.0.1", port, timeout=20)
    ftp.login(user, password)
    return ftp


def refused(command, *values):
    """Does what the server must refuse."""
    try:
        command(*values)
    except ftplib.error_perm:
        return
    raise SystemExit(f"not refused: {command.__name__} {values}")


def session(ftp, number, chance):
    folder, name = f"month-{number % 12 + 1}", f"report-{number}.txt"
    if folder not in ftp.nlst():
        ftp.mkd(folder)
    ftp.cwd(folder)
    ftp.storbinary(f"STOR {name}", io.BytesIO(b"a line of a report\n" * chance.randint(1, 400)))
    ftp.retrlines("LIST", lambda line: None)
    ftp.retrbinary(f"RETR {name}", lambda block: None)
    ftp.size(name)
    if number % 3 == 0:
        ftp.rename(name, f"final-{name}")
    if number % 5 == 0:
        refused(ftp.size, "no-such-file.txt")
    if number % 7 == 3:
        ftp.storbinary("STOR scratch", io.BytesIO(b"x"))
        ftp.delete("scratch")
    if number % 9 == 4:
        ftp.mkd("old")
        ftp.rmd("old")
    ftp.cwd("/")


def main(port, user, password, sessions="24"):
    chance = random.Random(3)
    for number in range(int(sessions)):
        if number % 11 == 5:
            refused(login, int(port), user, password + "x")
        ftp = login(int(port), user, password)
        ftp.set_pasv(number % 4 != 1)
        session(ftp, number, chance)
        if number % 6 == 2:
            ftp.close()
        else:
            ftp.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
