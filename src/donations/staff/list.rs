//! The list of donations, its filter, and the search, which is recorded.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    donor,
    form::{Filter, FilterForm, SearchForm, Wanted, method_words, methods, state_badge, state_words, states},
    queries::{self, DayRow, Summary},
};
use crate::{
    audit::Action,
    calendar::{day, midnight},
    database::within,
    donations,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    language::Language,
    money::{Currency, sum},
    rooms::{
        Act, Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{Day, List, ListPlace},
    },
    site::Fund,
    state::AppState,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "donations/staff/donations.html")]
struct DonationsPage {
    frame: StaffFrame,
    form: FilterForm,
    problems: Problems,
    funds: Vec<Fund>,
    donations: List<Day<Line>>,
    search: String,
    found_nothing: bool,
}

/// What a list tells about a donation.
pub(crate) struct Line {
    pub(crate) id: Uuid,
    pub(crate) amount: String,
    /// The class of the state's badge.
    pub(crate) badge: &'static str,
    pub(crate) words: String,
    pub(crate) method: String,
    pub(crate) is_monthly: bool,
    pub(crate) fund: Option<String>,
    pub(crate) sent_at: Moment,
    pub(crate) has_flag: bool,
}

/// `GET /admin/donations`
pub(crate) async fn donations_page(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Query(place): Query<ListPlace>,
    Query(form): Query<FilterForm>,
) -> Result<Html, Error> {
    let before = place.read()?;
    let funds = within(queries::funds(&state.db)).await?;
    let filter = match form.check(frame.language) {
        Ok(filter) => within(with_donor(&state, &pass, &form, filter)).await?,
        Err(problems) => Err(problems),
    };
    let mut page = DonationsPage::new(frame, form, funds);
    match filter {
        Ok(filter) => {
            let rows = within(queries::list(&pass, &state.db, &filter, before, ListPlace::count())).await?;
            let rows = List::part(before.is_none(), rows, |row| (row.created_at, row.id));
            let days = within(days_of(&state, &pass, &filter, &rows.rows)).await?;
            let language = page.frame.language;
            let lines = rows.map(|row| Line::new(&row, &page.funds, language));
            page.donations = lines.by_day(|line| line.sent_at, |day| about_day(day, &days, language));
            Html::page(&page)
        }
        Err(problems) => {
            page.problems = problems;
            Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// What is told of the days on a page.
async fn days_of(
    state: &AppState,
    pass: &Pass<Treasurer>,
    filter: &Filter,
    rows: &[Summary],
) -> Result<Vec<DayRow>, Error> {
    let (Some(newest), Some(oldest)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let (last, first) = (day(newest.created_at), day(oldest.created_at));
    let until = midnight(last.next_day().unwrap_or(last));
    Ok(queries::days(pass, &state.db, filter, (midnight(first), until)).await?)
}

/// How many gifts a day has, and what arrived for them, each currency by itself.
fn about_day(day: &str, days: &[DayRow], language: Language) -> String {
    let of_day = || days.iter().filter(|row| row.day.to_string() == day);
    let count: i64 = of_day().map(|row| row.gifts).sum();
    let arrived = of_day().filter_map(|row| Some(sum(row.minor, row.currency.as_deref()?)));
    let sums = arrived.collect::<Vec<_>>().join(" · ");
    let gifts = language.message_with("rooms-donations-day", &[("count", &count.to_string())]);
    if sums.is_empty() {
        return gifts;
    }
    format!("{gifts}, {}", language.message_with("rooms-donations-day-sums", &[("sums", &sums)]))
}

/// The filter with the donor whom its address leads to. The mail address is opened here and hashed under every key.
pub(crate) async fn with_donor(
    state: &AppState,
    pass: &Pass<Treasurer>,
    form: &FilterForm,
    filter: Filter,
) -> Result<Result<Filter, Problems>, Error> {
    if form.donor.is_empty() {
        return Ok(Ok(filter));
    }
    let keys = &state.config.keys;
    let donation = match donor::donation_of(keys, &form.donor, pass.id, OffsetDateTime::now_utc()) {
        Some(id) => donations::queries::find(&state.db, id).await?,
        None => None,
    };
    let mail = donation.map(|donation| donation.mail(keys)).transpose()?.flatten();
    Ok(mail.map_or_else(
        || {
            let mut problems = Problems::default();
            problems.add("donor", pass.language.message("rooms-donations-problem-donor"));
            Err(problems)
        },
        |mail| Ok(Filter { mail_indexes: Some(donations::mail_index::mail_indexes(keys, &mail)), ..filter }),
    ))
}

/// `POST /admin/donations`: looks for a donation, a donor or a monthly gift. No entry in the audit log, no answer.
pub(crate) async fn search(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(typed): Form<SearchForm>,
) -> Result<Response, Error> {
    let found = match typed.wanted(&state.config.keys) {
        Some(wanted) => within(look_for(&state, &pass, &wanted)).await?,
        None => None,
    };
    if let Some(location) = found {
        return Ok(see_other(&location));
    }
    let funds = within(queries::funds(&state.db)).await?;
    let page = DonationsPage {
        search: typed.text,
        found_nothing: true,
        ..DonationsPage::new(frame, FilterForm::default(), funds)
    };
    Ok(Html::page(&page)?.with_status(StatusCode::NOT_FOUND).into_response())
}

async fn look_for(state: &AppState, pass: &Pass<Treasurer>, wanted: &Wanted) -> Result<Option<String>, Error> {
    let mut act = Act::begin(state, pass).await?;
    let found = queries::find(pass, act.db(), wanted).await?;
    let (action, now) = match wanted {
        Wanted::Mail(_) => (Action::SearchedDonor, OffsetDateTime::now_utc()),
        _ => (Action::SearchedDonations, OffsetDateTime::now_utc()),
    };
    act.record_about(action, found.map(|(id, _)| id)).await?;
    Ok(found.map(|(id, is_monthly)| match wanted {
        Wanted::Mail(_) => format!("/admin/donations?donor={}", donor::way(&state.config.keys, id, pass.id, now)),
        _ if is_monthly => format!("/admin/donations?monthly={id}"),
        _ => format!("/admin/donations/{id}"),
    }))
}

impl DonationsPage {
    fn new(frame: StaffFrame, form: FilterForm, funds: Vec<Fund>) -> Self {
        Self {
            frame,
            form,
            problems: Problems::default(),
            funds,
            donations: List::whole(Vec::new()),
            search: String::new(),
            found_nothing: false,
        }
    }

    fn states(&self) -> Vec<(&'static str, String)> {
        states(self.frame.language)
    }

    fn methods(&self) -> Vec<(&'static str, String)> {
        methods(self.frame.language)
    }

    fn currencies(&self) -> [Currency; 4] {
        Currency::ALL
    }

    /// The address at which the list begins.
    fn start(&self) -> String {
        let query = self.form.address();
        if query.is_empty() { "/admin/donations".to_owned() } else { format!("/admin/donations?{query}") }
    }

    /// Whether a purpose is the chosen one.
    fn is_fund(&self, id: &Uuid) -> bool {
        self.form.fund == id.to_string()
    }
}

impl Line {
    /// What a list tells about this donation.
    pub(crate) fn new(row: &Summary, funds: &[Fund], language: Language) -> Self {
        let fund = row.fund_id.and_then(|id| funds.iter().find(|fund| fund.id == id));
        Self {
            id: row.id,
            amount: sum(row.amount_minor, &row.currency),
            words: state_words(row.state, language),
            badge: state_badge(row.state),
            method: method_words(row.method, language),
            is_monthly: row.monthly_gift_id.is_some(),
            fund: fund.map(|fund| fund.name(language).to_owned()),
            sent_at: Moment::new(row.created_at),
            has_flag: row.flag.is_some(),
        }
    }
}
