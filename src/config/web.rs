//! Where the site listens, and under which address visitors reach it.

use std::net::{Ipv4Addr, SocketAddr};

use axum::http::Uri;
use axum_client_ip::ClientIpSource;
use clap::Args;

use super::{
    checks::{Faults, is_loopback},
    environment::Environment,
};

#[derive(Args, Clone, Debug)]
pub(super) struct WebSettings {
    /// Address and port to listen on.
    #[arg(long, env, global = true, default_value = "127.0.0.1:3000")]
    bind: SocketAddr,
    /// The address under which visitors reach the site, without a path.
    #[arg(long, env, global = true, default_value = "http://localhost:3000")]
    public_url: String,
}

pub struct WebConfig {
    /// Address and port to listen on.
    pub(crate) bind: SocketAddr,
    /// Scheme and host of the public address, without a slash at the end.
    pub origin: String,
    /// Hosts under which requests are answered, as they stand in `Host`.
    pub(crate) hosts: Vec<String>,
    /// The other name of the site, with or without `www.`: whoever comes by it is led to the right one.
    pub(crate) twin: Option<String>,
    /// Where the visitor's address stands.
    pub(crate) client_ip_source: ClientIpSource,
}

impl WebSettings {
    pub(super) fn origin(&self, environment: Environment, faults: &mut Faults) -> Option<String> {
        let origin = faults.of(origin_of(&self.public_url))?;
        if environment.is_production() && !origin.starts_with("https://") {
            faults.add("PUBLIC_URL must begin with https:// in production");
        }
        if !environment.is_production() && !is_loopback(&origin) {
            faults.add("PUBLIC_URL may name only this machine (localhost) while APP_ENV is development: /dev/mail shows mails to everybody");
        }
        Some(origin)
    }

    pub(super) fn config(
        &self,
        environment: Environment,
        origin: String,
        client_ip_source: ClientIpSource,
    ) -> WebConfig {
        let hosts = hosts(&origin, self.bind, environment);
        WebConfig { bind: self.bind, twin: twin(&hosts[0]), hosts, origin, client_ip_source }
    }
}

fn origin_of(typed: &str) -> Result<String, String> {
    let wrong = || "PUBLIC_URL must be an address without a path, such as https://example.org".to_owned();
    let uri: Uri = typed.trim_end_matches('/').parse().map_err(|_| wrong())?;
    match (uri.scheme_str(), uri.authority(), uri.path()) {
        (Some(scheme @ ("http" | "https")), Some(authority), "/" | "") if !authority.as_str().contains('@') => {
            Ok(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
        }
        _ => Err(wrong()),
    }
}

/// In development the site also answers under the loopback names of its port.
fn hosts(origin: &str, bind: SocketAddr, environment: Environment) -> Vec<String> {
    let own = origin.split_once("://").map_or(origin, |(_, host)| host).to_owned();
    if environment.is_production() {
        return vec![own];
    }
    let port = bind.port();
    vec![own, format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]
}

/// A host with `www.` if it has none, and without it if it has. An address of numbers has no other name.
fn twin(host: &str) -> Option<String> {
    if let Some(bare) = host.strip_prefix("www.") {
        return Some(bare.to_owned());
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    (!host.starts_with('[') && name.parse::<Ipv4Addr>().is_err()).then(|| format!("www.{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_twin_and_an_address_has_none() {
        for (host, other) in [
            ("example.org", Some("www.example.org")),
            ("www.example.org", Some("example.org")),
            ("give.example.org:8443", Some("www.give.example.org:8443")),
            ("127.0.0.1:3000", None),
            ("127.0.0.1", None),
            ("[::1]:3000", None),
        ] {
            assert_eq!(twin(host).as_deref(), other, "{host}");
        }
    }
}
