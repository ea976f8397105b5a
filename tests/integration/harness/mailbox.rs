//! A mail server that keeps what it gets (RFC 5321, as much of it as a client needs).

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

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
    refuses: AtomicBool,
}

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
            refuses: AtomicBool::new(false),
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
        self.refuses.store(true, Ordering::SeqCst);
    }

    /// All mails so far.
    pub(crate) fn mails(&self) -> Vec<ReceivedMail> {
        self.mails.lock().unwrap().clone()
    }
}

async fn receive(stream: TcpStream, mailbox: Arc<Mailbox>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 mailbox\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let upper = line.to_ascii_uppercase();
        let answer: &[u8] = if upper.starts_with("EHLO") || upper.starts_with("HELO") || upper.starts_with("MAIL FROM:")
        {
            b"250 good\r\n"
        } else if upper.starts_with("RCPT TO:") {
            to = line[8..].trim_matches(['<', '>', ' ']).to_owned();
            if mailbox.refuses.load(Ordering::SeqCst) {
                writer.write_all(format!("550 5.1.1 <{to}> User unknown\r\n").as_bytes()).await?;
                continue;
            }
            b"250 good\r\n"
        } else if upper == "DATA" {
            writer.write_all(b"354 go on\r\n").await?;
            let mut data = String::new();
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                data.push_str(line.strip_prefix('.').unwrap_or(&line));
                data.push('\n');
            }
            mailbox.mails.lock().unwrap().push(ReceivedMail { to: to.clone(), data });
            b"250 kept\r\n"
        } else if upper == "QUIT" {
            b"221 bye\r\n"
        } else {
            b"250 good\r\n"
        };
        writer.write_all(answer).await?;
    }
    Ok(())
}
