//! The networks of an address. Who rents one address has its neighbours, too, so wide networks are counted beside narrow
//! ones; but more people share them, so more is free there and each further form costs less.

use std::net::IpAddr;

/// A network to which an address belongs.
pub(super) struct Network {
    /// The bytes that its addresses have in common.
    pub(super) name: Vec<u8>,
    /// How many times what one household sends is free.
    pub(super) free: f64,
    /// How many tasks each further form costs more.
    pub(super) rise: f64,
}

/// An IPv4 address and its /24; of IPv6 a /64 (one household or server), a /56 and a /48 (one customer: RFC 6177).
pub(super) fn networks(address: IpAddr) -> Vec<Network> {
    let network = |bytes: &[u8], free, rise| Network { name: bytes.to_vec(), free, rise };
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let bytes = address.octets();
            vec![network(&bytes, 1.0, 3.0), network(&bytes[..3], 4.0, 1.0)]
        }
        IpAddr::V6(address) => {
            let bytes = address.octets();
            vec![network(&bytes[..8], 1.0, 3.0), network(&bytes[..7], 2.0, 2.0), network(&bytes[..6], 4.0, 1.0)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<Vec<u8>> {
        networks(text.parse().expect("an address")).into_iter().map(|network| network.name).collect()
    }

    #[test]
    fn neighbours_share_the_wide_networks_alone() {
        assert_eq!(names("203.0.113.7"), names("::ffff:203.0.113.7"), "one address in two spellings");
        for (one, other, shared) in [
            ("203.0.113.7", "203.0.113.8", 1),
            ("203.0.113.7", "203.0.114.7", 0),
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", 3),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", 2),
            ("2001:db8:0:1::1", "2001:db8:0:100::1", 1),
            ("2001:db8:0:1::1", "2001:db8:1:1::1", 0),
        ] {
            let (one_of, other_of) = (names(one), names(other));
            assert_eq!(one_of.iter().filter(|name| other_of.contains(name)).count(), shared, "{one} {other}");
        }
    }
}
