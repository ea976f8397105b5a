//! From where a form comes, as `CLIENT_IP_SOURCE` says. Where that is not to be known, the settings of the site are wrong:
//! the log says how, and no visitor is blamed.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicI64, Ordering},
};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_client_ip::{ClientIp, ClientIpSource};
use time::OffsetDateTime;

use crate::{staff::browser, state::AppState};

/// What a member of staff comes with: from where, and with which browser.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) address: Option<IpAddr>,
    /// In words, such as `Firefox, Windows`.
    pub(crate) browser: String,
}

impl Caller {
    pub(crate) async fn of(parts: &mut Parts, state: &AppState) -> Self {
        let visitor = Visitor::from_request_parts(parts, state).await.unwrap_or_else(|never| match never {});
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Self { address: visitor.address(), browser: browser::name(agent) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    AppState: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts, &AppState::from_ref(state)).await)
    }
}

/// Who sends a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visitor(Option<IpAddr>);

impl Visitor {
    /// The address of the household or server; none if our own settings keep us from knowing it.
    pub(crate) fn address(self) -> Option<IpAddr> {
        self.0
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let source = &state.config.web.client_ip_source;
        let found = sender(source, parts).await;
        let is_real = state.config.environment.is_production();
        if let Some(fault) = Fault::of(source, found, parts, is_real) {
            static TOLD: Told = Told::new();
            state.proxy_fault.store(true, Ordering::Relaxed);
            if TOLD.is_due(fault, OffsetDateTime::now_utc().unix_timestamp()) {
                tracing::error!("{}", fault.words(source));
            }
        }
        Ok(Self(found))
    }
}

/// The address from which a request comes, if that is to be known.
pub(crate) async fn sender(source: &ClientIpSource, parts: &mut Parts) -> Option<IpAddr> {
    match ClientIp::from_request_parts(parts, &()).await {
        Ok(ClientIp(address)) => Some(address),
        Err(_) => lenient(source, &parts.headers),
    }
}

/// The header that a source reads.
fn header_of(source: &ClientIpSource) -> Option<&'static str> {
    Some(match source {
        ClientIpSource::CfConnectingIp => "cf-connecting-ip",
        ClientIpSource::CloudFrontViewerAddress => "cloudfront-viewer-address",
        ClientIpSource::FlyClientIp => "fly-client-ip",
        ClientIpSource::RightmostXForwardedFor => "x-forwarded-for",
        ClientIpSource::TrueClientIp => "true-client-ip",
        ClientIpSource::XEnvoyExternalAddress => "x-envoy-external-address",
        ClientIpSource::XRealIp => "x-real-ip",
        _ => return None,
    })
}

/// The last address in the header, with a port or in quotes, as some proxies write it.
fn lenient(source: &ClientIpSource, headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(header_of(source)?).iter().next_back()?.to_str().ok()?;
    address(last.rsplit(',').next()?)
}

/// `203.0.113.9`, `203.0.113.9:4711`, `[2001:db8::1]:4711`, and the same in quotes.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// What is wrong with the settings, as a request shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The header is not there.
    Lacks,
    /// The header is there and cannot be read.
    HoldsNone,
    /// Connections come from a proxy, and are taken for visitors.
    IsProxy,
}

impl Fault {
    /// On a machine for trying out, visitors are at private addresses.
    fn of(source: &ClientIpSource, found: Option<IpAddr>, parts: &Parts, is_real: bool) -> Option<Self> {
        let Some(found) = found else {
            let is_there = parts.headers.contains_key(header_of(source)?);
            return Some(if is_there { Self::HoldsNone } else { Self::Lacks });
        };
        let is_proxy = is_real && *source == ClientIpSource::ConnectInfo && is_private(found);
        is_proxy.then_some(Self::IsProxy)
    }

    fn words(self, source: &ClientIpSource) -> String {
        let what = match self {
            Self::Lacks => "lacks",
            Self::HoldsNone => "holds no address in",
            Self::IsProxy => {
                return "all visitors count as one: CLIENT_IP_SOURCE is ConnectInfo, but forms come from a private address, where a proxy stands. Set CLIENT_IP_SOURCE to the header in which the proxy puts the visitor's address".to_owned();
            }
        };
        let name = header_of(source).unwrap_or_default();
        format!(
            "no form can be taken: CLIENT_IP_SOURCE is {source}, but a request {what} the header {name}. Let the proxy set it, or set CLIENT_IP_SOURCE to what the proxy sets"
        )
    }
}

/// Whether an address is of this machine or of its own network, where a proxy stands rather than a visitor.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

/// One household or server: an IPv4 address, or the /64 network of an IPv6 address. None for an address of this machine or
/// of its own network, where a proxy stands rather than a visitor.
pub(crate) fn household(peer: IpAddr) -> Option<[u8; 8]> {
    if is_private(peer) {
        return None;
    }
    let mut name = [0; 8];
    match peer.to_canonical() {
        IpAddr::V4(address) => name[4..].copy_from_slice(&address.octets()),
        IpAddr::V6(address) => name.copy_from_slice(&address.octets()[..8]),
    }
    Some(name)
}

/// How often the log repeats itself, in seconds.
const PAUSE: i64 = 600;

/// When the log told each fault last, so that none of them hides another.
struct Told([AtomicI64; 3]);

impl Told {
    const fn new() -> Self {
        Self([const { AtomicI64::new(0) }; 3])
    }

    /// Whether the log tells a fault now.
    fn is_due(&self, fault: Fault, now: i64) -> bool {
        let told = match fault {
            Fault::Lacks => &self.0[0],
            Fault::HoldsNone => &self.0[1],
            Fault::IsProxy => &self.0[2],
        };
        let last = told.load(Ordering::Relaxed);
        now - last >= PAUSE && told.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        for (text, expected) in [
            ("203.0.113.9", Some("203.0.113.9")),
            ("203.0.113.9:4711", Some("203.0.113.9")),
            (" \"203.0.113.9:4711\" ", Some("203.0.113.9")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:4711", Some("2001:db8::1")),
            ("\"[2001:db8::1]:4711\"", Some("2001:db8::1")),
            ("unknown", None),
            ("", None),
            ("203.0.113.9:port", None),
            ("203.0.113", None),
        ] {
            assert_eq!(address(text), expected.map(|text| text.parse().expect("an address")), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_the_setting_and_the_header() {
        let with = |name: Option<&str>| {
            let request = name.into_iter().fold(axum::http::Request::builder(), |built, name| built.header(name, "x"));
            request.body(()).expect("a request").into_parts().0
        };
        let (public, private) = ("203.0.113.9".parse().ok(), "10.0.0.2".parse().ok());
        let forwarded = ClientIpSource::RightmostXForwardedFor;
        for (source, found, header, is_real, words) in [
            (&forwarded, None, None, true, Some("lacks the header x-forwarded-for")),
            (&forwarded, None, Some("x-forwarded-for"), false, Some("holds no address in the header x-forwarded-for")),
            (&forwarded, public, Some("x-forwarded-for"), true, None),
            (&forwarded, private, Some("x-forwarded-for"), true, None),
            (&ClientIpSource::ConnectInfo, private, None, true, Some("all visitors count as one")),
            (&ClientIpSource::ConnectInfo, private, None, false, None),
            (&ClientIpSource::ConnectInfo, public, None, true, None),
        ] {
            let told = Fault::of(source, found, &with(header), is_real).map(|fault| fault.words(source));
            assert_eq!(told.is_some(), words.is_some(), "{told:?}");
            assert!(
                told.is_none_or(|told| told.contains(words.unwrap_or_default()) && told.contains("CLIENT_IP_SOURCE"))
            );
        }
    }

    #[test]
    fn no_fault_hides_another_in_the_log() {
        let told = Told::new();
        for fault in [Fault::Lacks, Fault::HoldsNone, Fault::IsProxy] {
            assert!(told.is_due(fault, 10_000), "{fault:?}");
            assert!(!told.is_due(fault, 10_000 + PAUSE - 1), "{fault:?}");
        }
        assert!(told.is_due(Fault::HoldsNone, 10_000 + PAUSE));
    }

    #[test]
    fn the_last_address_counts_and_the_name_of_the_header_is_right() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "192.0.2.1".parse().expect("a value"));
        headers.append("x-forwarded-for", "192.0.2.2, 203.0.113.9:4711".parse().expect("a value"));
        let found = lenient(&ClientIpSource::RightmostXForwardedFor, &headers);
        assert_eq!(found, Some("203.0.113.9".parse().expect("an address")));
        assert_eq!(lenient(&ClientIpSource::XRealIp, &headers), None);
        assert_eq!(lenient(&ClientIpSource::ConnectInfo, &headers), None);
    }
}
