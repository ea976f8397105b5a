//! The code, and the steps behind it. The code comes in bodies of forms alone, never in an address; each step carries a proof of
//! it that is good for half an hour.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    queries::{self, MineRow},
    view::{CodePage, Mine, MinePage},
};
use crate::{
    calendar,
    database::{self, within},
    error::Error,
    form::present,
    inputs::Form,
    language::Language,
    limits::{self, Limit, Limited, Tally, Whom},
    showing::{Remark, Showing},
    state::AppState,
    toll::{self, Bill, Door, Task, TaskWords, Toll},
    view::Html,
    visitor::Visitor,
    volunteers::{
        code::Code,
        consent::Purpose,
        erasing,
        form::VolunteerForm,
        gone::GonePage,
        page,
        passage::{self, Way},
        vault::secrets::Secrets,
        words::ErasureCause,
    },
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "volunteer code";
const PATH: &str = "/volunteer/mine";
/// How many wrong codes a household may try in a minute. Sixty random bits need no more protection than that.
const MOST: i32 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MineForm {
    token: String,
    code: String,
    /// A field that people do not see. Programs fill it, and so may a password manager.
    further: String,
    /// Filled if the form is only to be shown, with the code, in the language of the address.
    show: String,
    /// The proof of work; none if the page did not ask for one.
    #[serde(deserialize_with = "present")]
    proof: Option<String>,
    /// What is to be done behind the code.
    step: String,
    pass: String,
}

/// `GET /volunteer/mine`
pub(crate) async fn code_page(State(state): State<AppState>, language: Language) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    answer(&showing, MineForm::default(), Toll::NONE, Remark::none())
}

/// `POST /volunteer/mine`: the code, or a step behind it.
pub(crate) async fn go_on(
    State(state): State<AppState>,
    language: Language,
    visitor: Visitor,
    Form(form): Form<MineForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    if !form.step.is_empty() {
        let fresh = Showing::fresh(&state, language, FORM, now);
        return match passage::open(&state.config.keys, Way::Mine, &form.pass, now) {
            Some(id) => step(&fresh, id, &form.step, now).await,
            None => over(&fresh),
        };
    }
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) | Err(showing) if !form.show.is_empty() => {
            return answer(&showing, form, Toll::NONE, Remark::none());
        }
        Ok(showing) if form.further.is_empty() => showing,
        Ok(showing) => return answer(&showing, form, Toll::NONE, showing.trapped()),
        Err(showing) => {
            let remark = showing.notice("mine-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
            return answer(&showing, form, Toll::NONE, remark);
        }
    };
    let Some(address) = visitor.address() else {
        return answer(&showing, form, Toll::NONE, showing.own_mistake());
    };
    match try_code(&showing, &form, address, now).await {
        Ok(Tried::Right(row)) => mine(&showing, row.id, None, false, now).await,
        Ok(Tried::Wrong) => answer(&showing, form, Toll::NONE, showing.problem("code", "mine-problem-code")),
        Ok(Tried::TooOften) => {
            let remark = showing.notice("mine-notice-too-often", StatusCode::TOO_MANY_REQUESTS);
            answer(&showing, form, Toll::NONE, remark)
        }
        Ok(Tried::Unpaid(price)) => {
            let remark = showing.ask_toll(price, form.proof.as_deref(), now);
            answer(&showing, form, price, remark)
        }
        Err(error) => answer(&showing, form, Toll::NONE, showing.excuse(error, "mine-notice-away")?),
    }
}

/// What became of a code.
enum Tried {
    Right(Box<MineRow>),
    /// Nothing is behind it, or not any more, or it is none.
    Wrong,
    TooOften,
    /// It costs this much, and less was paid.
    Unpaid(Toll),
}

/// Looks up a code. A wrong one takes as much work as a right one.
async fn try_code(
    showing: &Showing<'_>,
    form: &MineForm,
    address: IpAddr,
    now: OffsetDateTime,
) -> Result<Tried, Error> {
    let Showing { state, token, .. } = showing;
    let paid = Toll::paid(&form.token, form.proof.as_deref(), now - token.issued_at);
    let bill = Bill::of(&state.config, Door::Code, address, paid, now);
    if let Some(price) = toll::take(&state.db, &bill).await?.unpaid() {
        return Ok(Tried::Unpaid(price));
    }
    let code = Code::read(&form.code);
    let found = within(async {
        let mut db = database::begin(&state.db).await?;
        let secrets = Secrets::read(&mut db, &state.config.keys).await?;
        let code = code.unwrap_or_else(|| Code::of(&secrets, Uuid::new_v4()));
        Ok::<_, Error>(queries::find_by_code(&mut *db, &code.hash(&secrets)).await?)
    })
    .await?;
    if let Some(row) = found {
        return Ok(Tried::Right(Box::new(row)));
    }
    let limit = Limit { what: Limited::Code, whom: Whom::At(address), most: MOST };
    let tally = limits::count(&state.db, &state.config.keys, limit, now).await?;
    Ok(if tally == Tally::Over { Tried::TooOften } else { Tried::Wrong })
}

/// Does what was chosen behind the code.
async fn step(showing: &Showing<'_>, id: Uuid, step: &str, now: OffsetDateTime) -> Result<Response, Error> {
    let Showing { state, language, .. } = showing;
    let today = calendar::day(now);
    match step {
        "replace" => {
            let replaces = passage::seal(&state.config.keys, Way::Replace, &id, now)?;
            let fresh = Showing::fresh(state, *language, page::FORM, now);
            let form = VolunteerForm { replaces, ..VolunteerForm::default() };
            page::answer(&fresh, form, Toll::NONE, Remark::none())
        }
        "sensitive" => {
            within(queries::withdraw_consent(&state.db, id, Purpose::Sensitive, today)).await?;
            mine(showing, id, Some("mine-notice-sensitive"), false, now).await
        }
        "withdraw" => mine(showing, id, None, true, now).await,
        "erase" => {
            if !within(erase(state, id, now)).await? {
                return over(showing);
            }
            let page = GonePage { frame: state.frame(*language, PATH) };
            Ok(Html::page(&page)?.into_response())
        }
        _ => mine(showing, id, None, false, now).await,
    }
}

/// Whether nothing is left. Not if the person was merged with another one at this moment.
async fn erase(state: &AppState, id: Uuid, now: OffsetDateTime) -> Result<bool, Error> {
    let mut tx = database::begin(&state.db).await?;
    let Some(row) = queries::find(&mut *tx, id).await? else { return Ok(true) };
    let erased = erasing::erase(&mut tx, &[row.person_id], ErasureCause::Withdrawn, calendar::day(now)).await?;
    tx.commit().await?;
    Ok(erased > 0)
}

/// The page behind the code.
async fn mine(
    showing: &Showing<'_>,
    id: Uuid,
    notice: Option<&str>,
    is_sure: bool,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    let Showing { state, language, .. } = showing;
    let read = async |db: &mut PgConnection| {
        let row = queries::find(&mut *db, id).await?;
        Ok::<_, Error>((row, queries::consents(&mut *db, id).await?))
    };
    let (row, consents) = within(async { read(&mut *database::begin(&state.db).await?).await }).await?;
    let Some(row) = row else { return over(showing) };
    let page = MinePage {
        frame: state.frame(*language, PATH),
        pass: passage::seal(&state.config.keys, Way::Mine, &id, now)?,
        mine: Mine::new(*language, &row, &consents),
        notice: notice.map(|key| language.message(key)),
        is_sure,
    };
    Ok(Html::page(&page)?.into_response())
}

/// The code is asked for again.
fn over(showing: &Showing<'_>) -> Result<Response, Error> {
    let remark = showing.notice("mine-notice-over", StatusCode::UNPROCESSABLE_ENTITY);
    answer(showing, MineForm::default(), Toll::NONE, remark)
}

/// The page that asks for the code. `price` is what was not paid.
fn answer(showing: &Showing<'_>, form: MineForm, price: Toll, remark: Remark) -> Result<Response, Error> {
    let mut frame = showing.frame(PATH, &remark);
    frame.public = false;
    let is_trapped = !form.further.is_empty();
    let Remark { status, problems, notice } = remark;
    let token = showing.signed_token();
    let task = Task::of(price, TaskWords::Form, (&token, form.proof.as_deref().unwrap_or_default()), true);
    let page = CodePage { frame, code: form.code, is_trapped, problems, notice, token, task };
    Ok(Html::page(&page)?.with_status(status).into_response())
}
