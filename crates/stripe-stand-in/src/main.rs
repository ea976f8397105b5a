//! The program `stripe-stand-in`: serves the stand-in alone until Ctrl-C or SIGTERM.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;
use stripe_stand_in::{API_VERSION, Delivery, Fault, StandIn, StandInSettings, serve};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// Plays Stripe on this machine: Checkout, Billing, refunds, disputes and signed webhooks. No money moves.
#[derive(Parser)]
#[command(version, after_help = "RUST_LOG=debug shows more in the log, RUST_LOG=error less.")]
struct Flags {
    /// Address and port to listen on. Port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:12111")]
    bind: SocketAddr,
    /// Where browsers reach the pay page and the customer portal, if it is not http://localhost with the port.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The only API key that is let in.
    #[arg(long, value_name = "KEY", default_value = "sk_test_stand_in")]
    api_key: String,
    /// Where events are posted, by plain http. More endpoints can be made with POST /v1/webhook_endpoints.
    #[arg(long, value_name = "URL")]
    webhook_url: Option<String>,
    /// The secret that events to --webhook-url are signed with.
    #[arg(long, value_name = "SECRET", default_value = "whsec_stand_in")]
    webhook_secret: String,
    /// A file in which the books are kept between starts. Without it they are forgotten at the end.
    #[arg(long, value_name = "FILE")]
    books: Option<PathBuf>,
    /// Moves the clock forward by so many days at the start: subscriptions renew, sessions expire.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    days_ahead: u16,
    /// How events travel: normal, drop-all, duplicate=TIMES, delay=SECONDS, wrong-secret, extra-signature (a wrong one
    /// before the right one), old-timestamp (signed an hour ago).
    #[arg(long, value_name = "HOW", default_value = "normal", value_parser = delivery)]
    delivery: Delivery,
    /// Never sends events of this type, such as charge.refunded. May be repeated.
    #[arg(long, value_name = "TYPE")]
    drop_type: Vec<String>,
    /// Lets one coming request suffer: "[METHOD [PATH]] TROUBLE", for example "POST /v1/refunds status=500". PATH is how
    /// the path begins. Troubles: status=CODE (nothing is done), kept-error (a 500 that the idempotency key gives again),
    /// delay=SECONDS (the answer comes late), half-answer (the connection breaks). May be repeated, one for each request.
    #[arg(long, value_name = "TROUBLE", value_parser = trouble)]
    fault: Vec<Trouble>,
}

/// What one request suffers: method, how its path begins, and what happens. Empty texts stand for any.
type Trouble = (String, String, Fault);

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    stop_on_signal(stop.clone())?;
    let listener = TcpListener::bind(flags.bind)
        .await
        .with_context(|| format!("cannot listen on {}; choose another port with --bind", flags.bind))?;
    let address = listener.local_addr()?;
    let stand_in = StandIn::new(StandInSettings {
        api_key: flags.api_key.clone(),
        webhook_url: flags.webhook_url.clone(),
        webhook_secret: flags.webhook_secret.clone(),
        public_base: flags.public_url.clone().unwrap_or_else(|| format!("http://localhost:{}", address.port())),
        books_file: flags.books.clone(),
    });
    stand_in.set_delivery(flags.delivery);
    stand_in.drop_types(&flags.drop_type.iter().map(String::as_str).collect::<Vec<_>>());
    for (method, path, fault) in &flags.fault {
        stand_in.fault_on(method, path, *fault);
    }
    if flags.days_ahead > 0 {
        stand_in.advance(i64::from(flags.days_ahead) * 24 * 60 * 60);
    }
    greet(&flags, address)?;
    serve(stand_in.clone(), listener, stop).await?;
    // Events that nobody takes are not waited for: they stay in the books as pending.
    let _ = tokio::time::timeout(Duration::from_secs(5), stand_in.deliveries_done()).await;
    Ok(())
}

/// Says where the stand-in listens and how to point a program at it.
fn greet(flags: &Flags, address: SocketAddr) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "The Stripe stand-in listens on http://{address} (API version {API_VERSION}). No money moves.")?;
    writeln!(out, "Point your program at it: API base http://{address}, secret key {}", flags.api_key)?;
    match &flags.webhook_url {
        Some(url) => writeln!(out, "Events go to {url}, signed with {}", flags.webhook_secret)?,
        None => writeln!(out, "Events go nowhere: name your webhook with --webhook-url")?,
    }
    writeln!(out, "Ctrl-C stops it.")?;
    out.flush()
}

/// The first signal lets requests under way finish, the second ends at once.
fn stop_on_signal(stop: CancellationToken) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        for second in [false, true] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if second {
                std::process::exit(130);
            }
            stop.cancel();
        }
    });
    Ok(())
}

fn delivery(text: &str) -> Result<Delivery, String> {
    Ok(match text.split_once('=').unwrap_or((text, "")) {
        ("normal", "") => Delivery::Normal,
        ("drop-all", "") => Delivery::DropAll,
        ("duplicate", times) => Delivery::Duplicate(number(times)?),
        ("delay", wait) => Delivery::Delay(Duration::from_secs(number(wait)?)),
        ("wrong-secret", "") => Delivery::WrongSecret,
        ("extra-signature", "") => Delivery::ExtraSignature,
        ("old-timestamp", "") => Delivery::OldTimestamp,
        _ => return Err("events do not travel like this; --help lists the ways".to_owned()),
    })
}

fn trouble(text: &str) -> Result<Trouble, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (method, path, what) = match words[..] {
        [what] => ("", "", what),
        [method, what] => (method, "", what),
        [method, path, what] => (method, path, what),
        _ => return Err("write it as \"METHOD PATH TROUBLE\"".to_owned()),
    };
    let fault = match what.split_once('=').unwrap_or((what, "")) {
        ("status", code) => match number(code)? {
            status @ 400..=599 => Fault::Status { status, should_retry: None },
            _ => return Err("a status of an error is between 400 and 599".to_owned()),
        },
        ("kept-error", "") => Fault::KeptError,
        ("delay", wait) => Fault::Delay(Duration::from_secs(number(wait)?)),
        ("half-answer", "") => Fault::HalfAnswer,
        _ => return Err(format!("{what} is no trouble; --help lists them")),
    };
    Ok((method.to_uppercase(), path.to_owned(), fault))
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is not a whole number that fits here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deliveries_are_read() {
        assert_eq!(delivery("duplicate=3"), Ok(Delivery::Duplicate(3)));
        assert_eq!(delivery("delay=2"), Ok(Delivery::Delay(Duration::from_secs(2))));
        for bad in ["", "duplicate", "duplicate=-1", "normal=1", "reorder", "delay=soon"] {
            assert!(delivery(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn troubles_are_read() {
        let status = |status| Fault::Status { status, should_retry: None };
        for (text, method, path, fault) in [
            ("status=429", "", "", status(429)),
            ("get half-answer", "GET", "", Fault::HalfAnswer),
            ("POST /v1/refunds delay=2", "POST", "/v1/refunds", Fault::Delay(Duration::from_secs(2))),
        ] {
            assert_eq!(trouble(text), Ok((method.to_owned(), path.to_owned(), fault)), "{text}");
        }
        for bad in ["", "status", "status=200", "status=70000", "POST", "POST /v1 kept-error now", "delay=-1"] {
            assert!(trouble(bad).is_err(), "{bad}");
        }
    }
}
