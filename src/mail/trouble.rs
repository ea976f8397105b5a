//! Why a mail did not leave: what the mail server answered at which step, without its words, because those repeat addresses.

use std::{error::Error as _, fmt, io};

use lettre::transport::smtp;

use crate::words::words;

words! {
    pub(crate) enum Trouble {
        /// There is no connection, or it broke.
        Unreachable = "unreachable",
        /// There is a connection, but none that is encrypted as the settings ask.
        Encryption = "encryption",
        SignIn = "sign_in",
        /// Mails from our address are refused.
        Sender = "sender",
        /// The recipient is refused, though nobody says that there is none.
        Recipient = "recipient",
        /// There is no such mailbox. The only trouble that no further try mends.
        NoSuchRecipient = "no_such_recipient",
        /// What the mail says is refused.
        Content = "content",
        /// Not now: too many mails, a full mailbox, or a server at work.
        Busy = "busy",
    }
}

impl Trouble {
    /// Whether every mail meets it, not only this one.
    pub(crate) fn concerns_all(self) -> bool {
        matches!(self, Self::Unreachable | Self::Encryption | Self::SignIn | Self::Sender)
    }

    /// Whether somebody must change something before a mail leaves.
    pub(crate) fn needs_hands(self) -> bool {
        matches!(self, Self::Encryption | Self::SignIn | Self::Sender)
    }

    /// What happened, in words for staff and for the log.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Unreachable => "the mail server cannot be reached",
            Self::Encryption => "the connection to the mail server cannot be encrypted",
            Self::SignIn => "the mail server refuses our sign-in; look at user and password in SMTP_URL",
            Self::Sender => "the mail server refuses mails from our address; look at MAIL_FROM",
            Self::Recipient => "the mail server refuses the recipient",
            Self::NoSuchRecipient => "there is no such mailbox",
            Self::Content => "the mail server refuses what the mail says",
            Self::Busy => "the mail server takes no mail now, or no more of it",
        }
    }
}

/// A step of the conversation with the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    Encrypt,
    SignIn,
    Sender,
    Recipient,
    Content,
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}{}", .trouble.sentence(), told(.reply.as_ref()), told(.cause.as_ref()))]
pub(crate) struct MailError {
    pub(crate) trouble: Trouble,
    reply: Option<Reply>,
    /// What broke, where the server said nothing.
    cause: Option<String>,
}

fn told(part: Option<&impl fmt::Display>) -> String {
    part.map(|part| format!(" ({part})")).unwrap_or_default()
}

/// The numbers of an answer (RFC 5321, 4.2, and RFC 3463).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reply {
    code: u16,
    enhanced: Option<[u16; 3]>,
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.enhanced {
            Some([class, subject, detail]) => write!(f, "{} {class}.{subject}.{detail}", self.code),
            None => write!(f, "{}", self.code),
        }
    }
}

impl MailError {
    /// What went wrong at a step.
    pub(super) fn at(step: Step, error: &smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let words = error.source().map(ToString::to_string).unwrap_or_default();
            let reply = Reply { code: code.into(), enhanced: enhanced(&words) };
            return Self { trouble: trouble_of(step, reply), reply: Some(reply), cause: None };
        }
        let kind = io_kind(error);
        // TLS from the first byte is a part of connecting, and a handshake that fails comes as data that cannot be read.
        let is_handshake = matches!(kind, Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof));
        let trouble = match step {
            Step::Encrypt => Trouble::Encryption,
            Step::Connect if is_handshake => Trouble::Encryption,
            Step::SignIn if error.is_client() => Trouble::SignIn,
            Step::Recipient if error.is_client() => Trouble::Recipient,
            _ => Trouble::Unreachable,
        };
        let cause = match innermost(error) {
            words if words.contains("incomplete response") => "it closed the connection".to_owned(),
            words => words,
        };
        Self { trouble, reply: None, cause: Some(cause) }
    }

    /// There was no answer in time.
    pub(super) fn silence() -> Self {
        Self { trouble: Trouble::Unreachable, reply: None, cause: Some("it does not answer".to_owned()) }
    }

    /// A mail that cannot be put together.
    pub(super) fn unwritten(cause: String) -> Self {
        Self { trouble: Trouble::Content, reply: None, cause: Some(cause) }
    }
}

fn trouble_of(step: Step, reply: Reply) -> Trouble {
    match (step, reply.code, reply.enhanced) {
        (_, ..500, _) => Trouble::Busy,
        // A full mailbox, and more mails than a day's share.
        (_, 552, _) | (_, _, Some([_, 2, 2] | [_, 4, 5])) => Trouble::Busy,
        // Also said to a sender who has not signed in.
        (Step::SignIn, ..) | (_, 530 | 534 | 535 | 538, _) => Trouble::SignIn,
        (Step::Recipient | Step::Content, _, Some([_, 1, 1 | 2 | 3 | 6 | 10])) => Trouble::NoSuchRecipient,
        (Step::Connect, ..) => Trouble::Unreachable,
        (Step::Encrypt, ..) => Trouble::Encryption,
        (Step::Sender, ..) => Trouble::Sender,
        // A bare 550 here is also what a server says to strangers, so it does not prove that nobody lives there.
        (Step::Recipient, ..) => Trouble::Recipient,
        (Step::Content, ..) => Trouble::Content,
    }
}

/// The enhanced status code at the beginning of what a server says.
fn enhanced(words: &str) -> Option<[u16; 3]> {
    let mut parts = words.split_whitespace().next()?.split('.').map(|part| part.parse().ok());
    let code = [parts.next()??, parts.next()??, parts.next()??];
    (parts.next().is_none() && matches!(code[0], 2 | 4 | 5)).then_some(code)
}

fn io_kind(error: &smtp::Error) -> Option<io::ErrorKind> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return Some(io.kind());
        }
        cause = error.source();
    }
    None
}

/// The words of the first cause: those around it only say that there was one.
fn innermost(error: &smtp::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = error.to_string();
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mailbox_that_does_not_exist_is_final() {
        for (step, code, words, trouble) in [
            (Step::Connect, 421, "4.3.2 shutting down", Trouble::Busy),
            (Step::Connect, 554, "no", Trouble::Unreachable),
            (Step::Encrypt, 454, "4.7.0 TLS is not available", Trouble::Busy),
            (Step::Encrypt, 500, "", Trouble::Encryption),
            (Step::SignIn, 535, "5.7.8 authentication failed", Trouble::SignIn),
            (Step::SignIn, 534, "5.7.9 application password required", Trouble::SignIn),
            (Step::SignIn, 454, "4.7.0 temporary", Trouble::Busy),
            (Step::Sender, 530, "5.7.0 sign in first", Trouble::SignIn),
            (Step::Sender, 550, "not yours", Trouble::Sender),
            (Step::Sender, 553, "5.1.8 no such domain", Trouble::Sender),
            (Step::Sender, 550, "5.1.1 not the recipient, who was not named yet", Trouble::Sender),
            (Step::Sender, 552, "5.2.2 over quota", Trouble::Busy),
            (Step::Recipient, 550, "5.1.1 <a@example.org> unknown", Trouble::NoSuchRecipient),
            (Step::Recipient, 556, "5.1.10 takes no mail", Trouble::NoSuchRecipient),
            (Step::Recipient, 553, "5.1.3 bad address", Trouble::NoSuchRecipient),
            (Step::Recipient, 550, "relay not permitted", Trouble::Recipient),
            (Step::Recipient, 554, "5.7.1 relay access denied", Trouble::Recipient),
            (Step::Recipient, 553, "5.7.1 sender not owned", Trouble::Recipient),
            (Step::Recipient, 450, "4.2.0 greylisted", Trouble::Busy),
            (Step::Recipient, 452, "4.2.2 mailbox full", Trouble::Busy),
            (Step::Recipient, 550, "5.2.2 mailbox full", Trouble::Busy),
            (Step::Content, 550, "5.4.5 daily limit", Trouble::Busy),
            (Step::Content, 550, "5.1.1 unknown after all", Trouble::NoSuchRecipient),
            (Step::Content, 554, "5.6.0 looks like spam", Trouble::Content),
            (Step::Content, 552, "too much", Trouble::Busy),
        ] {
            let reply = Reply { code, enhanced: enhanced(words) };
            assert_eq!(trouble_of(step, reply), trouble, "{step:?}: {code} {words}");
        }
    }

    #[test]
    fn an_enhanced_code_is_read_where_there_is_one() {
        assert_eq!(enhanced("5.1.10 gone"), Some([5, 1, 10]));
        for words in ["", "gone", "5.1", "5.1.1.1 x", "192.0.2 x", "5.1.x", "no 5.1.1"] {
            assert_eq!(enhanced(words), None, "{words:?}");
        }
    }

    #[test]
    fn the_numbers_are_told_and_the_words_are_not() {
        let reply = Some(Reply { code: 535, enhanced: Some([5, 7, 8]) });
        let told = MailError { trouble: Trouble::SignIn, reply, cause: None }.to_string();
        assert_eq!(told, "the mail server refuses our sign-in; look at user and password in SMTP_URL (535 5.7.8)");
        assert!(MailError::silence().to_string().ends_with("(it does not answer)"));
    }
}
