//! Every kind of page that there is, and how to get to see it.

use connect_kindness::{language::Language, stand_in::StandIn};

use crate::{
    browser::words,
    harness::{TestSite, window::Window},
};

/// A page, how to get there, and what it answers.
pub struct Place {
    pub name: &'static str,
    pub status: u64,
    url: String,
    /// The buttons that are pressed on the way, each with what appears.
    buttons: Vec<(String, &'static str)>,
}

fn place(name: &'static str, url: String, status: u64) -> Place {
    Place { name, status, url, buttons: Vec::new() }
}

impl Place {
    /// Goes there.
    pub async fn open(&self, window: &Window) {
        window.visit(&self.url).await;
        for (button, appears) in &self.buttons {
            window.send(button).await;
            window.find(appears).await;
        }
    }

    fn after(mut self, button: impl Into<String>, appears: &'static str) -> Self {
        self.buttons.push((button.into(), appears));
        self
    }
}

impl TestSite {
    /// Every kind of page that visitors meet.
    pub async fn places(&self, language: Language) -> Vec<Place> {
        let at = |path: &str| self.page(language, path);
        let thanks = |query: &str| at(&format!("/donate/thanks?{query}"));
        let session = async |then: fn(&StandIn, &str)| {
            let id = self.begin_gift("usd", "25").await;
            then(&self.stripe, &id);
            id
        };
        let open = session(|_, _| {}).await;
        let paid = session(|stripe, id| stripe.pay(id).unwrap()).await;
        let processing = session(|stripe, id| stripe.pay_later(id).unwrap()).await;
        let expired = session(|stripe, id| stripe.expire(id).unwrap()).await;
        let mut places = vec![
            place("home", at("/"), 200),
            place("mission", at("/mission"), 200),
            place("why-awesome", at("/why-awesome"), 200),
            place("get-involved", at("/get-involved"), 200),
            place("share", at("/share"), 200),
            place("press", at("/press"), 200),
            place("privacy", at("/privacy"), 200),
            place("not-found", at("/no/such/page"), 404),
            place("donate", at("/donate"), 200),
            place("donate-paid", thanks(&format!("session_id={paid}")), 200),
            place("donate-processing", thanks(&format!("session_id={processing}")), 200),
            place("donate-open", thanks(&format!("session_id={open}")), 200),
            place("donate-not-paid", thanks(&format!("session_id={expired}")), 200),
            place("donate-unknown", thanks("session_id="), 200),
            place("volunteer", at("/volunteer"), 200),
            place("volunteer-thanks", at("/volunteer/thanks"), 200),
        ];
        let press = |key| words(language, key);
        let problems = place("donate-problems", at("/donate"), 422);
        places.push(problems.after(press("donate-submit"), "#problems"));
        let problems = place("volunteer-problems", at("/volunteer"), 422);
        places.push(problems.after(press("volunteer-submit"), "#problems"));
        let checkout = &self.state.config.stripe.checkout_origin;
        places.push(place("stand-in-pay", format!("{checkout}/pay/{open}"), 200));
        places
    }
    /// The way in for staff.
    pub fn doors(&self) -> Vec<Place> {
        let at = |query: &str| format!("{}/admin/sign-in{query}", self.url);
        vec![
            place("staff-door", at(""), 200),
            place("staff-sign-in", at("?token=x"), 200),
            place("staff-sign-in-refused", at("?token=x"), 403).after("Sign in", ".notice"),
        ]
    }

    /// The rooms of staff while nobody has written or given yet.
    pub fn empty_rooms(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin{path}", self.url);
        vec![
            place("staff-dashboard-empty", at(""), 200),
            place("staff-volunteers-empty", at("/volunteers"), 200),
            place("staff-donations-empty", at("/donations"), 200),
            place("staff-visits-empty", at("/visits"), 200),
        ]
    }

    /// The rooms of staff on an ordinary day.
    pub async fn rooms(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin{path}", self.url);
        let offer = [
            ("token", &*self.token("volunteer")),
            ("name", "반딧불"),
            ("contact_kind", "mail"),
            ("contact", "firefly@example.org"),
            ("areas", "teaching"),
            ("areas", "events"),
            ("availability", "monthly"),
            ("languages", "한국어, 영어 조금"),
            ("message", "주말 오후에 시간이 있습니다.\n잘 부탁드립니다."),
            ("consent", "yes"),
            ("of_age", "yes"),
        ];
        assert_eq!(self.submit("/ko/volunteer", &offer).await.status, 303);
        let session = self.begin_gift("krw", "30000").await;
        self.stripe.pay(&session).unwrap();
        self.begin_gift("usd", "25").await;
        self.ledger_holds(1).await;
        let id = async |sql: &'static str| sqlx::query_scalar::<_, uuid::Uuid>(sql).fetch_one(&self.db).await.unwrap();
        let volunteer = id("select id from volunteers").await;
        let donation = id("select id from donations where state = 'paid'").await;
        let volunteer = at(&format!("/volunteers/{volunteer}"));
        let donation = at(&format!("/donations/{donation}"));
        vec![
            place("staff-dashboard", at(""), 200),
            place("staff-volunteers", at("/volunteers"), 200),
            place("staff-volunteer-sealed", volunteer.clone(), 200),
            place("staff-volunteer", volunteer, 200).after("Open", "main section + section"),
            place("staff-donations", at("/donations"), 200),
            place("staff-donation", donation.clone(), 200),
            place("staff-donation-donor", donation, 200).after("Show donor", "section .pairs"),
            place("staff-visits", at("/visits"), 200),
            place("staff-pages", at("/pages"), 200),
            place("staff-editor", at("/pages/ko/home"), 200),
            place("staff-editor-problems", at("/pages/en/home"), 422)
                .after("Add block", "[name='b7.kind']")
                .after("Save draft", "#problems"),
            place("staff-revisions", at("/pages/en/home/revisions"), 200),
            place("staff-not-found", at("/nowhere"), 404),
        ]
    }
}
