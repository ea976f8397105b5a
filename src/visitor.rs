//! From where a form comes, as `CLIENT_IP_SOURCE` says. Where that is not to be known, the settings of the site are wrong:
//! the log says how, and no visitor is blamed.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicI64, Ordering},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use axum_client_ip::{ClientIp, ClientIpSource};
use time::OffsetDateTime;

use crate::state::AppState;

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
        let found = match ClientIp::from_request_parts(parts, state).await {
            Ok(ClientIp(address)) => Some(address),
            Err(_) => lenient(source, &parts.headers),
        };
        if let Some(fault) = fault(source, found, parts) {
            warn_now_and_then(&fault);
        }
        Ok(Self(found))
    }
}

/// The header that a source reads.
fn header(source: &ClientIpSource) -> Option<&'static str> {
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
    let last = headers.get_all(header(source)?).iter().next_back()?.to_str().ok()?;
    address(last.rsplit(',').next()?)
}

/// `203.0.113.9`, `203.0.113.9:4711`, `[2001:db8::1]:4711`, and the same in quotes.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// What is wrong with the settings, as this request shows it.
fn fault(source: &ClientIpSource, found: Option<IpAddr>, parts: &Parts) -> Option<String> {
    let Some(found) = found else {
        let name = header(source)?;
        let what = if parts.headers.contains_key(name) { "holds no address in" } else { "lacks" };
        return Some(format!(
            "no form can be taken: CLIENT_IP_SOURCE is {source}, but a request {what} the header {name}. Let the proxy set it, or set CLIENT_IP_SOURCE to what the proxy sets"
        ));
    };
    let is_direct = *source == ClientIpSource::ConnectInfo;
    let forwards =
        ["x-forwarded-for", "forwarded", "x-real-ip"].into_iter().find(|name| parts.headers.contains_key(*name));
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip())?;
    let name = forwards.filter(|_| is_direct && is_private(peer) && found == peer)?;
    Some(format!(
        "a proxy at a private address stands in front (a request has the header {name}), but CLIENT_IP_SOURCE is ConnectInfo: all visitors count as one. Set CLIENT_IP_SOURCE to what the proxy sets"
    ))
}

/// Whether an address is of this machine or of its own network, where a proxy stands rather than a visitor.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

/// How often the log repeats itself, in seconds.
const PAUSE: i64 = 600;

fn warn_now_and_then(fault: &str) {
    static LAST: AtomicI64 = AtomicI64::new(0);
    let (now, last) = (OffsetDateTime::now_utc().unix_timestamp(), LAST.load(Ordering::Relaxed));
    let is_due = now - last >= PAUSE;
    if is_due && LAST.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        tracing::error!("{fault}");
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
