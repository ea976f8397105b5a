//! One sending of a form, and what became of it.

use std::net::IpAddr;

use time::OffsetDateTime;

use super::{
    amount::{MOST_FOR_OTHERS, Toll},
    door::Door,
    networks::networks,
    proof::{self, ROW},
};
use crate::{config::Config, words::Word as _};

/// One sending of a form, as the database counts it.
#[derive(Debug)]
pub(crate) struct Bill {
    /// Keyed hashes of the networks from which it comes, from the narrow to the wide.
    pub(crate) networks: Vec<Vec<u8>>,
    /// How many forms each has free, in about a quarter of an hour.
    pub(crate) free: Vec<f64>,
    /// How many tasks each further form costs more.
    pub(crate) rise: Vec<f64>,
    pub(crate) shards: Vec<Vec<u8>>,
    /// Where it counts for all together, if it does.
    pub(crate) shard: Option<Vec<u8>>,
    /// For how many forms it counts there.
    pub(crate) weight: f64,
    pub(crate) site_free: f64,
    pub(crate) site_rise: f64,
    pub(crate) site_most: i32,
    pub(crate) first: i32,
    pub(crate) at_least: i32,
    pub(crate) at_most: i32,
    pub(crate) paid: i32,
    pub(crate) now: OffsetDateTime,
}

/// Over how many rows the level of all is spread.
const SHARDS: u8 = 32;

impl Bill {
    pub(crate) fn of(config: &Config, door: Door, address: IpAddr, paid: Toll, now: OffsetDateTime) -> Self {
        let one = f64::from(config.allowances.per_address) * door.share();
        let purpose = format!("toll {} {}", door.word(), now.date());
        let networks = networks(address);
        let (weight, random) = (weight(config), crate::seal::random::<2>());
        let shard = |number: u8| format!("{} {number}", door.word()).into_bytes();
        Self {
            free: networks.iter().map(|network| one * network.free).collect(),
            rise: networks.iter().map(|network| network.rise).collect(),
            networks: networks.iter().map(|network| config.keys.hash(&purpose, &network.name).to_vec()).collect(),
            shards: (0..SHARDS).map(shard).collect(),
            shard: (random[0] % weight == 0).then(|| shard(random[1] % SHARDS)),
            weight: f64::from(weight),
            site_free: f64::from(config.allowances.of_site),
            site_rise: rise_for_all(config),
            site_most: number(MOST_FOR_OTHERS),
            first: number(ROW),
            at_least: 0,
            at_most: number(proof::MOST),
            paid: number(paid.0),
            now,
        }
    }

    /// The same for a form that costs something whatever comes in.
    pub(crate) fn at_least(self, least: Toll) -> Self {
        Self { at_least: number(least.0), ..self }
    }
}

fn number(parts: u32) -> i32 {
    i32::try_from(parts).unwrap_or(i32::MAX)
}

/// One form in how many counts for all together: so many that the level is right to about a sixth.
fn weight(config: &Config) -> u8 {
    u8::try_from((config.allowances.of_site / 40).clamp(1, 100)).unwrap_or(1)
}

/// At twice the free number a form costs one row of tasks more.
fn rise_for_all(config: &Config) -> f64 {
    f64::from(ROW) / f64::from(config.allowances.of_site)
}

/// What became of a bill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    price: i32,
    paid: i32,
    /// The level of all networks together.
    pub(crate) site_level: f64,
}

impl Taken {
    pub(crate) fn of(bill: &Bill, price: i32, site_level: f64) -> Self {
        Self { price, paid: bill.paid, site_level }
    }

    /// What the form costs.
    pub(crate) fn price(self) -> Toll {
        Toll(u32::try_from(self.price).unwrap_or(0))
    }

    /// What the form costs, if that was not paid. It was not counted then.
    pub(crate) fn unpaid(self) -> Option<Toll> {
        (self.price > self.paid).then(|| self.price())
    }
}
