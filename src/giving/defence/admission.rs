//! Whether one more checkout may begin. Everything is counted in the database, so all instances count together. Without
//! the database nothing begins. Nothing is counted by mail address, because the answer would tell who gives.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    database::within,
    error::Error,
    form::FormToken,
    giving::defence::{
        breaker,
        queries::{self, Counted, ProofUse},
    },
    limits::{self, Limit, Limited, Tally, Whom},
    settings,
    site::Giving,
    state::AppState,
    toll::{self, Bill, Door, Toll},
};

/// One sending of a valid form that wants to become a checkout.
pub struct Sending<'a> {
    /// The IP address that sent it.
    pub address: IpAddr,
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
    /// This showing of the form was sent too often and cannot be used any more.
    WornOut,
    /// This much work is needed, and less of it came. What came can be added to.
    NeedsProof(Toll),
    /// Work is needed, and what came was used for something else.
    ProofUsed(Toll),
    /// Work is needed, and no script ran that could do it.
    NeedsMail,
    Closed(Giving),
}

/// Counts one sending of the form for cards, and decides whether it may become a checkout.
pub async fn admit(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<Admission, Error> {
    let giving = within(settings::queries::giving(&state.db)).await?;
    let admission = decide(state, sending, &giving, now).await?;
    let counted = match &admission {
        Admission::Free => Counted::Begun,
        Admission::Refused(Refusal::WornOut) => Counted::Limited,
        Admission::Refused(Refusal::NeedsProof(_) | Refusal::ProofUsed(_)) if giving == Giving::Open => {
            Counted::Limited
        }
        Admission::Refused(Refusal::NeedsProof(_) | Refusal::ProofUsed(_)) => Counted::WithoutProof,
        Admission::Refused(Refusal::NeedsMail | Refusal::Closed(_)) => return Ok(admission),
    };
    within(queries::count(&state.db, counted, now)).await?;
    Ok(admission)
}

async fn decide(
    state: &AppState,
    sending: &Sending<'_>,
    giving: &Giving,
    now: OffsetDateTime,
) -> Result<Admission, Error> {
    if let Giving::Closed { .. } = giving {
        return Ok(Admission::Refused(Refusal::Closed(giving.clone())));
    }
    let of_showing = Limit {
        what: Limited::Checkout,
        whom: Whom::Showing(sending.token.nonce),
        most: state.config.allowances.per_showing,
    };
    if limits::count(&state.db, &state.config.keys, of_showing, now).await? == Tally::Over {
        return Ok(Admission::Refused(Refusal::WornOut));
    }
    let paid = Toll::by_proof(sending.signed_token, sending.proof);
    let least = if *giving == Giving::Guarded { Toll::FIRST } else { Toll::NONE };
    let bill = Bill::of(&state.config, Door::Card, sending.address, paid, now).at_least(least);
    let taken = toll::take(&state.db, &bill).await?;
    state.busy.note(Door::Card, taken.site_level, now);
    if taken.site_level > f64::from(state.config.allowances.of_site) {
        within(queries::count(&state.db, Counted::Ceiling, now)).await?;
        if *giving == Giving::Open {
            breaker::trip(state, now).await?;
        }
    }
    Ok(match taken.unpaid() {
        Some(_) if sending.proof == Some("") => Admission::Refused(Refusal::NeedsMail),
        Some(price) => Admission::Refused(Refusal::NeedsProof(price)),
        None if taken.price() > Toll::NONE && use_proof(state, sending, now).await? == ProofUse::UsedUp => {
            Admission::Refused(Refusal::ProofUsed(taken.price()))
        }
        None => Admission::Free,
    })
}

/// Uses up a good proof for what was chosen in the form.
async fn use_proof(state: &AppState, sending: &Sending<'_>, now: OffsetDateTime) -> Result<ProofUse, Error> {
    let choice = state.config.keys.hash("choice", sending.typed.as_bytes());
    within(queries::use_proof(&state.db, sending.token.nonce, &choice, now)).await
}
