//! How many requests with a body are taken in at once. Without this limit, somebody who sends many bodies slowly would hold
//! all connections, and nobody could read a page. When all places are taken, a body gives way that has not come whole: the
//! oldest one of the household that has most of them. So slow senders push out each other, and forms stay open.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIpSource;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio_util::sync::CancellationToken;

use crate::visitor;

/// Fewer than half of the connections that `server.rs` keeps open.
const MOST: usize = 400;
/// How large a form of a visitor is, in bytes. Staff send larger bodies, such as lists of banks.
pub(crate) const LARGEST_FORM: usize = 64 * 1024;
/// How long a body of that size may take. A larger one may take as long as its request.
const LONGEST: Duration = Duration::from_secs(10);

/// All places for requests with a body.
pub(crate) struct Bodies {
    source: ClientIpSource,
    most: usize,
    /// From the oldest to the newest.
    taken: Mutex<Vec<Arc<Seat>>>,
}

struct Seat {
    household: Option<[u8; 8]>,
    /// Whether the body came whole, or nobody waits for it. Changed only while the list is locked.
    is_whole: AtomicBool,
    /// Cancelled when it gives way.
    gives_way: CancellationToken,
}

/// A place that is taken. It becomes free when this is dropped.
struct Place {
    bodies: Arc<Bodies>,
    seat: Arc<Seat>,
}

impl Bodies {
    pub(crate) fn new(source: ClientIpSource) -> Self {
        Self { source, most: MOST, taken: Mutex::default() }
    }

    /// Takes a place, from a body that has not come whole if it must be. None if all came whole and are being answered.
    fn take(self: &Arc<Self>, household: Option<[u8; 8]>) -> Option<Place> {
        let mut taken = self.taken();
        if taken.len() >= self.most {
            let at = who_gives_way(&taken)?;
            taken.remove(at).gives_way.cancel();
        }
        let seat = Seat { household, is_whole: AtomicBool::new(false), gives_way: CancellationToken::new() };
        let seat = Arc::new(seat);
        taken.push(Arc::clone(&seat));
        Some(Place { bodies: Arc::clone(self), seat })
    }

    fn taken(&self) -> MutexGuard<'_, Vec<Arc<Seat>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which body gives way: of those that have not come whole, the oldest of the household that has most of them.
fn who_gives_way(taken: &[Arc<Seat>]) -> Option<usize> {
    let unfinished = || taken.iter().enumerate().filter(|(_, seat)| !seat.is_whole.load(Ordering::Relaxed));
    let mut counts = HashMap::new();
    for (_, seat) in unfinished() {
        *counts.entry(seat.household).or_insert(0_usize) += 1;
    }
    let most = counts.values().max()?;
    unfinished().find(|(_, seat)| counts.get(&seat.household) == Some(most)).map(|(at, _)| at)
}

impl Place {
    /// Resolves when the body has to give way, or takes longer than it may.
    async fn gives_way(&self, longest: Option<Duration>) {
        let late = async {
            match longest {
                Some(longest) => tokio::time::sleep(longest).await,
                None => std::future::pending().await,
            }
            self.end_unless_whole();
            self.seat.gives_way.cancelled().await;
        };
        tokio::select! {
            () = self.seat.gives_way.cancelled() => {}
            () = late => {}
        }
    }

    fn end_unless_whole(&self) {
        let _taken = self.bodies.taken();
        if !self.seat.is_whole.load(Ordering::Relaxed) {
            self.seat.gives_way.cancel();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.bodies.taken().retain(|seat| !Arc::ptr_eq(seat, &self.seat));
    }
}

/// A body that says when it came whole.
struct Watched {
    inner: Body,
    bodies: Arc<Bodies>,
    seat: Arc<Seat>,
}

impl Watched {
    /// Notes that nobody waits for more. False if the body gave way already.
    fn end(&self) -> bool {
        let _taken = self.bodies.taken();
        self.seat.is_whole.store(true, Ordering::Relaxed);
        !self.seat.gives_way.is_cancelled()
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(context));
        let is_last = frame.as_ref().is_none_or(Result::is_err) || self.inner.is_end_stream();
        // A form whose request ends with "too slow" must not be acted upon.
        if is_last && !self.end() { Poll::Pending } else { Poll::Ready(frame) }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.end();
    }
}

/// Takes in a request with a body. One that gives way, or comes too slowly, ends with 408.
pub(crate) async fn few_bodies(State(bodies): State<Arc<Bodies>>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (mut parts, inner) = request.into_parts();
    let address = visitor::sender(&bodies.source, &mut parts).await;
    let Some(place) = bodies.take(address.and_then(visitor::household)) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let is_large = inner.size_hint().exact().is_some_and(|size| size > LARGEST_FORM as u64);
    let watched = Watched { inner, bodies: Arc::clone(&bodies), seat: Arc::clone(&place.seat) };
    tokio::select! {
        response = next.run(Request::from_parts(parts, Body::new(watched))) => response,
        () = place.gives_way((!is_large).then_some(LONGEST)) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn few(most: usize) -> Arc<Bodies> {
        Arc::new(Bodies { source: ClientIpSource::ConnectInfo, most, taken: Mutex::default() })
    }

    fn watched(place: &Place) -> Watched {
        Watched { inner: Body::empty(), bodies: Arc::clone(&place.bodies), seat: Arc::clone(&place.seat) }
    }

    fn gave_way(places: &[Place]) -> Vec<bool> {
        places.iter().map(|place| place.seat.gives_way.is_cancelled()).collect()
    }

    #[test]
    fn the_oldest_unfinished_body_gives_way_and_a_whole_one_never() {
        let bodies = few(3);
        let mut places: Vec<Place> = (0..3).map(|_| bodies.take(None).expect("a place")).collect();
        assert!(watched(&places[0]).end());
        places.push(bodies.take(None).expect("the place of the oldest"));
        assert_eq!(gave_way(&places), [false, true, false, false]);
        assert!(!watched(&places[1]).end(), "what comes too late is not acted upon");
        for place in &places[2..] {
            assert!(watched(place).end());
        }
        assert!(bodies.take(None).is_none(), "all are being answered");
        places.remove(0);
        assert!(bodies.take(None).is_some());
    }

    #[test]
    fn the_household_with_most_bodies_makes_room() {
        let bodies = few(6);
        let [ada, greedy, other] = [1, 2, 3].map(|number| Some([number; 8]));
        let mut places = vec![bodies.take(ada).expect("a place"), bodies.take(other).expect("a place")];
        for _ in 0..20 {
            places.push(bodies.take(greedy).expect("a place"));
        }
        assert!(!places[0].seat.gives_way.is_cancelled(), "though it is the oldest");
        places.push(bodies.take(other).expect("a place"));
        assert!(!places[1].seat.gives_way.is_cancelled());
        assert_eq!(gave_way(&places).iter().filter(|gave_way| **gave_way).count(), places.len() - 6);
    }

    #[test]
    fn a_body_that_came_whole_may_be_answered_for_longer() {
        let bodies = few(3);
        let places = [(); 2].map(|()| bodies.take(None).expect("a place"));
        assert!(watched(&places[0]).end());
        for place in &places {
            place.end_unless_whole();
        }
        assert_eq!(gave_way(&places), [false, true]);
    }
}
