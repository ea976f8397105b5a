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
    form::{Filter, FilterForm, METHODS, STATES, SearchForm, Wanted, method_words, state_badge, state_words},
    queries::{self, Summary},
};
use crate::{
    audit::Action,
    database::within,
    donations,
    error::Error,
    form::Problems,
    inputs::{Form, Query},
    money::{Currency, sum},
    rooms::{
        Act, Pass, Treasurer,
        frame::{Moment, StaffFrame},
        list::{List, ListPlace},
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
    donations: List<Line>,
    search: String,
    found_nothing: bool,
}

/// What a list tells about a donation.
pub(crate) struct Line {
    pub(crate) id: Uuid,
    pub(crate) amount: String,
    /// The class of the state's badge.
    pub(crate) badge: &'static str,
    pub(crate) words: &'static str,
    pub(crate) method: &'static str,
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
    let filter = match form.check() {
        Ok(filter) => within(with_donor(&state, &pass, &form, filter)).await?,
        Err(problems) => Err(problems),
    };
    let mut page = DonationsPage::new(frame, form, funds);
    match filter {
        Ok(filter) => {
            let rows = within(queries::list(&pass, &state.db, &filter, before, ListPlace::count())).await?;
            let rows = List::part(before.is_none(), rows, |row| (row.created_at, row.id));
            page.donations = rows.map(|row| Line::new(&row, &page.funds));
            Html::page(&page)
        }
        Err(problems) => {
            page.problems = problems;
            Ok(Html::page(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
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
            problems.add("donor", "The look at this donor’s gifts is over. Please search for them again.".to_owned());
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

    fn states(&self) -> &'static [(&'static str, &'static str)] {
        &STATES
    }

    fn methods(&self) -> &'static [(&'static str, &'static str)] {
        &METHODS
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
    pub(crate) fn new(row: &Summary, funds: &[Fund]) -> Self {
        let fund = row.fund_id.and_then(|id| funds.iter().find(|fund| fund.id == id));
        Self {
            id: row.id,
            amount: sum(row.amount_minor, &row.currency),
            words: state_words(row.state),
            badge: state_badge(row.state),
            method: method_words(row.method),
            is_monthly: row.monthly_gift_id.is_some(),
            fund: fund.map(|fund| fund.name_english.clone()),
            sent_at: Moment::new(row.created_at),
            has_flag: row.flag.is_some(),
        }
    }
}
