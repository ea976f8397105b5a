//! Places for connections. When all are taken, the connection gives way that has been idle for longest: one that sent
//! nothing, half a head, or nothing since its last answer, or whose answer is not read. One whose request is being answered
//! never does. Where we see visitors' own addresses, each household has a share, so that one of them cannot push out others:
//! while all of its connections are being answered, one more of it is closed.

use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::visitor::household;

/// In place of the time since which a connection is idle: its request is being answered.
const BUSY: u64 = u64::MAX;
/// The same: it gives way.
const GIVEN_WAY: u64 = u64::MAX - 1;

/// All places of a server.
pub(super) struct Places {
    most: usize,
    /// How many places one household may have; none where all connections come from a proxy.
    share: Option<usize>,
    begun: Instant,
    taken: Mutex<Vec<Arc<Seat>>>,
    /// Told when a place becomes free.
    freed: Notify,
}

struct Seat {
    /// One household, if it has a share.
    household: Option<[u8; 8]>,
    /// Since when it is idle, in microseconds after the server began; or one of the two words above.
    idle_since: AtomicU64,
    /// Cancelled when it gives way.
    gives_way: CancellationToken,
}

/// A place that is taken. It becomes free when this is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    seat: Arc<Seat>,
}

/// What is said to a connection that asks for a place.
enum Answer {
    Taken(Place),
    /// Its household has its share, and each of its connections is being answered.
    ShareIsBusy,
    /// Each connection of the server is being answered.
    AllAreBusy,
}

/// A request that is being answered. Its connection is idle again when this is dropped.
pub(super) struct Serving<'a>(&'a Place);

impl Places {
    pub(super) fn new(most: usize, share: Option<usize>) -> Self {
        Self { most, share, begun: Instant::now(), taken: Mutex::default(), freed: Notify::new() }
    }

    /// How many places are free.
    pub(super) fn free(&self) -> usize {
        self.most.saturating_sub(self.taken().len())
    }

    /// Takes a place for a connection, from the one that was idle for longest if it must be. Waits only while every place
    /// is answering a request. None if its household keeps its whole share busy.
    pub(super) async fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        loop {
            let freed = self.freed.notified();
            match self.try_take(peer) {
                Answer::Taken(place) => return Some(place),
                Answer::ShareIsBusy => return None,
                Answer::AllAreBusy => freed.await,
            }
        }
    }

    fn try_take(self: &Arc<Self>, peer: IpAddr) -> Answer {
        let household = self.share.and_then(|_| household(peer));
        let mut taken = self.taken();
        let of_household = household.map_or(0, |own| taken.iter().filter(|seat| seat.household == Some(own)).count());
        if self.share.is_some_and(|share| of_household >= share) {
            if give_way(&mut taken, |seat| seat.household == household).is_none() {
                return Answer::ShareIsBusy;
            }
        } else if taken.len() >= self.most && give_way(&mut taken, |_| true).is_none() {
            return Answer::AllAreBusy;
        }
        let idle_since = AtomicU64::new(self.now());
        let seat = Arc::new(Seat { household, idle_since, gives_way: CancellationToken::new() });
        taken.push(Arc::clone(&seat));
        Answer::Taken(Place { places: Arc::clone(self), seat })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(0)
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Seat>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes one of these connections give way: the one that was idle for longest. None if each is answering a request.
fn give_way(taken: &mut Vec<Arc<Seat>>, is_meant: impl Fn(&Seat) -> bool) -> Option<()> {
    loop {
        let idle = taken.iter().enumerate().filter(|(_, seat)| is_meant(seat)).filter_map(|(at, seat)| {
            let since = seat.idle_since.load(Ordering::Acquire);
            (since < GIVEN_WAY).then_some((since, at))
        });
        let (since, at) = idle.min()?;
        // Its request may have come this moment.
        let given = taken[at].idle_since.compare_exchange(since, GIVEN_WAY, Ordering::AcqRel, Ordering::Acquire);
        if given.is_ok() {
            taken.swap_remove(at).gives_way.cancel();
            return Some(());
        }
    }
}

impl Place {
    /// Resolves when the connection gives way.
    pub(super) async fn gives_way(&self) {
        self.seat.gives_way.cancelled().await;
    }

    /// Notes that a request is being answered; none if the connection gives way already.
    pub(super) fn serve(&self) -> Option<Serving<'_>> {
        let given_way = self.seat.idle_since.swap(BUSY, Ordering::AcqRel) == GIVEN_WAY;
        if given_way {
            self.seat.idle_since.store(GIVEN_WAY, Ordering::Release);
        }
        (!given_way).then_some(Serving(self))
    }
}

impl Drop for Serving<'_> {
    fn drop(&mut self) {
        self.0.seat.idle_since.store(self.0.places.now(), Ordering::Release);
        // One more may give way now.
        self.0.places.freed.notify_one();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(at) = taken.iter().position(|seat| Arc::ptr_eq(seat, &self.seat)) {
            taken.swap_remove(at);
        }
        drop(taken);
        self.places.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    impl Answer {
        fn place(self) -> Option<Place> {
            if let Self::Taken(place) = self { Some(place) } else { None }
        }
    }

    fn gave_way(place: &Place) -> bool {
        place.seat.gives_way.is_cancelled()
    }

    #[test]
    fn who_was_idle_for_longest_gives_way_and_who_is_served_does_not() {
        let places = Arc::new(Places::new(3, None));
        let seats: Vec<Place> = (0..3).map(|_| places.try_take(ip("192.0.2.1")).place().expect("a place")).collect();
        let since = [30, 10, 20];
        for (place, since) in seats.iter().zip(since) {
            place.seat.idle_since.store(since, Ordering::Release);
        }
        let serving = seats[1].serve().expect("it did not give way");
        let fourth = places.try_take(ip("192.0.2.1")).place().expect("a place");
        assert_eq!(seats.iter().map(gave_way).collect::<Vec<_>>(), [false, false, true]);
        assert!(seats[2].serve().is_none(), "a request that comes too late is not begun");
        drop(serving);
        seats[1].seat.idle_since.store(5, Ordering::Release);
        let fifth = places.try_take(ip("192.0.2.1")).place().expect("a place");
        assert_eq!(seats.iter().map(gave_way).collect::<Vec<_>>(), [false, true, true]);
        let busy = (seats[0].serve(), fourth.serve(), fifth.serve());
        assert!(places.try_take(ip("192.0.2.1")).place().is_none(), "all are served");
        drop(busy);
        drop((seats, fourth, fifth));
        assert_eq!(places.free(), 3);
    }

    /// Whoever accepts connections takes their places one after the other, so nobody may be waited for here.
    #[test]
    fn a_household_whose_whole_share_is_busy_keeps_nobody_waiting() {
        let places = Arc::new(Places::new(1000, Some(100)));
        let taken = |peer| places.take(ip(peer)).now_or_never().expect("nobody waits");
        let seats: Vec<Place> = (0..100).map(|_| taken("203.0.113.9").expect("a place")).collect();
        let mut busy: Vec<_> = seats.iter().map(|place| place.serve().expect("it did not give way")).collect();
        assert!(taken("203.0.113.9").is_none(), "one more of it is closed");
        assert!(taken("198.51.100.1").is_some(), "another household comes in");
        assert!(!seats.iter().any(gave_way), "who is served is not cut off");
        busy.pop();
        assert!(taken("203.0.113.9").is_some(), "it makes room itself again");
        assert_eq!(seats.iter().filter(|place| gave_way(place)).count(), 1);
    }

    #[test]
    fn a_household_that_has_its_share_makes_room_itself() {
        let places = Arc::new(Places::new(10, Some(2)));
        let other = places.try_take(ip("198.51.100.1")).place().expect("a place");
        other.seat.idle_since.store(0, Ordering::Release);
        let greedy: Vec<Place> = (0..6).map(|_| places.try_take(ip("203.0.113.9")).place().expect("a place")).collect();
        assert_eq!(greedy.iter().filter(|place| gave_way(place)).count(), 4);
        assert!(!gave_way(&other), "though it was idle for longest");
        let network: Vec<Place> =
            (0..6).map(|n| places.try_take(ip(&format!("2001:db8::{n:x}"))).place().expect("a place")).collect();
        assert_eq!(network.iter().filter(|place| gave_way(place)).count(), 4, "a /64 is one household");
        let behind_proxy: Vec<Place> =
            (0..4).map(|_| places.try_take(ip("10.0.0.2")).place().expect("a place")).collect();
        assert!(!behind_proxy.iter().any(gave_way));
    }
}
