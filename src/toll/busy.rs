//! How busy each form was when this instance last looked, so that a page can have its browser begin to work early without
//! asking the database. What a form really costs is said when it is sent.

use std::sync::atomic::{AtomicU64, Ordering};

use time::OffsetDateTime;

use super::{
    amount::{MOST_FOR_OTHERS, Toll},
    door::Door,
    proof::ROW,
};
use crate::{config::Config, words::Word as _};

/// How long it takes until a level is half of what it was, in seconds; as in the database.
const HALF_LIFE: f32 = 600.0;

/// The level of all networks together, for each form: the seconds of its time, and the bits of a number.
#[derive(Debug, Default)]
pub(crate) struct Busy([AtomicU64; Door::ALL.len()]);

impl Busy {
    pub(crate) fn note(&self, door: Door, level: f64, now: OffsetDateTime) {
        let seconds = u64::try_from(now.unix_timestamp()).unwrap_or(0);
        #[expect(clippy::cast_possible_truncation, reason = "a level is a small number")]
        let level = level as f32;
        self.0[door as usize].store(seconds << 32 | u64::from(level.to_bits()), Ordering::Relaxed);
    }

    /// What a form costs at present that comes from a network of which nothing came.
    pub(crate) fn toll(&self, config: &Config, door: Door, now: OffsetDateTime) -> Toll {
        let noted = self.0[door as usize].load(Ordering::Relaxed);
        let (seconds, bits) = ((noted >> 32), (noted & u64::from(u32::MAX)));
        let age = u64::try_from(now.unix_timestamp()).unwrap_or(0).saturating_sub(seconds);
        let level = f32::from_bits(u32::try_from(bits).unwrap_or(0)) * (-(age as f32) / HALF_LIFE).exp2();
        let free = f32::from(i16::try_from(config.allowances.of_site).unwrap_or(i16::MAX));
        if level <= free {
            return Toll::NONE;
        }
        let rows = 1.0 + (level - free) / free;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was compared with the most")]
        Toll((rows.min(3.0) * ROW as f32) as u32).min(Toll(MOST_FOR_OTHERS))
    }
}
