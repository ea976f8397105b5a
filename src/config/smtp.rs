//! The address of the mail server, read once: what is checked is what is used.

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use url::Url;

use super::checks::is_loopback;

/// Where mails go, and as whom.
pub(crate) struct SmtpServer {
    /// A name or an address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) encryption: Encryption,
    /// Name and password.
    pub(crate) user: Option<(String, SecretString)>,
    /// How we greet; by this machine's name if it is not said.
    pub(crate) hello: Option<String>,
    /// Whether the way does not leave this machine.
    pub(crate) is_here: bool,
}

/// How the way to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encryption {
    Never,
    IfOffered,
    /// By STARTTLS, or not at all.
    Required,
    FromStart,
}

impl SmtpServer {
    /// Reads `smtps://user:password@host`, or `smtp://…` with `?tls=required` or `?tls=opportunistic`; a path is the name
    /// with which we greet. None if it is no such address.
    pub(super) fn parse(typed: &str) -> Option<Self> {
        let url = Url::parse(typed).ok()?;
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (encryption, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", _) => (Encryption::FromStart, 465),
            ("smtp", Some("required")) => (Encryption::Required, 587),
            ("smtp", Some("opportunistic")) => (Encryption::IfOffered, 587),
            ("smtp", None) => (Encryption::Never, 25),
            _ => return None,
        };
        let host = url.host_str().filter(|host| !host.is_empty())?;
        let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
        let user = match (url.username(), url.password()) {
            ("", None) => None,
            (name, password) => Some((decoded(name)?, SecretString::from(decoded(password?)?))),
        };
        let hello = url.path().trim_matches('/');
        Some(Self {
            is_here: is_loopback(typed),
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            user,
            hello: (!hello.is_empty()).then(|| hello.to_owned()),
        })
    }

    /// Whether nobody on the way can read a mail.
    pub(super) fn is_private(&self) -> bool {
        self.is_here || matches!(self.encryption, Encryption::FromStart | Encryption::Required)
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn what_only_looks_encrypted_is_not() {
        for (typed, is_private) in [
            ("smtps://u:p@mail.example.org", true),
            ("smtp://u:p@mail.example.org?tls=required", true),
            ("smtp://u:p@mail.example.org:2525/?x=1&tls=required", true),
            ("smtp://localhost:25", true),
            ("smtp://u:p@127.0.0.1", true),
            ("smtp://127.3.4.5:1025", true),
            ("smtp://[::1]:1025", true),
            ("smtp://u:p@host/@localhost", false),
            ("smtp://u:p@host/?x=@localhost", false),
            ("smtp://localhost:25@mail.example.org", false),
            ("smtp://u:tls=required@mail.example.org", false),
            ("smtp://mail.example.org/tls=required", false),
            ("smtp://mail.example.org#?tls=required", false),
            ("smtp://mail.example.org?xtls=required", false),
            ("smtp://localhost.example.org", false),
            ("smtp://127.0.0.1.example.org", false),
            ("smtp://mail.example.org?tls=opportunistic", false),
        ] {
            let server = SmtpServer::parse(typed).expect(typed);
            assert_eq!(server.is_private(), is_private, "{typed}");
        }
    }

    #[test]
    fn an_address_is_read_as_it_is_meant() {
        let server = SmtpServer::parse("smtps://me%40example.org:p%2Fw@[2001:db8::1]/our.name").expect("an address");
        assert_eq!((server.host.as_str(), server.port), ("2001:db8::1", 465));
        let (name, password) = server.user.expect("a user");
        assert_eq!((name.as_str(), password.expose_secret()), ("me@example.org", "p/w"));
        assert_eq!(server.hello.as_deref(), Some("our.name"));
        for typed in
            ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtp://h?tls=maybe", "smtp://user@host"]
        {
            assert!(SmtpServer::parse(typed).is_none(), "{typed}");
        }
    }
}
