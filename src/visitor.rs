//! From where a form comes, as `CLIENT_IP_SOURCE` says. Where that is not to be known, the settings of the site are wrong:
//! the log says how, and no visitor is blamed.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicI64, Ordering},
};

use axum::{
    extract::FromRequestParts,
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
        let is_real = state.config.environment.is_production();
        if let Some(fault) = fault(source, found, parts, is_real) {
            state.proxy_fault.store(true, Ordering::Relaxed);
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

/// What is wrong with the settings, as this request shows it. On a machine for trying out, visitors are at private addresses.
fn fault(source: &ClientIpSource, found: Option<IpAddr>, parts: &Parts, is_real: bool) -> Option<String> {
    let Some(found) = found else {
        let name = header(source)?;
        let what = if parts.headers.contains_key(name) { "holds no address in" } else { "lacks" };
        return Some(format!(
            "no form can be taken: CLIENT_IP_SOURCE is {source}, but a request {what} the header {name}. Let the proxy set it, or set CLIENT_IP_SOURCE to what the proxy sets"
        ));
    };
    let is_proxy = is_real && *source == ClientIpSource::ConnectInfo && is_private(found);
    is_proxy.then(|| {
        "all visitors count as one: CLIENT_IP_SOURCE is ConnectInfo, but forms come from a private address, where a proxy stands. Set CLIENT_IP_SOURCE to the header in which the proxy puts the visitor's address".to_owned()
    })
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
            let told = fault(source, found, &with(header), is_real);
            assert_eq!(told.is_some(), words.is_some(), "{told:?}");
            assert!(
                told.is_none_or(|told| told.contains(words.unwrap_or_default()) && told.contains("CLIENT_IP_SOURCE"))
            );
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
