#!/usr/bin/env python3
"""What no honest client does: attack.py PORT USER PASSWORD

A line longer than any command, before and after the login, and more sessions at once than the server allows, from one
address and from several.
"""

import ftplib
import socket
import sys


def greeted(port, source="127.0.0.1"):
    """A session that has been answered: let in or refused."""
    session = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(source, 0))
    session.recv(1000)
    return session


def too_long(session):
    session.sendall(b"A" * 10000)
    while session.recv(1000):
        pass


def main(port, user, password):
    port = int(port)
    with greeted(port) as session:
        too_long(session)
    with ftplib.FTP() as ftp:
        ftp.connect("127.0.0.1", port)
        ftp.login(user, password)
        too_long(ftp.sock)
    one_address = [greeted(port) for _ in range(6)]
    several = [greeted(port, f"127.0.0.{last}") for last in range(2, 8)]
    for session in one_address + several:
        session.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
