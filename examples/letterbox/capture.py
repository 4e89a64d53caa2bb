#!/usr/bin/env python3
"""Builds letterboxd, lets it and the sorter live through a normal day, and keeps their logs.

usage: capture.py [FOLDER]     the logs go to FOLDER, by default logs/ beside this file

Needs a C compiler and Python 3.11. Listens on loopback only, works in a folder of its own under
the temporary one, and stops what it started. Run it as a plain user: letterboxd refuses root.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
PEOPLE = ["ada", "ben", "cleo", "dora", "emil", "fay"]
SUBJECTS = ["lunch", "minutes of the meeting", "holiday list", "printer again", "thanks", ""]
SESSIONS = 60
SETTINGS = """# settings of the captured day
port {port}
quota 4000
spool spool
key key
log letterbox.log
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Day:
    """A folder with a spool, the daemons in it, and the people who write letters."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.chance = random.Random(3)
        self.letters = 0

    def prepare(self):
        for place in ["incoming", "refused", *(f"boxes/{name}" for name in PEOPLE)]:
            (self.folder / "spool" / place).mkdir(parents=True)
        (self.folder / "key").write_bytes(os.urandom(16))
        (self.folder / "key").chmod(0o600)
        (self.folder / "letterbox.conf").write_text(SETTINGS.format(port=self.port))
        shutil.copytree(SOURCE, self.folder / "source")
        sources = sorted(map(str, SOURCE.glob("*.c")))
        flags = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror"]
        subprocess.run(["cc", *flags, "-o", self.folder / "letterboxd", *sources], check=True)

    def start(self, *command):
        return subprocess.Popen(command, cwd=self.folder, env=os.environ | {"TZ": "UTC"})

    def token(self, person):
        command = ["./letterboxd", "letterbox.conf", person]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, check=True)
        return run.stdout.decode().strip()

    def letter(self, to, subject):
        body = b"".join(b"line %d of a letter\n" % n for n in range(self.chance.randint(1, 12)))
        return b"To: %s\nSubject: %s\nSum: %08x\n\n%s" % (to.encode(), subject.encode(), zlib.crc32(body), body)

    def talk(self, *commands):
        """One session: sends each command, waits for its answer."""
        with socket.create_connection(("127.0.0.1", self.port)) as peer:
            answers = peer.makefile("rb")
            answers.readline()
            for command in commands:
                peer.sendall(command)
                answers.readline()

    def send(self, data):
        self.letters += 1
        return b"SEND letter-%d %d\n%s" % (self.letters, len(data), data)

    def session(self, number):
        """Most people send a letter or two; a few mistype, write too much, or just hang up."""
        person = self.chance.choice(PEOPLE)
        token = self.token(person)
        commands = [f"TOKEN {token}\n".encode()]
        for _ in range(self.chance.randint(1, 3)):
            to = "gus" if number % 17 == 5 else self.chance.choice(PEOPLE)
            commands.append(self.send(self.letter(to, self.chance.choice(SUBJECTS))))
        if number % 23 == 9:
            commands.insert(0, f"TOKEN {token[:-3]}\n".encode())
        if number == 32:
            commands.append(b"SEND letter-of-many-pages 5000\n")
        if number % 13 == 4:
            commands.insert(1, b"HELP\n")
        if number % 19 == 7:
            commands.append(self.send(b"just a note without headers\n"))
        if number % 3 == 0:
            commands.append(b"QUOTA\n")
        if number % 4:
            commands.append(b"QUIT\n")
        self.talk(*commands)

    def wait_until_ready(self):
        for _ in range(100):
            try:
                return self.talk(b"QUIT\n")
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise SystemExit("letterboxd does not listen; see its log")

    def run(self):
        sorter = self.start(sys.executable, "source/sorter.py", "spool", "sorter.log", "2")
        daemon = self.start("./letterboxd", "letterbox.conf")
        try:
            self.wait_until_ready()
            for number in range(SESSIONS):
                self.session(number)
                time.sleep(self.chance.uniform(0.1, 0.9))
                if number == SESSIONS // 2:
                    daemon.send_signal(signal.SIGHUP)
                if number % 20 == 19:
                    daemon.send_signal(signal.SIGUSR1)
            time.sleep(2.5)
        finally:
            daemon.terminate()
            sorter.send_signal(signal.SIGINT)
            daemon.wait()
            sorter.wait()


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "logs"
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder))
        day.prepare()
        day.run()
        target.mkdir(exist_ok=True)
        for name in ["letterbox.log", "sorter.log"]:
            shutil.copyfile(day.folder / name, target / name)


if __name__ == "__main__":
    main()
