//! The confirmation of volunteer work that people ask for: a page to print, in either language. The name on it is sealed, so
//! making one opens the person, with an entry in the log of acts; nothing else is stored.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    audit::{Action, Cause},
    calendar,
    database::within,
    error::Error,
    form::Problems,
    inputs::Form,
    language::Language,
    rooms::{Act, Coordinator, Pass, frame::StaffFrame, list::RowId},
    seal::Keys,
    state::AppState,
    view::Html,
    volunteers::{
        custody::locked::Locked,
        record::{self, Opened},
        roles::hours::{
            self, PeriodForm,
            queries::{Together, together},
        },
        staff::{
            opening::{Taken, stopped, take},
            queries::{find, lock},
        },
        words::OpeningReason,
    },
};

#[derive(Template)]
#[template(path = "volunteers/staff/roles/confirmation.html")]
struct ConfirmationPage {
    frame: StaffFrame,
    id: Uuid,
    handle: String,
    form: PeriodForm,
    problems: Problems,
}

/// The paper.
#[derive(Template)]
#[template(path = "volunteers/staff/roles/paper.html")]
struct PaperPage {
    frame: StaffFrame,
    id: Uuid,
    handle: String,
    /// The language of the paper.
    language: Language,
    name: Name,
    period: String,
    long: String,
    titles: Vec<String>,
    made: String,
}

/// The name as the person typed it, or what a coordinator's browser opens.
enum Name {
    Read(String),
    Locked(Locked),
}

/// `GET /admin/volunteers/{id}/confirmation`
pub(crate) async fn confirmation_page(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Html, Error> {
    let person = within(find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let handle = person.handle().words(frame.language);
    let form = PeriodForm::fresh(calendar::today(), person.language);
    Html::page(&ConfirmationPage { frame, id, handle, form, problems: Problems::default() })
}

/// `POST /admin/volunteers/{id}/confirmation`
pub(crate) async fn confirm(
    pass: Pass<Coordinator>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(form): Form<PeriodForm>,
) -> Result<Response, Error> {
    let person = within(find(&pass, &state.db, id)).await?.ok_or(Error::NotFound)?;
    let handle = person.handle().words(frame.language);
    let again = |frame: StaffFrame, problems: Problems| {
        let page = ConfirmationPage { frame, id, handle: handle.clone(), form: form.clone(), problems };
        Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let period = match form.check(calendar::today(), frame.language) {
        Ok(period) => period,
        Err(problems) => return again(frame, problems),
    };
    let work = within(together(&pass, &state.db, id, period.from, period.to)).await?;
    if work.minutes == 0 {
        let mut problems = Problems::default();
        problems.add("from", frame.t("rooms-roles-problem-no-hours"));
        return again(frame, problems);
    }
    let name = match within(open(&pass, &state, id)).await? {
        Ok(name) => name,
        Err(until) => return stopped(frame, format!("/admin/volunteers/{id}"), until),
    };
    let Together { minutes, days, titles_en, titles_ko } = work;
    let language = period.language;
    let (from, to) = (in_words(period.from, language), in_words(period.to, language));
    let count = days.to_string();
    let page = PaperPage {
        frame,
        id,
        handle,
        language,
        name,
        period: language.message_with("work-period-days", &[("from", &from), ("to", &to), ("count", &count)]),
        long: hours::in_words(language, minutes),
        titles: if language == Language::Korean { titles_ko } else { titles_en },
        made: calendar::day_in_words(OffsetDateTime::now_utc(), language),
    };
    Ok(Html::page(&page)?.into_response())
}

fn in_words(day: Date, language: Language) -> String {
    calendar::day_in_words(calendar::midnight(day), language)
}

/// Opens the person, because they asked for a paper with their name. Without an entry in the log nothing is opened.
/// Where that was done too often, gives when it goes on.
async fn open(pass: &Pass<Coordinator>, state: &AppState, id: Uuid) -> Result<Result<Name, OffsetDateTime>, Error> {
    let mut act = Act::begin(state, pass).await?;
    lock(pass, act.db(), id).await?.ok_or(Error::NotFound)?;
    match take(state, &mut act, pass, id, OpeningReason::AskedByPerson).await? {
        Taken::Stopped(until) => {
            act.record_failure(Action::OpenedVolunteer, id, Cause::TooMany).await?;
            Ok(Err(until))
        }
        Taken::Opened(opening) => {
            let name = Name::read(act.db(), &state.config.keys, id).await?;
            act.record_with_reason(Action::OpenedVolunteer, id, opening).await?;
            Ok(Ok(name))
        }
    }
}

impl Name {
    /// That of the newest application.
    async fn read(db: &mut PgConnection, keys: &Keys, id: Uuid) -> Result<Self, Error> {
        let newest = record::applications(&mut *db, id).await?.into_iter().next().ok_or(Error::NotFound)?;
        Ok(match newest.open(db, keys).await? {
            Opened::Offer(offer) => Self::Read(offer.name),
            Opened::Locked(sealed) => Self::Locked(Locked::offer(&sealed)),
        })
    }
}

impl ConfirmationPage {
    fn fields(&self) -> [(&'static str, String); 3] {
        PeriodForm::FIELDS.map(|(name, label)| (name, self.frame.t(label)))
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}

impl PaperPage {
    /// Whether the browser opens the name.
    fn is_locked(&self) -> bool {
        matches!(self.name, Name::Locked(_))
    }

    /// A message in the language of the paper.
    fn p(&self, key: &str) -> String {
        self.language.message(key)
    }
}
