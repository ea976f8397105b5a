//! Whether one more checkout may begin. Everything is counted in the database, so all instances count together. Without
//! the database nothing begins.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    database::within,
    error::Error,
    form::FormToken,
    giving::defence::{
        breaker, proof,
        queries::{self, Counted, ProofUse},
    },
    limits::{self, Limit, Limited, Tally, Whom, Window},
    settings,
    site::Giving,
    state::AppState,
};

/// One sending of a valid form that wants to become a checkout.
pub struct Sending<'a> {
    /// The IP address that sent it.
    pub address: IpAddr,
    /// The mail address in the form.
    pub mail: Option<&'a str>,
    /// The token of the form, verified.
    pub token: FormToken,
    /// The same token as it was sent; the proof of work is made for it.
    pub signed_token: &'a str,
    /// The proof of work: empty if no script ran, none if the page did not ask for a proof.
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
    /// Too many came from this address or mailbox, or from everybody together.
    TooMany,
    /// This showing of the form was sent too often and cannot be used any more.
    WornOut,
    /// A proof of work is needed, and the one that came is missing or bad.
    NeedsProof,
    /// A proof of work is needed, and no script ran that could make one.
    NeedsMail,
    Closed(Giving),
}

/// Counts one sending of the form for cards, and decides whether it may become a checkout.
pub async fn admit(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<Admission, Error> {
    let admission = decide(state, sending, now).await?;
    let counted = match &admission {
        Admission::Free => Counted::Begun,
        Admission::Refused(Refusal::TooMany | Refusal::WornOut) => Counted::Limited,
        Admission::Refused(Refusal::NeedsProof) => Counted::WithoutProof,
        Admission::Refused(Refusal::NeedsMail | Refusal::Closed(_)) => return Ok(admission),
    };
    within(queries::count(&state.db, counted, now)).await?;
    Ok(admission)
}

/// Counts one promise of a bank transfer, and decides whether it is taken. No card can be tried out there, so only the
/// number of promises matters.
pub async fn admit_transfer(state: &AppState, address: IpAddr, now: OffsetDateTime) -> Result<Admission, Error> {
    let (db, config) = (&state.db, &state.config);
    for (whom, most) in
        [(Whom::Address(address), config.checkouts.per_address), (Whom::Everybody, config.checkouts.of_site)]
    {
        let limit = Limit { what: Limited::Transfer, whom, window: Window::TenMinutes, most };
        if limits::count(db, &config.keys, limit, now).await? == Tally::Over {
            return Ok(Admission::Refused(Refusal::TooMany));
        }
    }
    Ok(Admission::Free)
}

async fn decide(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<Admission, Error> {
    let giving = within(settings::queries::giving(&state.db)).await?;
    if let Giving::Closed { .. } = giving {
        return Ok(Admission::Refused(Refusal::Closed(giving)));
    }
    if let Some(refusal) = count_alone(state, sending, now).await? {
        return Ok(Admission::Refused(refusal));
    }
    if giving == Giving::Open {
        if count_with_all(state, Limited::Checkout, now).await? == Tally::Within {
            return Ok(Admission::Free);
        }
        breaker::trip(state, now).await?;
    }
    match sending.proof {
        Some("") => return Ok(Admission::Refused(Refusal::NeedsMail)),
        Some(proof)
            if proof::proves(sending.signed_token, proof)
                && use_proof(state, sending, now).await? == ProofUse::Good => {}
        _ => return Ok(Admission::Refused(Refusal::NeedsProof)),
    }
    Ok(match count_with_all(state, Limited::CheckoutWithProof, now).await? {
        Tally::Within => Admission::Free,
        Tally::Over => Admission::Refused(Refusal::TooMany),
    })
}

/// Counts a sending for its IP address, its showing of the form and its mail address. Returns the first limit that it
/// breaks.
async fn count_alone(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<Option<Refusal>, Error> {
    let config = &state.config;
    let mut limits = vec![
        (Whom::Address(sending.address), Window::TenMinutes, config.checkouts.per_address, Refusal::TooMany),
        (Whom::Showing(sending.token.nonce), Window::Day, config.checkouts.per_showing, Refusal::WornOut),
    ];
    limits.extend(
        sending.mail.map(|mail| (Whom::Mail(mail), Window::TenMinutes, config.checkouts.per_mail, Refusal::TooMany)),
    );
    for (whom, window, most, refusal) in limits {
        let limit = Limit { what: Limited::Checkout, whom, window, most };
        if limits::count(&state.db, &config.keys, limit, now).await? == Tally::Over {
            return Ok(Some(refusal));
        }
    }
    Ok(None)
}

/// Counts a sending for the whole site. Reaching this limit is itself a sign of an attack.
async fn count_with_all(state: &AppState, what: Limited, now: OffsetDateTime) -> Result<Tally, Error> {
    let limit = Limit { what, whom: Whom::Everybody, window: Window::TenMinutes, most: state.config.checkouts.of_site };
    let tally = limits::count(&state.db, &state.config.keys, limit, now).await?;
    if tally == Tally::Over {
        within(queries::count(&state.db, Counted::Ceiling, now)).await?;
    }
    Ok(tally)
}

/// Uses up a good proof for what was chosen in the form.
async fn use_proof(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<ProofUse, Error> {
    let choice = state.config.keys.hash("choice", sending.typed.as_bytes());
    within(queries::use_proof(&state.db, sending.token.nonce, &choice, now)).await
}
