//! A mail server that keeps what it gets (RFC 5321, as much of it as a client needs).

use std::sync::{Arc, Mutex};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;

/// Mails that arrived.
pub(crate) struct Mailbox {
    pub(crate) port: u16,
    mails: Mutex<Vec<ReceivedMail>>,
    /// What the server says from now on at the steps that begin with these words, instead of agreeing.
    script: Mutex<Vec<(&'static str, &'static str)>>,
}

/// In a script: hangs up instead of answering.
pub(crate) const CLOSES: &str = "";

/// In a script: never answers.
pub(crate) const HANGS: &str = "(hangs)";

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct ReceivedMail {
    pub(crate) to: String,
    pub(crate) data: String,
}

impl ReceivedMail {
    /// A field of its head, as it stands there.
    pub(crate) fn field(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.data.lines().find_map(|line| line.strip_prefix(&*start)).unwrap_or_default()
    }

    /// Its text, without the clothes in which it travelled (RFC 2045, 6.7 and 6.8).
    pub(crate) fn text(&self) -> String {
        let (_, body) = self.data.split_once("\n\n").unwrap();
        let bytes = match self.field("Content-Transfer-Encoding") {
            "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap(),
            "quoted-printable" => printed(&body.replace("=\n", "")),
            _ => body.as_bytes().to_vec(),
        };
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }

    /// The path of the first address in it that holds a text.
    pub(crate) fn path(&self, part: &str) -> String {
        let text = self.text();
        let address = text.split_whitespace().find(|word| word.starts_with("http") && word.contains(part));
        let address = address.unwrap_or_else(|| panic!("no address with {part:?} in:\n{text}"));
        address.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap()
    }
}

fn printed(body: &str) -> Vec<u8> {
    let mut parts = body.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    bytes
}

impl Mailbox {
    /// Listens on a free port.
    pub(crate) async fn open(stop: CancellationToken) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mailbox = Arc::new(Self {
            port: listener.local_addr().unwrap().port(),
            mails: Mutex::default(),
            script: Mutex::default(),
        });
        let receiver = Arc::clone(&mailbox);
        tokio::spawn(stop.run_until_cancelled_owned(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(receive(stream, Arc::clone(&receiver)));
            }
        }));
        mailbox
    }

    /// From now on says for good that nobody lives here, and repeats the address as servers do.
    pub(crate) fn refuse_everybody(&self) {
        self.answers(&[("RCPT", "550 5.1.1 <{to}> User unknown")]);
    }

    /// From now on gives these answers at these steps; `CONNECT` is the greeting, `.` the end of a mail. An empty list is a
    /// server in good health.
    pub(crate) fn answers(&self, script: &[(&'static str, &'static str)]) {
        *self.script.lock().unwrap() = script.to_vec();
    }

    fn scripted(&self, step: &str) -> Option<&'static str> {
        let script = self.script.lock().unwrap();
        script.iter().find(|(begin, _)| step.starts_with(begin)).map(|(_, answer)| *answer)
    }

    /// All mails so far.
    pub(crate) fn mails(&self) -> Vec<ReceivedMail> {
        self.mails.lock().unwrap().clone()
    }
}

async fn receive(stream: TcpStream, mailbox: Arc<Mailbox>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut to = String::new();
    let mut step = "CONNECT".to_owned();
    loop {
        match mailbox.scripted(&step) {
            Some(CLOSES) => return Ok(()),
            Some(HANGS) => std::future::pending().await,
            Some(answer) => {
                writer.write_all(format!("{}\r\n", answer.replace("{to}", &to)).as_bytes()).await?;
            }
            None => writer.write_all(agreed(&step)).await?,
        }
        let is_taken = mailbox.scripted(&step).is_none();
        if step == "DATA" && is_taken {
            let mut data = String::new();
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                data.push_str(line.strip_prefix('.').unwrap_or(&line));
                data.push('\n');
            }
            if mailbox.scripted(".").is_none() {
                mailbox.mails.lock().unwrap().push(ReceivedMail { to: to.clone(), data });
            }
            ".".clone_into(&mut step);
            continue;
        }
        let Some(line) = lines.next_line().await? else { return Ok(()) };
        step = line.to_ascii_uppercase();
        if step.starts_with("RCPT TO:") {
            line[8..].trim_matches(['<', '>', ' ']).clone_into(&mut to);
        }
    }
}

/// What a server in good health says at a step.
fn agreed(step: &str) -> &'static [u8] {
    match step {
        "CONNECT" => b"220 mailbox\r\n",
        "DATA" => b"354 go on\r\n",
        "QUIT" => b"221 bye\r\n",
        _ if step.starts_with("EHLO") => b"250-mailbox\r\n250 AUTH PLAIN LOGIN\r\n",
        _ if step.starts_with("AUTH") => b"235 welcome\r\n",
        _ => b"250 good\r\n",
    }
}
