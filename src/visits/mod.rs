//! How often the public pages are opened, and by which way of sharing people came: totals a day, watching nobody.
//!
//! Nothing of a request is kept, neither an address nor a browser nor an identifier, so visits cannot be told apart or
//! joined; a reader who opens three pages is three visits. A page that a browser has already and only asks about (304) is
//! opened too, so it counts. `HEAD`, errors, bots and pages that browsers load in advance do not.
//!
//! Shares are counted where they arrive, by the word in the address. To count them where they begin, the links would have
//! to lead through an address of ours or a script: then no visitor could see where a link goes, a `GET` would be there to
//! be counted, and the number would be of clicks and not of people reached.
//!
//! Counters live in memory and are added to the database every minute and when the site stops. While the database is away
//! they wait. A crash loses at most a minute; a commit whose answer is lost can make a minute count twice.

mod batch;
mod browsers;
pub(crate) mod queries;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use arc_swap::ArcSwap;
use axum::{
    extract::{OriginalUri, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    middleware::Next,
    response::Response,
};
use sqlx::PgPool;
use time::{Date, Duration, OffsetDateTime};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use self::batch::Batch;
use crate::{
    calendar,
    database::within,
    error::Error,
    language::Language,
    sharing::{Came, FORMS, Via},
    words::Word as _,
};

/// The counters of one instance.
#[derive(Default)]
pub struct Visits {
    /// One for each page that was opened, by its address. Grows to the number of pages and stays there.
    pages: ArcSwap<HashMap<Box<str>, Arc<AtomicI64>>>,
    /// One for each way, in the order of the list.
    arrivals: [AtomicI64; Via::ALL.len()],
    /// One for each word of the staff's own in links. Anybody can make words up, so there are only so many.
    words: std::sync::Mutex<BTreeMap<String, i64>>,
    /// What was taken from the counters and is not in the database yet.
    waiting: Mutex<Batch>,
}

impl Visits {
    /// Notes a request that was answered with a page. Files have a dot in their names, pages do not.
    pub(crate) fn note(&self, method: &Method, uri: &Uri, headers: &HeaderMap) {
        if method == Method::GET && !uri.path().contains('.') && browsers::is_visit(headers) {
            self.count(uri);
        }
    }

    fn count(&self, uri: &Uri) {
        let known = self.pages.load();
        match known.get(uri.path()) {
            Some(counter) => counter.fetch_add(1, Ordering::Relaxed),
            None => self.counter(uri.path()).fetch_add(1, Ordering::Relaxed),
        };
        match uri.query().and_then(Came::of_query) {
            Some(Came::By(via)) => drop(self.arrivals[via as usize].fetch_add(1, Ordering::Relaxed)),
            Some(Came::ByWord(word)) => {
                let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
                batch::add_word(&mut words, word, 1);
            }
            None => {}
        }
    }

    /// The counter of a page that nobody opened before.
    fn counter(&self, path: &str) -> Arc<AtomicI64> {
        let new = Arc::new(AtomicI64::new(0));
        self.pages.rcu(|known| {
            let mut known = HashMap::clone(known);
            known.entry(path.into()).or_insert_with(|| Arc::clone(&new));
            known
        });
        self.pages.load().get(path).map_or(new, Arc::clone)
    }

    /// Adds everything that was counted to the database, as visits of this day. What could not be written waits for the next
    /// time.
    pub async fn flush(&self, db: &PgPool, day: Date) -> Result<(), Error> {
        let mut waiting = self.waiting.lock().await;
        for (address, counter) in self.pages.load().iter() {
            let (language, path) = Language::of_path(address);
            waiting.add_page(day, path, language, counter.swap(0, Ordering::Relaxed));
        }
        for (via, counter) in Via::ALL.iter().zip(&self.arrivals) {
            waiting.add_arrival(day, *via, counter.swap(0, Ordering::Relaxed));
        }
        let words = std::mem::take(&mut *self.words.lock().unwrap_or_else(PoisonError::into_inner));
        waiting.add_words(day, words);
        if waiting.is_empty() {
            return Ok(());
        }
        within(queries::add(db, &waiting)).await?;
        *waiting = Batch::default();
        Ok(())
    }
}

/// Brings the counters into the database at every full minute until told to stop. A minute belongs to the day on which it
/// began, so midnight parts the days.
pub(crate) async fn keep(visits: Arc<Visits>, db: PgPool, stop: CancellationToken) {
    loop {
        let begun = OffsetDateTime::now_utc();
        let left = Duration::MINUTE
            - Duration::seconds(begun.second().into())
            - Duration::nanoseconds(begun.nanosecond().into());
        if stop.run_until_cancelled(tokio::time::sleep(left.unsigned_abs())).await.is_none() {
            return;
        }
        if let Err(error) = visits.flush(&db, calendar::day(begun)).await {
            tracing::warn!("visits wait for the database");
            error.log();
        }
    }
}

/// The layer that counts pages with forms, which are rendered for each visitor. Other pages of features are not counted.
pub(crate) async fn count_forms(
    State(visits): State<Arc<Visits>>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let is_form = FORMS.contains(&Language::of_path(uri.path()).1);
    let is_visit = is_form && request.method() == Method::GET && browsers::is_visit(request.headers());
    let response = next.run(request).await;
    if is_visit && response.status() == StatusCode::OK {
        visits.count(&uri);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_at_their_places() {
        for (place, via) in Via::ALL.iter().enumerate() {
            assert_eq!(*via as usize, place);
        }
    }

    #[test]
    fn words_that_strangers_make_up_are_counted_together_from_some_number_on() {
        let visits = Visits::default();
        for at in 0..1000 {
            visits.count(&format!("/?via=word{at}").parse().expect("an address"));
        }
        let words = visits.words.lock().expect("nobody panicked");
        assert_eq!((words.len(), words.values().sum::<i64>()), (batch::MOST_WORDS + 1, 1000));
        assert_eq!(words[batch::OTHER_WORDS], 1000 - i64::try_from(batch::MOST_WORDS).expect("a small number"));
    }

    #[test]
    fn threads_that_meet_a_page_first_count_with_one_counter() {
        let visits = Visits::default();
        let uri = Uri::from_static("/ko/mission?via=line");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..1000).for_each(|_| visits.count(&uri)));
            }
        });
        assert_eq!(visits.pages.load()["/ko/mission"].load(Ordering::Relaxed), 8000);
        assert_eq!(visits.arrivals[Via::Line as usize].load(Ordering::Relaxed), 8000);
    }
}
