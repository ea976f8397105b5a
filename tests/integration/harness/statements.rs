//! Counts the SQL statements that a request runs, by the events that sqlx emits inside the request's span.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, Once},
};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span,
};
use tracing_subscriber::{
    Layer,
    filter::Targets,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
    util::SubscriberInitExt as _,
};
use uuid::Uuid;

use super::TestSite;

static COUNTS: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

struct Counter;

/// The id of a request, kept beside its span.
struct RequestId(String);

impl Visit for RequestId {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "id" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Counter {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        let mut request = RequestId(String::new());
        attributes.record(&mut request);
        if let Some(span) = context.span(id).filter(|_| !request.0.is_empty()) {
            span.extensions_mut().insert(request);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let Some(scope) = context.event_scope(event).filter(|_| event.metadata().target() == "sqlx::query") else {
            return;
        };
        for span in scope {
            if let Some(request) = span.extensions().get::<RequestId>() {
                *COUNTS.lock().unwrap().entry(request.0.clone()).or_default() += 1;
            }
        }
    }
}

/// Begins to count.
pub(crate) fn count() {
    static ONCE: Once = Once::new();
    let targets = Targets::new()
        .with_target("sqlx::query", tracing::Level::DEBUG)
        .with_target("connect_kindness", tracing::Level::INFO);
    ONCE.call_once(|| tracing_subscriber::registry().with(Counter.with_filter(targets)).init());
}

impl TestSite {
    /// How many statements a GET of a browser runs.
    pub(crate) async fn statements_of(&self, path: &str, cookie: &str) -> usize {
        let id = Uuid::new_v4().to_string();
        let request = self.request("GET", path).header("x-request-id", &id).header("cookie", cookie);
        let browser = [("user-agent", "Mozilla/5.0 Firefox/140.0"), ("accept", "text/html"), ("accept-language", "ko")];
        let request = browser.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        COUNTS.lock().unwrap().get(&id).copied().unwrap_or_default()
    }
}
