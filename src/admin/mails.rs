//! Mails that did not leave: how many of which kind and why, and the button that has them sent again.

use askama::Template;
use axum::{extract::State, response::Response};
use time::OffsetDateTime;

use crate::{
    audit::Action,
    database::within,
    error::Error,
    job::Job as _,
    language::Language,
    mail::queries::{self, Progress, Unsent},
    outbox::QueueMails,
    rooms::{
        Act, Pass, Treasurer,
        frame::{Moment, StaffFrame},
    },
    state::AppState,
    view::{Html, see_other},
    words::Word as _,
};

#[derive(Template)]
#[template(path = "admin/mails.html")]
struct MailsPage {
    frame: StaffFrame,
    unsent: Vec<UnsentLine>,
    /// How many mails that are together.
    count: i64,
    /// Mails to mailboxes that do not exist.
    refused: i64,
    progress: Option<ProgressLine>,
}

/// Mails of one kind that did not leave for one reason.
struct UnsentLine {
    kind: String,
    why: String,
    count: i64,
    given_up: i64,
    oldest: Moment,
}

/// How far the last sending again has come.
struct ProgressLine {
    at: Moment,
    all: i64,
    sent: i64,
    refused: i64,
    waiting: i64,
}

/// `GET /admin/mails`
pub(crate) async fn mails_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let (unsent, refused, progress) = within(async {
        Ok::<_, sqlx::Error>((
            queries::list_unsent(&state.db).await?,
            queries::count_refused(&state.db).await?,
            queries::progress(&state.db).await?,
        ))
    })
    .await?;
    Html::page(&MailsPage {
        count: unsent.iter().map(|row| row.count).sum(),
        unsent: unsent.into_iter().map(|row| UnsentLine::new(frame.language, row)).collect(),
        refused,
        progress: progress.map(ProgressLine::new),
        frame,
    })
}

/// `POST /admin/mails`: has all of them sent again. Pressing it while that goes on changes nothing.
pub(crate) async fn send_again(pass: Pass<Treasurer>, State(state): State<AppState>) -> Result<Response, Error> {
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        if queries::try_again(act.db(), OffsetDateTime::now_utc()).await? > 0 {
            QueueMails {}.enqueue(&state, act.db()).await?;
            act.record_about(Action::SentMailsAgain, None).await?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    Ok(see_other("/admin/mails"))
}

impl UnsentLine {
    fn new(language: Language, row: Unsent) -> Self {
        let trouble = row.trouble.map_or("unknown", |trouble| trouble.word());
        Self {
            kind: language.message(&format!("rooms-mails-kind-{}", row.kind.word())),
            why: language.message(&format!("rooms-mails-trouble-{trouble}")),
            count: row.count,
            given_up: row.given_up,
            oldest: Moment::new(row.oldest),
        }
    }
}

impl MailsPage {
    /// Whether some that failed before are on their way again.
    fn is_sending(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.waiting > 0)
    }
}

impl ProgressLine {
    fn has_just_begun(&self) -> bool {
        self.waiting > 0 && self.waiting == self.all
    }

    fn new(row: Progress) -> Self {
        Self {
            at: Moment::new(row.again_at),
            all: row.all,
            sent: row.sent,
            refused: row.refused,
            waiting: row.all - row.sent - row.refused,
        }
    }
}
