//! The program as people start it: by flags, over HTTP alone, ended by a signal.

#![allow(missing_docs, clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const FORM: [(&str, &str); 6] = [
    ("mode", "payment"),
    ("success_url", "https://example.org/thanks?session={CHECKOUT_SESSION_ID}"),
    ("line_items[0][quantity]", "1"),
    ("line_items[0][price_data][currency]", "usd"),
    ("line_items[0][price_data][unit_amount]", "2500"),
    ("line_items[0][price_data][product_data][name]", "Donation"),
];

/// The running program. It is killed when the story ends before it.
struct Program {
    child: Child,
    said: Vec<String>,
    base: String,
}

impl Program {
    fn start(flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stripe-stand-in"))
            .args(["--bind", "127.0.0.1:0"])
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said: Vec<String> = lines.map(Result::unwrap).take(4).collect();
        let base = said[0].split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { child, said, base }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    fn ends_well(&mut self) {
        assert!(self.child.wait().unwrap().success());
    }

    async fn session(&self, id: &str) -> Value {
        let request = reqwest::Client::new().get(format!("{}/v1/checkout/sessions/{id}", self.base));
        let answer = request.bearer_auth("sk_test_stand_in").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A webhook that hands on the signature and the body of what comes.
async fn webhook() -> (String, mpsc::UnboundedReceiver<(String, String)>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let take = async |State(sender): State<mpsc::UnboundedSender<_>>, headers: HeaderMap, body: String| {
        let signature = headers["stripe-signature"].to_str().unwrap().to_owned();
        sender.send((signature, body)).unwrap();
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let router = Router::new().route("/hook", post(take)).with_state(sender);
    tokio::spawn(async { axum::serve(listener, router).await });
    (url, receiver)
}

/// Whether a signature is what https://docs.stripe.com/webhooks#verify-manually computes.
fn is_signed(secret: &str, signature: &str, body: &str) -> bool {
    let (time, code) = signature.strip_prefix("t=").and_then(|rest| rest.split_once(",v1=")).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{body}").as_bytes());
    let own: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    own == code
}

fn new_books() -> PathBuf {
    std::env::temp_dir().join(format!("stripe-stand-in-{}.json", std::process::id()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_made_paid_told_and_kept() {
    let (url, mut events) = webhook().await;
    let books = new_books();
    let flags = ["--webhook-url", &url, "--webhook-secret", "whsec_mine", "--books", books.to_str().unwrap()];
    let mut program = Program::start(&[&flags[..], &["--fault", "POST /v1/checkout status=429"]].concat());
    assert!(program.said[1].contains(&format!("API base {}, secret key sk_test_stand_in", program.base)));
    assert!(program.said[2].contains(&format!("Events go to {url}, signed with whsec_mine")));

    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let make = || {
        let request = client.post(format!("{}/v1/checkout/sessions", program.base));
        request.bearer_auth("sk_test_stand_in").form(&FORM).send()
    };
    assert_eq!(make().await.unwrap().status(), 429, "the trouble that was asked for");
    let made = make().await.unwrap();
    assert_eq!(made.status(), 200);
    let session: Value = serde_json::from_str(&made.text().await.unwrap()).unwrap();
    let id = session["id"].as_str().unwrap();

    let page = session["url"].as_str().unwrap();
    assert!(client.get(page).send().await.unwrap().text().await.unwrap().contains("25.00"));
    let paid = client.post(format!("{page}/pay")).send().await.unwrap();
    assert_eq!(paid.headers()["location"], format!("https://example.org/thanks?session={id}"));
    let mut completed = None;
    for _ in 0..3 {
        let event = tokio::time::timeout(Duration::from_secs(180), events.recv()).await;
        let (signature, body) = event.expect("an event arrives").unwrap();
        assert!(is_signed("whsec_mine", &signature, &body), "{signature}");
        let event: Value = serde_json::from_str(&body).unwrap();
        completed = completed.or((event["type"] == "checkout.session.completed").then_some(event));
    }
    let completed = completed.unwrap();
    assert_eq!(
        (&completed["data"]["object"]["id"], &completed["data"]["object"]["payment_status"]),
        (&id.into(), &"paid".into())
    );

    program.signal("TERM");
    program.ends_well();
    let mut again = Program::start(&[&flags[..], &["--days-ahead", "30"]].concat());
    assert_eq!(again.session(id).await["payment_status"], "paid");
    again.signal("INT");
    again.ends_well();
    std::fs::remove_file(books).unwrap();
}

#[test]
fn what_is_wrong_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for (flags, sentence) in [
        (["--bind", &address], "choose another port with --bind"),
        (["--fault", "POST /v1/refunds status=200"], "between 400 and 599"),
        (["--delivery", "by-pigeon"], "--help lists the ways"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_stripe-stand-in")).args(flags).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(sentence), "{flags:?}: {said}");
    }
}
