//! The room of proposals: everybody on the staff sees what is proposed and may stop it; those who decide confirm it.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    apply::{Hand, lapse, put_in_force},
    proposal::{ALONE, Proposal, ProposalOutcome, Wanted},
    queries, rules,
};
use crate::{
    access_events::{self, AccessEvent, AccessKind},
    audit::{Action, Cause},
    database::within,
    error::Error,
    inputs::Query,
    language::Language,
    rooms::{
        Act, AnyStaff, Group, Pass, Rooms,
        frame::{Moment, StaffFrame},
        list::RowId,
    },
    staff,
    state::AppState,
    view::{Html, see_other},
    visitor::Caller,
    words::Word as _,
};

const ROOM: &str = "/admin/proposals";

/// Every URL of proposals. Who may confirm is decided for each.
pub(crate) fn rooms() -> Rooms<AnyStaff> {
    Rooms::of(AnyStaff)
        .get("/admin/proposals", proposals_page)
        .listed(Group::Settings, "rooms-nav-proposals")
        .post("/admin/proposals/{id}/confirm", confirm)
        .proved()
        .post("/admin/proposals/{id}/stop", stop)
}

#[derive(Template)]
#[template(path = "access/proposals.html")]
struct ProposalsPage {
    frame: StaffFrame,
    done: Option<String>,
    open: Vec<OpenLine>,
    settled: Vec<SettledLine>,
}

struct OpenLine {
    id: Uuid,
    what: String,
    /// Texts that would stand there, such as the bank account in both languages.
    texts: Vec<String>,
    by: String,
    proposed_at: Moment,
    /// When it takes effect by itself, if nobody else could confirm it.
    due_at: Option<Moment>,
    may_confirm: bool,
    is_own: bool,
}

struct SettledLine {
    what: String,
    by: String,
    settled_at: Option<Moment>,
    settler: Option<String>,
    outcome: String,
}

/// What was done before this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Visit {
    done: String,
}

const DONE: [&str; 8] = ["confirmed", "stopped", "lapsed", "gone", "proposed", "alone", "is-open", "not-you"];

/// `GET /admin/proposals`
async fn proposals_page(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(visit): Query<Visit>,
) -> Result<Html, Error> {
    let (open, settled) = within(async {
        let mut db = state.db.acquire().await?;
        let members = staff::queries::list(&mut *db).await?;
        let waiting = queries::list_open(&mut *db).await?.into_iter();
        let open: Vec<_> = waiting.map(|proposal| (rules::confirmers_of(&members, &proposal), proposal)).collect();
        Ok::<_, Error>((open, queries::list_settled(&mut *db).await?))
    })
    .await?;
    let language = frame.language;
    let done = DONE.into_iter().find(|known| *known == visit.done);
    Html::page(&ProposalsPage {
        done: done.map(|done| frame.t(&format!("rooms-proposals-done-{done}"))),
        open: open.into_iter().map(|(able, proposal)| OpenLine::new(&proposal, &able, pass.id, language)).collect(),
        settled: settled.iter().map(|proposal| SettledLine::new(proposal, language)).collect(),
        frame,
    })
}

impl OpenLine {
    fn new(proposal: &Proposal, confirmers: &[Uuid], reader: Uuid, language: Language) -> Self {
        let texts = match &*proposal.wanted {
            Wanted::BankAccount { english, korean } => {
                let none = || language.message("rooms-proposals-no-account");
                vec![english.clone().unwrap_or_else(none), korean.clone().unwrap_or_else(none)]
            }
            _ => Vec::new(),
        };
        Self {
            id: proposal.id,
            what: what(proposal, language),
            texts,
            by: proposal.proposer_email.clone(),
            proposed_at: Moment::new(proposal.proposed_at),
            due_at: proposal.alone_since.map(|since| Moment::new(since + ALONE)),
            may_confirm: confirmers.contains(&reader),
            is_own: proposal.proposed_by == reader,
        }
    }
}

impl SettledLine {
    fn new(proposal: &Proposal, language: Language) -> Self {
        let outcome = proposal.outcome.map_or("", ProposalOutcome::word).replace('_', "-");
        Self {
            what: what(proposal, language),
            by: proposal.proposer_email.clone(),
            settled_at: proposal.settled_at.map(Moment::new),
            settler: proposal.settler_email.clone(),
            outcome: language.message(&format!("rooms-proposals-{outcome}")),
        }
    }
}

/// What is proposed, in a sentence.
fn what(proposal: &Proposal, language: Language) -> String {
    let roles = proposal.wanted.roles().unwrap_or_default();
    let names: Vec<String> = roles.iter().map(|role| role.name(language)).collect();
    let roles = names.join(", ");
    let who = match &*proposal.wanted {
        Wanted::NewMember { email, .. } => email.clone(),
        _ => proposal.about_email.clone().unwrap_or_default(),
    };
    let kind = proposal.kind.word().replace('_', "-");
    language.message_with(&format!("rooms-proposals-{kind}"), &[("who", &who), ("roles", &roles)])
}

/// `POST /admin/proposals/{id}/confirm`. Who may confirm is looked at again in the transaction that does it.
async fn confirm(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    caller: Caller,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let done = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let Some(proposal) = queries::lock_open(act.db(), id).await? else { return Ok("gone") };
        staff::queries::lock(act.db()).await?;
        let members = staff::queries::list(act.db()).await?;
        if !rules::confirmers_of(&members, &proposal).contains(&pass.id) {
            act.record_failure(Action::ConfirmedProposal, id, Cause::NoRole).await?;
            return Ok("not-you");
        }
        if !rules::is_still_proposed(&members, &proposal) {
            lapse(&state, act.db(), &proposal).await?;
            act.record_failure(Action::ConfirmedProposal, id, Cause::NotPossible).await?;
            return Ok("lapsed");
        }
        let hand = Hand { id: Some(pass.id), address: caller.address, browser: caller.browser.clone() };
        let is_done = put_in_force(&state, act.db(), &proposal, &hand).await?;
        if !is_done {
            act.record_failure(Action::ConfirmedProposal, id, Cause::NotPossible).await?;
            return Ok("lapsed");
        }
        act.record(Action::ConfirmedProposal, id).await?;
        Ok::<_, Error>("confirmed")
    })
    .await?;
    Ok(see_other(&format!("{ROOM}?done={done}")))
}

/// `POST /admin/proposals/{id}/stop`. Anybody on the staff may: what was stopped in error is proposed again.
async fn stop(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    caller: Caller,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let done = within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let Some(proposal) = queries::lock_open(act.db(), id).await? else { return Ok("gone") };
        queries::settle(act.db(), id, ProposalOutcome::Stopped, Some(pass.id), OffsetDateTime::now_utc()).await?;
        tell_stopped(&state, act.db(), &proposal, &pass, &caller).await?;
        act.record(Action::StoppedProposal, id).await?;
        Ok::<_, Error>("stopped")
    })
    .await?;
    Ok(see_other(&format!("{ROOM}?done={done}")))
}

/// Tells those who were asked, and the one who proposed it.
async fn tell_stopped(
    state: &AppState,
    db: &mut PgConnection,
    proposal: &Proposal,
    pass: &Pass<AnyStaff>,
    caller: &Caller,
) -> Result<(), Error> {
    let mut receivers = rules::confirmers_of(&staff::queries::list(&mut *db).await?, proposal);
    if receivers.is_empty() {
        receivers = access_events::all_staff(&mut *db).await?;
    }
    receivers.push(proposal.proposed_by);
    receivers.retain(|receiver| *receiver != pass.id);
    let event = AccessEvent::new(AccessKind::Withdrawn, proposal.proposed_by, &caller.browser, caller.address);
    access_events::tell(state, db, &event.by(pass.id), &receivers).await
}
