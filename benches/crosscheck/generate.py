#!/usr/bin/env python3
"""A log that looks like a busy site's, and keywords to look for in it: the same bytes in every run.

usage: generate.py MIB OUT           the log: 64 MiB of different lines, again and again
       generate.py --keywords N OUT  N keywords, of which about one in ten is in the log, some with '*'
"""
import random
import sys

DIFFERENT = 64 << 20
HOSTS = ["web01", "db-2", "mx.example.net", "gw", "build7", "files", "vpn1", "k8s-node-14"]
USERS = ["root", "admin", "alice", "bob", "oracle", "test", "ftpuser", "git", "deploy", "postgres", "guest"]
PATHS = ["/", "/index.html", "/login.php", "/api/v1/items", "/static/app.js", "/wp-admin/setup.php", "/img/logo.png",
         "/cgi-bin/test.cgi", "/favicon.ico", "/search", "/api/v1/users/me", "/health"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0",
          "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example.org/)", "python-requests/2.32.3",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"]
SYSLOG = "Oct {day} {time} {host} "
FTP = "Sat Oct {day} {time} 2026 [pid {pid}] "
# How often a line comes among 101, and its form.
LINES = [
    (26, '{ip} - - [{day}/Oct/2026:{time} +0000] "GET {path}?id={big} HTTP/1.1" {status} {small} "-" "{agent}"'),
    (8, '{ip} - {user} [{day}/Oct/2026:{time} +0000] "POST {path} HTTP/1.1" {status} {small} "http://www.example.org{path}" "{agent}"'),
    (6, '2026/10/{day} {time} [error] {pid}#{pid}: *{big} open() "/usr/share/nginx/html{path}" failed (2: No such file or directory), client: {ip}, server: localhost, request: "GET {path} HTTP/1.1", host: "www.example.org"'),
    (2, '2026/10/{day} {time} [warn] {pid}#{pid}: *{big} upstream server temporarily disabled while connecting to upstream, client: {ip}, server: _, upstream: "http://10.0.{byte}.{byte}:8080{path}"'),
    (9, SYSLOG + "sshd[{pid}]: Failed password for {user} from {ip} port {port} ssh2"),
    (5, SYSLOG + "sshd[{pid}]: Failed password for invalid user {user}{small} from {ip} port {port} ssh2"),
    (5, SYSLOG + "sshd[{pid}]: Connection closed by authenticating user {user} {ip} port {port} [preauth]"),
    (3, SYSLOG + "sshd[{pid}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={ip}  user={user}"),
    (2, SYSLOG + "sshd[{pid}]: Accepted publickey for {user} from {ip} port {port} ssh2: RSA SHA256:{hash}"),
    (1, SYSLOG + "sshd[{pid}]: error: maximum authentication attempts exceeded for {user} from {ip} port {port} ssh2 [preauth]"),
    (4, FTP + '[{user}] FTP response: Client "{ip}", "226 Transfer complete."'),
    (3, FTP + 'CONNECT: Client "{ip}"'),
    (3, FTP + '[{user}] FAIL LOGIN: Client "{ip}"'),
    (3, FTP + '[{user}] OK DOWNLOAD: Client "{ip}", "/pub/{hash}.tar.gz", {big} bytes, {small}.{byte}Kbyte/sec'),
    (5, SYSLOG + "systemd[1]: Started Session {small} of User {user}."),
    (4, SYSLOG + "CRON[{pid}]: ({user}) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)"),
    (5, SYSLOG + "kernel: [{big}.{small}] [UFW BLOCK] IN=eth0 OUT= MAC={hash} SRC={ip} DST=10.0.{byte}.{byte} LEN=40 TOS=0x00 PREC=0x00 TTL=243 ID={port} PROTO=TCP SPT={port} DPT=23 WINDOW=1024 RES=0x00 SYN URGP=0"),
    (3, "type=USER_AUTH msg=audit({epoch}.{byte}:{small}): pid={pid} uid=0 auid=4294967295 ses=4294967295 msg='op=PAM:authentication acct=\"{user}\" exe=\"/usr/sbin/sshd\" hostname={ip} addr={ip} terminal=ssh res=failed'"),
    (3, SYSLOG + "postfix/smtpd[{pid}]: disconnect from unknown[{ip}] ehlo=1 auth=0/1 rset=1 quit=1 commands=3/4"),
    (1, SYSLOG + "named[{pid}]: client @0x{hash} {ip}#{port} (example.org): query (cache) 'example.org/A/IN' denied"),
]
IN_THE_LOG = ["Failed password for", "authentication failure", "No such file or directory", "FAIL LOGIN", "UFW BLOCK",
              "res=failed", "maximum authentication attempts exceeded", "temporarily disabled while connecting",
              "Connection closed by authenticating user", "pam_unix(sshd:auth)", "query (cache)", "wp-admin", "cgi-bin",
              "Transfer complete", 'open() "/usr/share/nginx']
WITH_WILDCARD = ["Failed password for * from", "authentication attempts exceeded for * port", "open() * failed",
                 "query * denied", "Client * bytes"]
WORDS = ("unable to open cannot read write bind accept connect socket invalid illegal unknown bad corrupt overflow underflow "
         "refused denied permission certificate verify signature checksum header length buffer memory allocation process child "
         "signal thread lock timeout expired session token user group password config option value directory file path symlink "
         "chroot capability sandbox ptrace seccomp violation assertion failed error fatal missing unexpected truncated message "
         "packet protocol version handshake cipher key exchange record decode encode parse syntax line column character").split()


def different_lines():
    """Yields lines, their times rising."""
    dice = random.Random(20261124)
    forms = [form for weight, form in LINES for _ in range(weight)]
    addresses = ["%d.%d.%d.%d" % tuple(dice.randrange(1, 224) for _ in range(4)) for _ in range(4000)]
    hashes = ["%032x" % dice.getrandbits(128) for _ in range(2000)]
    roll, choose, second = dice.random, dice.choice, 0
    while True:
        second += roll() < 0.2
        day, rest = second // 3600 % 28 + 1, second % 3600
        yield choose(forms).format(
            ip=choose(addresses), day="%02d" % day, time="10:%02d:%02d" % divmod(rest, 60),
            epoch=1790848800 + 86400 * (day - 1) + rest, path=choose(PATHS),
            big=int(roll() * 10**8), small=int(roll() * 99999), status=choose((200, 200, 200, 304, 404, 500, 301)),
            agent=choose(AGENTS), user=choose(USERS), host=choose(HOSTS), pid=int(roll() * 65000), port=int(roll() * 65000),
            byte=int(roll() * 255), hash=choose(hashes))


def log(mebibytes, out):
    left = mebibytes << 20
    lines, size = [], 0
    for line in different_lines():
        if size >= min(left, DIFFERENT):
            break
        lines.append(line)
        size += len(line) + 1
    text = ("\n".join(lines) + "\n").encode()
    with open(out, "wb") as file:
        while left > 0:
            file.write(text[:left])
            left -= len(text)


def keywords(count, out):
    dice = random.Random(7)
    chosen = IN_THE_LOG[:max(3, min(len(IN_THE_LOG), count // 10))]
    chosen += WITH_WILDCARD[:max(1, min(len(WITH_WILDCARD), count // 20))]
    while len(chosen) < count:
        words = [dice.choice(WORDS) for _ in range(dice.randrange(2, 6))]
        if dice.random() < 0.08:
            words.insert(dice.randrange(1, len(words)), "*")
        keyword = " ".join(words)
        if dice.random() < 0.3:
            keyword = keyword.capitalize()
        if keyword not in chosen:
            chosen.append(keyword)
    with open(out, "w") as file:
        file.write("".join(f"{keyword}\n" for keyword in chosen[:count]))


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "--keywords":
        keywords(int(sys.argv[2]), sys.argv[3])
    elif len(sys.argv) == 3:
        log(int(sys.argv[1]), sys.argv[2])
    else:
        sys.exit(__doc__)
