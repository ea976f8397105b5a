//! What can go wrong while answering, and how it looks: the cause goes to the log once, never to the visitor.

use std::error::Error as _;

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
            error if error.is_database_away() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes the cause with its chain to the log. Mistakes of visitors are not logged as errors.
    pub(crate) fn log(&self) {
        if self.status().is_server_error() {
            let mut causes = String::new();
            let mut cause = self.source();
            while let Some(error) = cause {
                causes = format!("{causes}: {error}");
                cause = error.source();
            }
            tracing::error!("a request failed: {self}{causes}");
        }
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
