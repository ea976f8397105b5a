//! The stand-in's clock, which tests move forward, and what falls due with time: sessions expire, subscriptions renew or
//! end, failed invoices are tried again, pauses end.

use serde_json::Value;

use crate::StandIn;
use crate::answer::StripeError;
use crate::books::Books;

/// What falls due, with the object's id. At the same moment the first kind comes first: a pause that ends with the period
/// does not swallow the renewal.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Expire(String),
    Resume(String),
    Retry(String),
    Renew(String),
}

impl StandIn {
    /// The time by the stand-in's clock, in unix seconds.
    pub fn now(&self) -> i64 {
        self.read(Books::now)
    }

    /// Moves the clock forward by so many seconds. All that falls due on the way happens in order, each at its own time.
    /// Signatures of webhooks and the limits of a new session's `expires_at` stay on the real clock.
    pub fn advance(&self, seconds: i64) {
        self.change(|books, now| books.advance_to(now + seconds, now));
    }

    /// Like [`StandIn::advance`], to a time in unix seconds. The clock never goes back.
    pub fn advance_to(&self, time: i64) {
        self.change(|books, now| books.advance_to(time, now));
    }

    /// Lets happen what has fallen due; called before anything is shown.
    pub(crate) fn catch_up(&self) {
        if self.read(|books| books.next_due(books.now()).is_some()) {
            self.change(Books::play_until);
        }
    }
}

impl Books {
    fn advance_to(&mut self, time: i64, now: i64) {
        self.play_until(time.max(now));
        self.ahead += (time - now).max(0);
    }

    fn play_until(&mut self, now: i64) {
        while let Some((at, due)) = self.next_due(now) {
            if let Err(error) = self.play(&due, at) {
                // What cannot happen would be due for ever.
                tracing::error!(?due, ?error, "the books do not agree with themselves");
                return;
            }
        }
    }

    fn play(&mut self, due: &Due, at: i64) -> Result<(), StripeError> {
        match due {
            Due::Expire(session) => self.expire(session, at),
            Due::Resume(subscription) => self.end_pause(subscription, at),
            Due::Retry(invoice) => self.collect(invoice, at),
            Due::Renew(subscription) => self.end_period(subscription, at),
        }
    }

    /// What falls due first, if it does until then.
    fn next_due(&self, until: i64) -> Option<(i64, Due)> {
        let sessions = self.sessions.all().iter().filter_map(|session| self.expiry(session));
        let subscriptions = self.subscriptions.all().iter().filter(|subscription| subscription["status"] != "canceled");
        let subscriptions = subscriptions.flat_map(|subscription| {
            let period_end = subscription["items"]["data"][0]["current_period_end"].as_i64();
            let resumes_at = subscription["pause_collection"]["resumes_at"].as_i64();
            let renews = period_end.map(|at| (at, Due::Renew(id_of(subscription))));
            renews.into_iter().chain(resumes_at.map(|at| (at, Due::Resume(id_of(subscription)))))
        });
        let retries = self.invoices.all().iter().filter_map(|invoice| {
            let open = invoice["status"] == "open";
            invoice["next_payment_attempt"].as_i64().filter(|_| open).map(|at| (at, Due::Retry(id_of(invoice))))
        });
        sessions.chain(subscriptions).chain(retries).filter(|(at, _)| *at <= until).min()
    }

    /// When an open session expires by this clock. Its `expires_at` was set by the real one.
    fn expiry(&self, session: &Value) -> Option<(i64, Due)> {
        let id = id_of(session);
        let ahead = self.ahead_at_creation.get(&id).copied().unwrap_or_default();
        let at = session["expires_at"].as_i64().filter(|_| session["status"] == "open")?;
        Some((at + ahead, Due::Expire(id)))
    }
}

fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}
