//! How long a story waits: until the thing happens. It gives up only when this machine had time enough for it, which is
//! measured: on a slow or busy one, the same work takes longer.

use std::{
    hint::black_box,
    sync::{
        Once,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

/// Nobody gives up earlier, however fast the machine.
const LEAST: Duration = Duration::from_secs(60);
/// Nobody waits longer, however slow it is.
const MOST: Duration = Duration::from_secs(15 * 60);
/// So many beats somebody waits: a minute of a common machine that is idle.
const BEATS: u64 = 1500;
/// The work of one beat: four milliseconds there. The rest of a beat is sleep, in proportion.
const WORK: u64 = 600_000;
const REST: u32 = 9;
/// Between two looks at what is waited for.
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

static WAITING: AtomicUsize = AtomicUsize::new(0);
static BEAT: AtomicU64 = AtomicU64::new(0);

/// The patience of one wait.
#[derive(Debug)]
pub(crate) struct Patience {
    begun: Instant,
    beat: u64,
    least: Duration,
    beats: u64,
}

impl Patience {
    /// As much as anything may need.
    pub(crate) fn new() -> Self {
        Self::of(LEAST, BEATS)
    }

    fn of(least: Duration, beats: u64) -> Self {
        static HEART: Once = Once::new();
        WAITING.fetch_add(1, Ordering::Relaxed);
        HEART.call_once(|| drop(std::thread::spawn(beat)));
        Self { begun: Instant::now(), beat: BEAT.load(Ordering::Relaxed), least, beats }
    }

    /// Whether it is over.
    pub(crate) fn is_over(&self) -> bool {
        let waited = self.begun.elapsed();
        let had = BEAT.load(Ordering::Relaxed) - self.beat;
        waited > MOST || (waited >= self.least && had >= self.beats)
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Does a little work again and again while somebody waits, with the priority of the site's least urgent thread.
fn beat() {
    // On Linux the priority is the thread's own; elsewhere it would be that of the whole program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(5);
    loop {
        if WAITING.load(Ordering::Relaxed) == 0 {
            sleep(PAUSE);
            continue;
        }
        let begun = Instant::now();
        black_box((0..black_box(WORK)).fold(1_u64, |sum, number| sum.wrapping_mul(31).wrapping_add(number)));
        sleep(begun.elapsed() * REST);
        BEAT.fetch_add(1, Ordering::Relaxed);
    }
}

/// Asks again and again; says `false` when the answer never is yes.
pub(crate) async fn eventually(mut question: impl AsyncFnMut() -> bool) -> bool {
    let patience = Patience::new();
    while !question().await {
        if patience.is_over() {
            return false;
        }
        tokio::time::sleep(PAUSE).await;
    }
    true
}

/// Asks again and again until there is an answer; fails with the question when there never is.
pub(crate) async fn until<T>(what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let mut answer = None;
    let came = eventually(async || {
        answer = question().await;
        answer.is_some()
    });
    assert!(came.await, "never came true: {what}");
    answer.unwrap()
}

/// Waits for something that comes by itself; fails with its name when it never does.
pub(crate) async fn in_time<T>(what: &str, coming: impl Future<Output = T>) -> T {
    let patience = Patience::new();
    let mut coming = std::pin::pin!(coming);
    loop {
        match tokio::time::timeout(PAUSE, &mut coming).await {
            Ok(came) => return came,
            Err(_) => assert!(!patience.is_over(), "never came: {what}"),
        }
    }
}

#[test]
fn patience_is_over_when_the_machine_had_its_time_and_not_before() {
    let (long, short) = (Patience::of(Duration::ZERO, u64::MAX), Patience::of(Duration::ZERO, 2));
    let of_time = Patience::of(MOST, 0);
    while !short.is_over() {
        sleep(PAUSE);
    }
    assert!(BEAT.load(Ordering::Relaxed) - short.beat >= 2, "the machine did some work meanwhile");
    assert!(!long.is_over() && !of_time.is_over());
}

#[tokio::test]
async fn a_wait_ends_when_the_thing_happens() {
    let mut looks = 0;
    let seen = until("the third look", async || {
        looks += 1;
        (looks == 3).then_some("there")
    });
    assert_eq!(seen.await, "there");
    assert_eq!(looks, 3);
    assert_eq!(in_time("at once", std::future::ready(1)).await, 1);
}
