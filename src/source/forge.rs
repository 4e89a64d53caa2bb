//! Addresses of repositories, and links to their files at a commit.

/// A link to a file, or a line of it, on the forges whose links are known. `remote` is a web address
/// as [`web_address`] makes it, `path` is relative to the repository.
pub(super) fn permalink(
    remote: &str,
    commit: &str,
    path: &str,
    line: Option<usize>,
) -> Option<String> {
    let forge = forge(remote.strip_prefix("https://")?.split('/').next()?)?;
    let file = forge
        .file
        .replace("{commit}", commit)
        .replace("{path}", &encoded(path));
    let anchor = line.map(|line| format!("{}{line}", forge.line));
    Some(format!("{remote}{file}{}", anchor.unwrap_or_default()))
}

/// `git@host:path.git`, `ssh://user@host:22/path`, `https://user:secret@host/path.git` and the like
/// as `https://host/path`; a path on this machine is none. `.git` stays where the forge shows it.
pub(super) fn web_address(url: &str) -> Option<String> {
    let (host, path) = match url.split_once("://") {
        Some(("file", _)) => return None,
        Some((_, rest)) => rest.split_once('/')?,
        None => url.split_once(':')?,
    };
    let host = host.rsplit('@').next()?.split(':').next()?;
    let path = path.trim_matches('/');
    let keeps_suffix = forge(host).is_some_and(|forge| forge.keeps_suffix);
    let bare = path.strip_suffix(".git").filter(|_| !keeps_suffix);
    let path = bare.unwrap_or(path);
    let clean = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    let good = host.contains('.') && clean(host) && clean(path);
    good.then(|| format!("https://{host}/{path}"))
}

/// How a forge writes the address of a file at a commit.
struct Forge {
    is_host: fn(&str) -> bool,
    file: &'static str,
    line: &'static str,
    /// Whether a repository's web address ends with `.git` where its clone address does.
    keeps_suffix: bool,
}

/// The first that knows the host.
fn forge(host: &str) -> Option<&'static Forge> {
    FORGES.iter().find(|forge| (forge.is_host)(host))
}

const FORGES: &[Forge] = &[
    Forge {
        is_host: |host| host == "github.com",
        file: "/blob/{commit}/{path}",
        line: "#L",
        keeps_suffix: false,
    },
    Forge {
        is_host: |host| host.contains("gitlab") || host == "salsa.debian.org",
        file: "/-/blob/{commit}/{path}",
        line: "#L",
        keeps_suffix: false,
    },
    Forge {
        is_host: |host| {
            ["codeberg", "gitea", "forgejo"]
                .iter()
                .any(|name| host.contains(name))
        },
        file: "/src/commit/{commit}/{path}",
        line: "#L",
        keeps_suffix: false,
    },
    Forge {
        is_host: |host| host.ends_with(".sr.ht"),
        file: "/tree/{commit}/item/{path}",
        line: "#L",
        keeps_suffix: false,
    },
    Forge {
        // cgit is what most projects run that host their own repositories.
        is_host: |host| host.starts_with("git.") || host.starts_with("cgit."),
        file: "/tree/{path}?id={commit}",
        line: "#n",
        keeps_suffix: true,
    },
];

/// Percent-encodes what a path in an address cannot hold (RFC 3986, 3.3).
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/+,@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permalinks_are_written_as_each_forge_writes_them() {
        let link = |url: &str| {
            let remote = web_address(url).unwrap_or_default();
            permalink(&remote, "c0", "a b/x.c", Some(7)).unwrap_or_default()
        };
        for (url, wanted) in [
            (
                "git@github.com:o/r.git",
                "https://github.com/o/r/blob/c0/a%20b/x.c#L7",
            ),
            (
                "ssh://git@gitlab.com:22/g/o/r.git",
                "https://gitlab.com/g/o/r/-/blob/c0/a%20b/x.c#L7",
            ),
            (
                "https://codeberg.org/o/r",
                "https://codeberg.org/o/r/src/commit/c0/a%20b/x.c#L7",
            ),
            (
                "https://git.sr.ht/~o/r",
                "https://git.sr.ht/~o/r/tree/c0/item/a%20b/x.c#L7",
            ),
            (
                "git://git.example.org/pub/r.git",
                "https://git.example.org/pub/r.git/tree/a%20b/x.c?id=c0#n7",
            ),
            (
                "https://cgit.example.org/r/",
                "https://cgit.example.org/r/tree/a%20b/x.c?id=c0#n7",
            ),
            ("https://unknown.example.org/r", ""),
            ("/srv/git/r.git", ""),
            ("file:///srv/git/r.git", ""),
        ] {
            assert_eq!(link(url), wanted, "{url}");
        }
    }
}
