//! The program itself, and what its memory holds.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use connect_kindness::staff::Role;

use super::Coordinator;
use crate::harness::{TestSite, patience};

/// The program on the site's database, as one that is in use runs.
pub(crate) struct Program {
    port: u16,
    child: Child,
}

impl Program {
    pub(crate) async fn start(site: &TestSite, more: &[(&str, &str)]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(site.environment()).envs(more.iter().copied());
        command.env("BIND", format!("127.0.0.1:{port}")).env("PUBLIC_URL", format!("http://localhost:{port}"));
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let program = Self { port, child };
        let answers =
            || async { reqwest::get(program.url("/healthz")).await.is_ok_and(|answer| answer.status() == 200) };
        site.eventually("it answers", answers).await;
        program
    }

    fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// Sends an offer; gives the status.
    pub(crate) async fn offer(&self, fields: &[(&'static str, String)]) -> u16 {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        client.post(self.url("/volunteer")).form(fields).send().await.unwrap().status().as_u16()
    }

    /// How often a text stands in what the program may write to: heap, stacks, its own data.
    fn remembers(&self, text: &str) -> usize {
        self.places(text).len()
    }

    /// In which part of the memory a text stands, and what stands around it.
    fn places(&self, text: &str) -> Vec<String> {
        let id = self.child.id();
        let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).unwrap();
        let mut memory = File::open(format!("/proc/{id}/mem")).unwrap();
        let mut found = Vec::new();
        for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
            let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
            // Some of what is named there cannot be read, or is gone by now.
            if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
                let begins = |at: &usize| bytes[*at] == text.as_bytes()[0] && bytes[*at..].starts_with(text.as_bytes());
                found.extend((0..bytes.len()).filter(begins).map(|at| {
                    let around = &bytes[at.saturating_sub(60)..bytes.len().min(at + 40)];
                    format!("{}: {}", line.split(' ').next_back().unwrap_or_default(), around.escape_ascii())
                }));
            }
        }
        found
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn nothing_that_was_typed_stays_in_the_memory_of_the_program() {
    let site = TestSite::start().await;
    Coordinator::join(&site, Role::Coordinator).await.takes_over().await;
    let program = Program::start(&site, &[("ANYTHING", "marker-of-the-settings-4711")]).await;
    assert!(program.remembers("marker-of-the-settings-4711") > 0, "the look finds what is there");

    // A form that is on its way stands in a buffer.
    let mut waiting = TcpStream::connect(("127.0.0.1", program.port)).unwrap();
    let head = format!(
        "POST /volunteer HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n",
        program.port
    );
    waiting.write_all(format!("{head}name=canary-of-the-buffer-4712").as_bytes()).unwrap();
    site.eventually("the buffer holds it", || async { program.remembers("canary-of-the-buffer-4712") > 0 }).await;
    drop(waiting);

    for number in 0..3 {
        let mut fields = crate::volunteers::good(&site.token("volunteer"));
        for (name, value) in &mut fields {
            if ["name", "contact", "languages", "message"].contains(name) {
                *value = format!("canary-{name}-{number}-4713");
            }
        }
        assert_eq!(program.offer(&fields).await, 303);
    }
    assert_eq!(site.count("select count(*) from applications").await, 3);
    let left = || ["-4713", "canary-of-the-buffer-4712"].map(|canary| program.remembers(canary));
    // What is freed is overwritten at once; what lay on a stack, when the next form is read there.
    let is_gone = patience::eventually(async || {
        for _ in 0..4 {
            program.offer(&[("name", String::new())]).await;
        }
        left() == [0, 0]
    });
    let is_gone = is_gone.await;
    assert!(is_gone, "still there: {:?} {:#?}", left(), program.places("-4713"));
}
