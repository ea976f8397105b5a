//! What needs somebody today, in a handful of statements whatever the site holds.

mod queries;

use askama::Template;
use axum::extract::State;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    access,
    alerts::{self, AlertKind},
    books::reconcile::{self, Light},
    calendar::{day, midnight, today},
    database::within,
    donations::staff::{self as donations, Line, dispute_words},
    error::Error,
    language::Language,
    money::{Amount, sum},
    pages::staff::{SideAddress, board},
    rooms::{
        AnyStaff, Editor, Pass, Treasurer,
        frame::{Moment, StaffFrame},
    },
    state::AppState,
    view::Html,
    volunteers::roles::checks,
};

/// How many donations, and how many pages, the first page shows.
const LATEST: i64 = 5;

/// The first page of staff.
#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage {
    frame: StaffFrame,
    /// What must be done, the most urgent first.
    todo: Vec<ToDo>,
    /// For editors.
    waiting: Option<Waiting>,
    /// For treasurers.
    money: Option<Money>,
}

/// Sides whose newest words visitors do not read.
struct Waiting {
    /// How many there are.
    count: i64,
    /// The first of them, each with its heading.
    first: Vec<(SideAddress, String)>,
}

/// The part of the treasurer.
struct Money {
    totals: Vec<Amount>,
    month: String,
    this_month: Vec<(String, String)>,
    alerts: Vec<AlertLine>,
    disputes: Vec<DisputeLine>,
    light: Light,
    heard: Option<(Moment, String)>,
    latest: Vec<Line>,
}

/// Something that must be done.
struct ToDo {
    words: String,
    url: Option<&'static str>,
    /// Whether money or mails stand still until it is done.
    is_alarm: bool,
}

/// Something that staff must look at.
struct AlertLine {
    id: Uuid,
    sentence: String,
    subject: String,
    url: Option<String>,
    raised_at: Moment,
}

/// A dispute and its deadline.
struct DisputeLine {
    donation_id: Uuid,
    amount: String,
    status: String,
    due_at: Option<Moment>,
}

/// `GET /admin`
pub(crate) async fn dashboard_page(
    pass: Pass<AnyStaff>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Html, Error> {
    let (coordinator, treasurer, editor) = (pass.also(), pass.also(), pass.also::<Editor>());
    let page = within(async {
        let language = frame.language;
        let mut page = DashboardPage { frame, todo: Vec::new(), waiting: None, money: None };
        if let Some(pass) = &treasurer {
            let warned_until = checks::warned_until(today());
            let needs = queries::needs(pass, coordinator.as_ref(), &state.db, warned_until, today()).await?;
            let money = Money::read(&state, pass, language, &needs, OffsetDateTime::now_utc()).await?;
            page.todo = to_do(language, &needs);
            page.todo.extend(people(language, &needs.people()));
            if !money.light.is_green() {
                page.todo.push(ToDo::look_at(language, money.light));
            }
            page.money = Some(money);
        } else if let Some(pass) = &coordinator {
            page.todo = people(language, &queries::people_needs(pass, &state.db, today()).await?);
            let ending = checks::queries::count_running_out(pass, &state.db, today()).await?;
            page.todo.extend(ToDo::new(language, CHECKS, ending));
        }
        if treasurer.is_none() {
            let proposals = access::proposals::count_open(&state.db).await?;
            page.todo.extend(ToDo::new(language, PROPOSALS, proposals));
        }
        if let Some(pass) = &editor {
            page.waiting = Some(Waiting::of(board::queries::list_waiting(pass, &state.db, LATEST).await?));
            let broken = i64::try_from(board::broken(&state).len()).unwrap_or(i64::MAX);
            page.todo.extend(ToDo::new(language, BROKEN, broken));
        }
        Ok::<_, Error>(page)
    })
    .await?;
    Html::page(&page)
}

impl Waiting {
    fn of(rows: Vec<board::queries::WaitingRow>) -> Self {
        let count = rows.first().map_or(0, |row| row.count);
        let line = |row: board::queries::WaitingRow| {
            (SideAddress { language: row.language, slug: row.slug, path: row.path }, row.title)
        };
        Self { count, first: rows.into_iter().map(line).collect() }
    }
}

impl DashboardPage {
    fn is_all_done(&self) -> bool {
        self.todo.is_empty()
            && self.waiting.as_ref().is_none_or(|waiting| waiting.count == 0)
            && self.money.as_ref().is_none_or(|money| money.disputes.is_empty())
    }
}

/// What can wait for somebody: the message, where it is done, and whether money or mails stand still until then.
type Kind = (&'static str, Option<&'static str>, bool);
const BROKEN: Kind = ("rooms-dashboard-broken", Some("/admin/pages?show=broken"), true);
const PROPOSALS: Kind = ("rooms-proposals-wait", Some("/admin/proposals"), false);
const CHECKS: Kind = ("rooms-roles-dashboard-checks", Some("/admin/roles"), false);

/// What coordinators must do.
fn people(language: Language, needs: &queries::PeopleNeeds) -> Vec<ToDo> {
    let kinds: [(Kind, i64); 7] = [
        (("rooms-dashboard-people-waiting", Some("/admin/volunteers?due=waiting"), true), needs.waiting),
        (("rooms-dashboard-people-new", Some("/admin/volunteers?stage=new"), false), needs.arrived - needs.waiting),
        (("rooms-dashboard-people-steps", Some("/admin/volunteers?owner=mine&due=step"), false), needs.steps),
        (("rooms-dashboard-people-unowned", Some("/admin/volunteers?owner=nobody"), false), needs.unowned),
        (("rooms-dashboard-people-ending", Some("/admin/volunteers?due=ending"), false), needs.ending),
        (("rooms-dashboard-people-quarantined", Some("/admin/volunteers/quarantine"), false), needs.quarantined),
        (("rooms-dashboard-custody", Some("/admin/volunteers/custody"), false), needs.custody),
    ];
    kinds.into_iter().filter_map(|(kind, count)| ToDo::new(language, kind, count)).collect()
}

/// What treasurers must do.
fn to_do(language: Language, needs: &queries::Needs) -> Vec<ToDo> {
    let kinds: [(Kind, i64); 7] = [
        (("rooms-dashboard-dead", Some("/admin/events?show=dead"), true), needs.dead),
        (("rooms-dashboard-unsent", Some("/admin/mails"), true), needs.unsent),
        (("rooms-dashboard-flagged", Some("/admin/donations?look=yes"), false), needs.flagged),
        (("rooms-dashboard-failing", Some("/admin/monthly?show=failing"), false), needs.failing),
        (("rooms-dashboard-asked", None, false), needs.asked),
        (CHECKS, needs.checks.unwrap_or_default()),
        (PROPOSALS, needs.proposals),
    ];
    kinds.into_iter().filter_map(|(kind, count)| ToDo::new(language, kind, count)).collect()
}

impl ToDo {
    /// Nothing where nothing waits.
    fn new(language: Language, (key, url, is_alarm): Kind, count: i64) -> Option<Self> {
        let words = language.message_with(key, &[("count", &count.to_string())]);
        (count > 0).then_some(Self { words, url, is_alarm })
    }

    /// What the comparison with Stripe says.
    fn look_at(language: Language, light: Light) -> Self {
        let is_alarm = light == Light::Differs;
        Self { words: light.sentence(language), url: Some("/admin/reconciliation"), is_alarm }
    }
}

impl Money {
    /// Reads it. The totals are those of the edition, which every movement of the ledger renews: visitors see them too.
    async fn read(
        state: &AppState,
        pass: &Pass<Treasurer>,
        language: Language,
        needs: &queries::Needs,
        now: OffsetDateTime,
    ) -> Result<Self, Error> {
        let this_day = day(now);
        let first = this_day.replace_day(1).unwrap_or(this_day);
        let brought = queries::brought_since(pass, &state.db, midnight(first)).await?;
        let alerts = alerts::queries::list_open(&state.db).await?;
        let disputes = queries::open_disputes(pass, &state.db).await?;
        let latest = donations::newest(pass, &state.db, &donations::Filter::default(), None, LATEST).await?;
        let gifts = |count: i64| language.message_with("rooms-dashboard-in-gifts", &[("count", &count.to_string())]);
        let month = [("month", &*u8::from(this_day.month()).to_string()), ("year", &this_day.year().to_string())];
        Ok(Self {
            totals: state.site().raised.clone(),
            month: language.message_with("rooms-dashboard-month", &month),
            this_month: brought.iter().map(|row| (sum(row.minor, &row.currency), gifts(row.gifts))).collect(),
            alerts: alerts.into_iter().map(|alert| AlertLine::new(language, alert)).collect(),
            disputes: disputes.into_iter().map(|row| DisputeLine::new(language, row)).collect(),
            heard: needs.heard_at.map(|at| (Moment::new(at), age(language, now - at))),
            light: reconcile::light(state).await?,
            latest: latest.iter().map(|row| Line::new(row, &[], language)).collect(),
        })
    }
}

impl AlertLine {
    fn new(language: Language, alert: alerts::queries::Alert) -> Self {
        let url = match (alert.donation_id, alert.kind) {
            (Some(id), _) => Some(format!("/admin/donations/{id}")),
            (None, AlertKind::DeadEvent) => Some("/admin/events?show=dead".to_owned()),
            (None, AlertKind::Difference) => Some("/admin/reconciliation".to_owned()),
            (None, AlertKind::UnsentMails) => Some("/admin/mails".to_owned()),
            _ => None,
        };
        Self {
            id: alert.id,
            sentence: alert.kind.sentence(language),
            subject: alert.subject,
            url,
            raised_at: Moment::new(alert.raised_at),
        }
    }
}

impl DisputeLine {
    fn new(language: Language, row: queries::OpenDispute) -> Self {
        Self {
            donation_id: row.donation_id,
            amount: sum(row.amount_minor, &row.currency),
            status: dispute_words(row.status.as_str(), language),
            due_at: row.due_by.map(Moment::new),
        }
    }
}

/// How long ago something was, roughly.
fn age(language: Language, ago: time::Duration) -> String {
    let (key, count) = match (ago.whole_minutes(), ago.whole_hours(), ago.whole_days()) {
        (..1, ..) => ("rooms-dashboard-now", 0),
        (minutes @ ..120, ..) => ("rooms-dashboard-minutes-ago", minutes),
        (_, hours @ ..48, _) => ("rooms-dashboard-hours-ago", hours),
        (.., days) => ("rooms-dashboard-days-ago", days),
    };
    language.message_with(key, &[("count", &count.to_string())])
}
