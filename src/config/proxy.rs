//! What stands between visitors and the site.

use axum_client_ip::ClientIpSource;
use clap::Args;

use super::environment::Environment;

#[derive(Args, Clone, Debug)]
pub(super) struct ProxySettings {
    /// Where the visitor's address stands: ConnectInfo if nothing stands in front, or the header that the proxy sets, as one
    /// of RightmostXForwardedFor, XRealIp, CfConnectingIp, CloudFrontViewerAddress, FlyClientIp, TrueClientIp and
    /// XEnvoyExternalAddress. Development takes ConnectInfo.
    #[arg(long, env, global = true)]
    client_ip_source: Option<ClientIpSource>,
}

impl ProxySettings {
    pub(super) fn client_ip_source(&self, environment: Environment) -> Result<ClientIpSource, String> {
        match &self.client_ip_source {
            Some(source) => Ok(source.clone()),
            None if environment.is_production() => Err("CLIENT_IP_SOURCE is missing: name the header in which your proxy puts the visitor's address, such as RightmostXForwardedFor, or ConnectInfo if nothing stands in front".to_owned()),
            None => Ok(ClientIpSource::ConnectInfo),
        }
    }
}
