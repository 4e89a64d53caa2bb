#!/usr/bin/env python3
"""Sessions that fall asleep, for a server with short limits: ftp_idle.py PORT USER PASSWORD"""

import ftplib
import sys
import time


def asleep(port, user, password, last):
    """Logs in, says one thing, and waits longer than the server does."""
    with ftplib.FTP() as ftp:
        ftp.connect("127.0.0.1", port)
        ftp.login(user, password)
        try:
            if last == "data":
                ftp.transfercmd("STOR asleep.bin")
            ftp.sendcmd("NOOP" if last != "PASV" else "PASV")
            time.sleep(4)
            ftp.sendcmd("PWD")
        except ftplib.all_errors:
            pass


def main(port, user, password):
    for last in ("NOOP", "data", "PASV"):
        asleep(int(port), user, password, last)


if __name__ == "__main__":
    main(*sys.argv[1:])
