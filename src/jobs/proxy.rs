//! The job that tells staff when the proxy in front does not say from where visitors come, as forms showed.

use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};

use crate::{
    alerts::{self, AlertKind},
    database,
    error::Error,
    job::{Clock, Job},
    state::AppState,
};

/// What the alert is about.
const SUBJECT: &str = "CLIENT_IP_SOURCE";

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct TellProxyFault {}

impl Job for TellProxyFault {
    const IDENTIFIER: &'static str = "tell_proxy_fault";
    const IS_RETRIED: bool = false;

    fn by_the_clock() -> Option<(Clock, Self)> {
        Some((Clock::EveryMinutes(1), Self {}))
    }

    async fn run(self, state: &AppState) -> Result<(), Error> {
        tell(state).await
    }
}

/// Raises the alert if a form came of late that shows the fault. Staff settle it.
pub async fn tell(state: &AppState) -> Result<(), Error> {
    if !state.proxy_fault.swap(false, Ordering::Relaxed) {
        return Ok(());
    }
    let mut tx = database::begin(&state.db).await?;
    alerts::raise(state, &mut tx, AlertKind::ProxyFault, SUBJECT, None).await?;
    tx.commit().await?;
    Ok(())
}
