//! What can go wrong while answering, and how it looks: the cause goes to the log once, never to the visitor.

use std::io;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{seal::SealError, stripe::StripeError};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at this address.
    #[error("not found")]
    NotFound,
    /// The session ended while something was being written.
    #[error("signed out")]
    SignedOut,
    /// The member of staff has no role that may do this.
    #[error("forbidden")]
    Forbidden,
    /// The address exists, but not for this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The request is malformed.
    #[error("bad request")]
    BadRequest,
    /// The database did not do what was asked.
    #[error("the database")]
    Database(#[from] sqlx::Error),
    /// The database did not answer in time.
    #[error("the database did not answer in time")]
    DatabaseSilent,
    #[error("a template")]
    Template(#[from] askama::Error),
    /// A sealed value did not open.
    #[error("a sealed value")]
    Seal(#[from] SealError),
    /// Stripe refused or did not answer.
    #[error("stripe")]
    Stripe(#[from] StripeError),
    /// Something of ours must be put right before this can be done. The sentence is for the log.
    #[error("{0}")]
    OwnMistake(String),
    /// A later release wrote what this one would have to write down again. The sentence says what.
    #[error("{0}")]
    LaterRelease(String),
    /// Any other fault of ours.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// Whether the database is away, so that a form should be kept and sent again later.
    pub(crate) fn is_database_away(&self) -> bool {
        match self {
            Self::DatabaseSilent => true,
            Self::Database(error) => is_lost(error),
            // The job queue wraps what the database says.
            Self::Internal(error) => is_away(error),
            _ => false,
        }
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Stripe(_) => StatusCode::BAD_GATEWAY,
            Self::LaterRelease(_) => StatusCode::NOT_IMPLEMENTED,
            Self::OwnMistake(_) => StatusCode::SERVICE_UNAVAILABLE,
            error if error.is_database_away() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes the cause to the log, once. Mistakes of visitors are not logged as errors.
    pub(crate) fn log(&self) {
        if self.status().is_server_error() {
            tracing::error!("a request failed: {}", chain(self));
        }
    }
}

/// What went wrong with its causes, each said once.
pub fn told(error: &anyhow::Error) -> String {
    chain(error.as_ref())
}

/// A wrapper often repeats what it wraps; and what the database did has words of our own.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut told = String::new();
    let mut cause = Some(error);
    while let Some(error) = cause {
        let database = error.downcast_ref::<sqlx::Error>();
        cause = error.source().filter(|_| database.is_none());
        let words = database.map_or_else(|| error.to_string(), words);
        let inner = cause.map(ToString::to_string).unwrap_or_default();
        let own = words.strip_suffix(&inner).unwrap_or(&words).trim_end_matches([':', ' ']);
        if !own.is_empty() && !told.contains(own) {
            let colon = if told.is_empty() { "" } else { ": " };
            told = format!("{told}{colon}{own}");
        }
    }
    told
}

/// Why the database did not do what was asked, for an operator.
pub(crate) fn words(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => lost_words(error),
        sqlx::Error::PoolTimedOut => "no connection to the database came about in time".to_owned(),
        sqlx::Error::Tls(error) => format!("the connection cannot be encrypted: {error}"),
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            let known = match &*code {
                "53300" => "PostgreSQL takes no more connections: stop what holds them, or raise max_connections",
                "28P01" => "PostgreSQL refuses the password",
                "28000" => "PostgreSQL does not let this user in; see its pg_hba.conf and the name of the user",
                "3D000" => "there is no database of this name",
                "57P03" => "PostgreSQL is starting or stopping",
                "57P01" | "57P02" => "PostgreSQL was stopped",
                _ => error.message(),
            };
            format!("{known} ({code})")
        }
        other => other.to_string(),
    }
}

fn lost_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
        io::ErrorKind::TimedOut => "there is no answer".to_owned(),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
            "the connection was cut".to_owned()
        }
        io::ErrorKind::NotFound => "there is no such socket".to_owned(),
        _ if error.to_string().contains("failed to lookup address") => "no machine has this name".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether a command failed only because the database is away.
pub(crate) fn is_away(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_lost)
}

/// Whether there was no connection; the statement itself was not at fault.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::BeginFailed => true,
        // Class 57: operator intervention, such as a shutdown; 53: out of connections, disk or memory; 08: connection; 25006: read-only.
        sqlx::Error::Database(error) => error
            .code()
            .is_some_and(|code| ["57P", "53", "08"].iter().any(|class| code.starts_with(class)) || code == "25006"),
        _ => false,
    }
}

/// An answer without a body: the layer `error_pages` turns it into a page in the visitor's language.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.log();
        self.status().into_response()
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_cause_is_told_once_and_in_words() {
        let refused = || sqlx::Error::Io(io::ErrorKind::ConnectionRefused.into());
        let migrate = sqlx::migrate::MigrateError::Execute(refused());
        for (error, words) in [
            (anyhow::Error::from(refused()), "nothing listens there"),
            (anyhow::Error::from(refused()).context("the database"), "the database: nothing listens there"),
            (anyhow::Error::from(Error::from(refused())), "the database: nothing listens there"),
            (anyhow::Error::from(sqlx::Error::PoolTimedOut), "no connection to the database came about in time"),
            (anyhow::Error::from(migrate), "while executing migrations: nothing listens there"),
            (anyhow::anyhow!("one").context("two: one"), "two: one"),
        ] {
            assert_eq!(told(&error), words);
        }
        let twice = Err::<(), _>(anyhow::anyhow!("no room")).context("a copy").context("a copy");
        assert_eq!(told(&twice.expect_err("an error")), "a copy: no room");
    }
}
