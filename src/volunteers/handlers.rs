//! The volunteer's pages and what they send.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use time::{Duration, OffsetDateTime};

use crate::{
    database::within,
    error::Error,
    language::Language,
    limits::{self, Limit, Limited, Tally, Whom, Window},
    showing::{Remark, Showing},
    state::AppState,
    view::{Frame, Html, see_other},
    volunteers::{
        form::{NewVolunteer, VolunteerForm},
        queries::{self, Added},
        view::{ThanksPage, VolunteerPage},
    },
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "volunteer";

/// People need longer to fill in this form. Programs do not.
const FASTEST: Duration = Duration::seconds(2);

/// How many forms may come from one address within ten minutes. A family or a shelter may share one.
const FROM_ONE_ADDRESS: i32 = 20;

/// `GET /volunteer`
pub(crate) async fn volunteer_page(State(state): State<AppState>, language: Language) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    answer(&showing, VolunteerForm::default(), Remark::none())
}

/// `POST /volunteer`
pub(crate) async fn sign_up(
    State(state): State<AppState>,
    language: Language,
    ClientIp(address): ClientIp,
    Form(form): Form<VolunteerForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) if !form.is_trapped() => showing,
        Ok(showing) | Err(showing) => {
            return again(&showing, form, "volunteer-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let new = match form.check(language) {
        Ok(new) => new,
        Err(problems) => return answer(&showing, form, Remark::problems(problems)),
    };
    if now - showing.token.issued_at < FASTEST {
        return again(&showing, form, "volunteer-notice-too-fast", StatusCode::UNPROCESSABLE_ENTITY);
    }
    match keep(&showing, address, &new, now).await {
        Ok(Offered::Kept) => Ok(see_other(&language.path("/volunteer/thanks"))),
        Ok(Offered::TooMany) => again(&showing, form, "volunteer-notice-too-many", StatusCode::TOO_MANY_REQUESTS),
        Ok(Offered::AlreadyRead) => {
            again(&showing.renewed(now), form, "volunteer-notice-already-read", StatusCode::CONFLICT)
        }
        Err(error) => answer(&showing, form, showing.excuse(error, "volunteer-notice-database-away")?),
    }
}

/// What became of an offer.
enum Offered {
    Kept,
    /// The same form came before and staff have read it, so it is not changed.
    AlreadyRead,
    TooMany,
}

/// Keeps an offer unless too many come from one address. One connection serves both steps: giving it back and taking the
/// next one would cost as much as the steps themselves.
async fn keep(
    showing: &Showing<'_>,
    address: IpAddr,
    new: &NewVolunteer,
    now: OffsetDateTime,
) -> Result<Offered, Error> {
    let limit = Limit {
        what: Limited::Volunteer,
        whom: Whom::Address(address),
        window: Window::TenMinutes,
        most: FROM_ONE_ADDRESS,
    };
    let (state, keys) = (showing.state, &showing.state.config.keys);
    within(async {
        let mut db = state.db.acquire().await?;
        if limits::count(&mut *db, keys, limit, now).await? == Tally::Over {
            return Ok(Offered::TooMany);
        }
        Ok::<_, Error>(match queries::add(&mut *db, keys, showing.token.nonce, new, now).await? {
            Added::Kept => Offered::Kept,
            Added::AlreadyRead => Offered::AlreadyRead,
        })
    })
    .await
}

/// `GET /volunteer/thanks`. The same for everybody.
pub(crate) async fn thanks_page(frame: Frame) -> Result<Html, Error> {
    Html::page(&ThanksPage { frame })
}

/// The page with everything that was typed.
fn answer(showing: &Showing<'_>, form: VolunteerForm, remark: Remark) -> Result<Response, Error> {
    let frame = showing.frame("/volunteer", &remark);
    let Remark { status, problems, notice } = remark;
    let page = VolunteerPage { frame, form, problems, notice, token: showing.signed_token() };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// The page with a remark about the whole form.
fn again(showing: &Showing<'_>, form: VolunteerForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
    answer(showing, form, showing.notice(notice, status))
}
