//! How the two append-only chains end, signed and sent out of the machine every night: what the database alone cannot show,
//! a tail that was cut off and a chain that was written anew, shows beside a head that somebody kept.

mod head;
mod job;
pub(crate) mod mail;
pub(crate) mod queries;
mod verify;

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};

pub use self::job::sign;
pub(crate) use self::{
    head::Chain,
    job::{SignHeads, sign_overdue},
    verify::{read, verify},
};
use crate::{database::within, error::Error, state::AppState};

/// How many lines are shown: a month of both chains.
const LINES: i64 = 62;

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/.well-known/chain-heads.txt", get(chain_heads))
}

/// `GET /.well-known/chain-heads.txt`: the heads of the last month, for anybody who keeps them.
async fn chain_heads(State(state): State<AppState>) -> Result<impl IntoResponse, Error> {
    let lines = within(queries::list_lines(&state.db, LINES)).await?;
    let key = state.config.signing_key.public();
    let text = format!(
        "# How the records of {} ended each night: audit is what staff did, ledger is the money that moved.\n\
         # Each line is signed (Ed25519). Please keep copies: with this file, `connect-kindness audit verify --heads FILE`\n\
         # and `connect-kindness ledger verify --heads FILE` find what was cut off or written anew since.\n\
         # chain, site, time, number of entries, id and hash (SHA-256) of the last one, public key, signature\n\
         # public key: {}\n# its fingerprint: {}\n{}",
        state.origin,
        key.text(),
        key.fingerprint(),
        lines.iter().map(|line| format!("{line}\n")).collect::<String>(),
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text))
}
