//! Whether one more checkout may begin. Everything is counted in the database, so all instances count together; while it
//! is away, nothing begins.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    database::within,
    error::Error,
    form::FormToken,
    giving::defence::{breaker, proof, queries},
    limits::{self, Limit, Whom, Window},
    settings,
    site::Giving,
    state::AppState,
};

/// A valid form that wants to become a checkout.
pub struct Attempt<'a> {
    /// From where it was sent.
    pub address: IpAddr,
    /// The mail address in it.
    pub mail: Option<&'a str>,
    /// Its showing, whose token was verified.
    pub token: FormToken,
    /// The token as it was sent: what a proof of work is made for.
    pub signed_token: &'a str,
    /// The proof of work: empty where no script ran, missing where the page did not ask for one.
    pub proof: Option<&'a str>,
    /// Everything that was typed, as one text.
    pub typed: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    Free,
    Refused(Refusal),
}

/// Why a checkout may not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too many came from this address or mailbox, or from everywhere.
    TooMany,
    /// This showing of the form was sent so often that it is used up.
    WornOut,
    /// A proof of work is needed, and there is no good one.
    NeedsProof,
    /// The same, and no script ran that could make one.
    NeedsMail,
    Closed(Giving),
}

/// Decides about one sending of the form, and counts it.
///
/// # Errors
/// When the database is away: then nothing may begin.
pub async fn admit(state: &AppState, attempt: &Attempt<'_>, now: OffsetDateTime) -> Result<Admission, Error> {
    let admission = decide(state, attempt, now).await?;
    let what = match &admission {
        Admission::Free => queries::BEGUN,
        Admission::Refused(Refusal::TooMany | Refusal::WornOut) => queries::LIMITED,
        Admission::Refused(Refusal::NeedsProof) => queries::WITHOUT_PROOF,
        Admission::Refused(Refusal::NeedsMail | Refusal::Closed(_)) => return Ok(admission),
    };
    within(queries::note(&state.db, what, now)).await?;
    Ok(admission)
}

/// Whether one more transfer may be announced from this address: no card can be tried out there, so only the number counts.
///
/// # Errors
/// When the database is away.
pub async fn admits_transfer(state: &AppState, address: IpAddr, now: OffsetDateTime) -> Result<bool, Error> {
    let (db, config) = (&state.db, &state.config);
    let limit = |whom, count| Limit { purpose: "transfer", whom, count };
    let here = limit(Whom::Address(address), config.checkouts.per_address);
    let everywhere = limit(Whom::Everybody, config.checkouts.of_site);
    Ok(limits::allow(db, &config.keys, here, now).await? && limits::allow(db, &config.keys, everywhere, now).await?)
}

async fn decide(state: &AppState, attempt: &Attempt<'_>, now: OffsetDateTime) -> Result<Admission, Error> {
    let giving = within(settings::queries::giving(&state.db)).await?;
    if let Giving::Closed { .. } = giving {
        return Ok(Admission::Refused(Refusal::Closed(giving)));
    }
    if let Some(refusal) = refused_alone(state, attempt, now).await? {
        return Ok(Admission::Refused(refusal));
    }
    if giving == Giving::Open {
        if allows_everybody(state, "donate", now).await? {
            return Ok(Admission::Free);
        }
        breaker::trip(state, now).await?;
    }
    match attempt.proof {
        Some("") => return Ok(Admission::Refused(Refusal::NeedsMail)),
        Some(proof) if proof::proves(attempt.signed_token, proof) && is_unspent(state, attempt, now).await? => {}
        _ => return Ok(Admission::Refused(Refusal::NeedsProof)),
    }
    // Donors who did the work are counted for themselves: those who did not cannot use up their places.
    let free = allows_everybody(state, "donate with proof", now).await?;
    Ok(if free { Admission::Free } else { Admission::Refused(Refusal::TooMany) })
}

/// The limits of one showing, one address and one mailbox.
async fn refused_alone(state: &AppState, attempt: &Attempt<'_>, now: OffsetDateTime) -> Result<Option<Refusal>, Error> {
    let (db, config) = (&state.db, &state.config);
    let limit = |whom, count| Limit { purpose: "donate", whom, count };
    let form = limit(Whom::Showing(attempt.token.nonce), config.checkouts.per_showing);
    let address = limit(Whom::Address(attempt.address), config.checkouts.per_address);
    if !limits::allow(db, &config.keys, address, now).await? {
        return Ok(Some(Refusal::TooMany));
    }
    if !limits::allow_in(Window::Day, db, &config.keys, form, now).await? {
        return Ok(Some(Refusal::WornOut));
    }
    let Some(mail) = attempt.mail else { return Ok(None) };
    let mail = limit(Whom::Mail(mail), config.checkouts.per_mail);
    Ok((!limits::allow(db, &config.keys, mail, now).await?).then_some(Refusal::TooMany))
}

/// The limit of the whole site. Reaching it is a sign of an attack by itself.
async fn allows_everybody(state: &AppState, purpose: &'static str, now: OffsetDateTime) -> Result<bool, Error> {
    let limit = Limit { purpose, whom: Whom::Everybody, count: state.config.checkouts.of_site };
    let free = limits::allow(&state.db, &state.config.keys, limit, now).await?;
    if !free {
        within(queries::note(&state.db, queries::CEILING, now)).await?;
    }
    Ok(free)
}

/// Whether a good proof was not handed in yet for another choice. Sent twice, the same form leads to the same checkout.
async fn is_unspent(state: &AppState, attempt: &Attempt<'_>, now: OffsetDateTime) -> Result<bool, Error> {
    let choice = state.config.keys.hash("choice", attempt.typed.as_bytes());
    within(queries::spend_proof(&state.db, attempt.token.nonce, &choice, now)).await
}
