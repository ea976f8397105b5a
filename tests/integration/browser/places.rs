//! Every kind of page that there is, and how to get to see it.

use connect_kindness::{arrivals::import::book, language::Language, ledger::Kind, money::Currency, settings};
use stripe_stand_in::StandIn;

use crate::{
    browser::words,
    harness::{TestSite, desk::Desk, window::Window},
};

/// A page, how to get there, and what it answers.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) status: u64,
    url: String,
    /// What is chosen before.
    choice: Option<&'static str>,
    /// The buttons that are pressed on the way, each with what appears.
    buttons: Vec<(String, &'static str)>,
}

fn place(name: &'static str, url: String, status: u64) -> Place {
    Place { name, status, url, choice: None, buttons: Vec::new() }
}

impl Place {
    /// Goes there.
    pub(crate) async fn open(&self, window: &Window) {
        window.visit(&self.url).await;
        if let Some(choice) = self.choice {
            window.find(choice).await.click().await.unwrap();
        }
        for (button, appears) in &self.buttons {
            window.send(button).await;
            window.find(appears).await;
        }
    }

    fn choosing(self, choice: &'static str) -> Self {
        Self { choice: Some(choice), ..self }
    }

    fn after(mut self, button: impl Into<String>, appears: &'static str) -> Self {
        self.buttons.push((button.into(), appears));
        self
    }
}

impl TestSite {
    /// Every kind of page that visitors meet.
    pub(crate) async fn places(&self, language: Language) -> Vec<Place> {
        let at = |path: &str| self.page(language, path);
        let thanks = |query: &str| at(&format!("/donate/thanks?{query}"));
        let session = async |then: fn(&StandIn, &str)| {
            let id = self.begin_gift("usd", "25").await;
            then(&self.stripe, &id);
            id
        };
        self.opens_account().await;
        if self.state.site().funds.is_empty() {
            self.offer_fund("Schools for young refugees", "탈북 청소년 학교").await;
        }
        let [waiting, part, arrived] = [self.promise().await, self.promise().await, self.promise().await];
        self.records(&part, Kind::Transfer, 10_000).await;
        self.records(&arrived, Kind::Transfer, 30_000).await;
        let role = Desk::coordinator(self).await.opens_role(&[]).await;
        self.eventually("visitors read of a task", || self.publishes("영어 교사")).await;
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
            place("transfer", at("/donate/transfer"), 200),
            place("transfer-waiting", at(&format!("/donate/transfer/{waiting}")), 200),
            place("transfer-part", at(&format!("/donate/transfer/{part}")), 200),
            place("transfer-arrived", at(&format!("/donate/transfer/{arrived}")), 200),
            place("donate-mail-sent", at("/donate/confirm"), 200),
            place("donate-link-ended", at("/donate/confirm/no-such-link"), 404),
            place("volunteer", at("/volunteer"), 200),
            place("volunteer-thanks", at("/volunteer/thanks"), 200),
            place("volunteer-roles", at("/volunteer/roles"), 200),
            place("volunteer-for-a-role", at(&format!("/volunteer?role={role}")), 200),
            place("volunteer-role-gone", at("/volunteer?role=gone"), 200),
            place("volunteer-code", at("/volunteer/mine"), 200),
            place("volunteer-no-link", at("/volunteer/confirm/no-such-link"), 404),
        ];
        places.extend(self.places_of_a_donor(language).await);
        let press = |key| words(language, key);
        let problems = place("donate-problems", at("/donate"), 422);
        places.push(problems.after(press("donate-submit"), "#problems"));
        let problems = place("transfer-problems", at("/donate/transfer"), 422);
        places.push(problems.after(press("transfer-submit"), "#problems"));
        let problems = place("volunteer-problems", at("/volunteer"), 422);
        places.push(problems.after(press("volunteer-submit"), "#problems"));
        let problems = place("volunteer-code-problems", at("/volunteer/mine"), 422);
        places.push(problems.after(press("mine-show"), "#problems"));
        let checkout = &self.state.config.stripe.checkout_origin;
        places.push(place("stand-in-pay", format!("{checkout}/pay/{open}"), 200));
        places
    }

    /// What a donor sees who comes back.
    async fn places_of_a_donor(&self, language: Language) -> Vec<Place> {
        let at = |path: &str| self.page(language, path);
        let press = |key| words(language, key);
        let [goes, rests, ends, over] =
            [self.monthly().await, self.monthly().await, self.monthly().await, self.monthly().await];
        // The next day: a mailbox gets only so many links in one.
        sqlx::query("delete from limit_counters").execute(&self.db).await.unwrap();
        let link = self.link("ada@example.org").await;
        let visit = self.visit_of("ada@example.org").await;
        let gift = |id: uuid::Uuid, rest: &str| at(&format!("{visit}/monthly/{id}{rest}"));
        for (id, change) in [(rests, "pause"), (ends, "stop"), (over, "stop_now")] {
            self.change(&format!("{visit}/monthly/{id}"), change, "").await;
        }
        let year = connect_kindness::calendar::year(time::OffsetDateTime::now_utc());
        let receipt = self.visit(&visit).await.attribute(".gift-receipt a", "href").unwrap();
        let problems = place("manage-problems", at("/donate/manage"), 422);
        let wrong = place("monthly-problems", gift(goes, ""), 422);
        vec![
            place("manage", at("/donate/manage"), 200),
            problems.after(press("manage-ask"), "#problems"),
            place("manage-asked", at("/donate/manage/asked"), 200),
            place("manage-link", at(&link), 200),
            place("manage-link-over", at("/donate/manage/link/no-such-link"), 404),
            place("manage-over", at("/donate/manage/no-such-visit"), 404),
            place("manage-overview", at(&visit), 200),
            place("manage-sent", at(&format!("{visit}?note=sent")), 200),
            place("manage-statement", at(&format!("{visit}/statement/{year}")), 200),
            place("monthly", gift(goes, ""), 200),
            wrong.after(press("monthly-amount"), "#problems"),
            place("monthly-rests", gift(rests, ""), 200),
            place("monthly-ends", gift(ends, "?note=done"), 200),
            place("monthly-over", gift(over, ""), 200),
            place("monthly-stop", gift(goes, "/stop"), 200),
            place("receipt", at(&receipt), 200),
            place("no-receipt", at("/donate/receipt/no-such-receipt"), 404),
        ]
    }

    /// The way in for staff.
    pub(crate) fn doors(&self) -> Vec<Place> {
        let at = |query: &str| format!("{}/admin/sign-in{query}", self.url);
        vec![
            place("staff-door", at(""), 200),
            place("staff-sign-in", at("?token=x"), 200),
            place("staff-sign-in-refused", at("?token=x"), 403).after("Sign in", ".notice"),
        ]
    }

    /// The rooms of staff while nobody has written or given yet.
    pub(crate) fn empty_rooms(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin{path}", self.url);
        vec![
            place("staff-dashboard-empty", at(""), 200),
            place("staff-volunteers-empty", at("/volunteers"), 200),
            place("staff-apart-empty", at("/volunteers/quarantine"), 200),
            place("staff-donations-empty", at("/donations"), 200),
            place("staff-transfers-empty", at("/transfers"), 200),
            place("staff-settings-empty", at("/settings"), 200),
            place("staff-months-empty", at("/donations/months"), 200),
            place("staff-monthly-empty", at("/monthly"), 200),
            place("staff-events-empty", at("/events"), 200),
            place("staff-visits-empty", at("/visits"), 200),
        ]
    }

    /// The rooms of staff on an ordinary day.
    pub(crate) async fn rooms(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin{path}", self.url);
        let offer = [
            ("token", &*self.token("volunteer")),
            ("name", "반딧불"),
            ("contact_kind", "signal"),
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
        let volunteer = id("select id from people").await;
        let donation = id("select id from donations where state = 'paid'").await;
        let role = self.busy_role(volunteer).await;
        let (work, paper) =
            (at(&format!("/volunteers/{volunteer}/work")), at(&format!("/volunteers/{volunteer}/confirmation")));
        let volunteer = at(&format!("/volunteers/{volunteer}"));
        let donation = at(&format!("/donations/{donation}"));
        self.seed(400).await;
        let disputed = id("select donation_id from disputes").await;
        let by_hand = id("select id from donations where method = 'transfer' limit 1").await;
        let by_hand = at(&format!("/donations/{by_hand}/correction"));
        let mut rooms = self.donation_rooms(&donation, &by_hand);
        rooms.push(place("staff-donation-disputed", at(&format!("/donations/{disputed}")), 200));
        rooms.extend([
            place("staff-dashboard", at(""), 200),
            place("staff-volunteers", at("/volunteers"), 200),
            place("staff-volunteer-sealed", volunteer.clone(), 200),
            place("staff-volunteer", volunteer.clone(), 200)
                .choosing("option[value=answering]")
                .after("Open", "#contact-1"),
            place("staff-volunteer-problems", volunteer, 422).after("Note the contact", "#problems"),
            place("staff-handing-over", at("/volunteers/handing-over"), 200),
            place("staff-roles", at("/roles"), 200),
            place("staff-role", at(&format!("/roles/{role}")), 200),
            place("staff-role-change", at(&format!("/roles/{role}/change")), 200),
            place("staff-role-problems", at("/roles/new"), 422).after("Save", "#problems"),
            place("staff-work", work.clone(), 200),
            place("staff-work-problems", work, 422).after("Note hours", "#problems"),
            place("staff-confirmation", paper.clone(), 200),
            place("staff-confirmation-paper", paper, 200).after("Open the person and show the paper", "article.paper"),
            place("staff-donations", at("/donations"), 200),
            place("staff-donation", donation.clone(), 200),
            place("staff-donation-donor", donation, 200).after("Show donor", "section .pairs"),
            place("staff-defence", at("/defence"), 200),
            place("staff-visits", at("/visits"), 200),
            place("staff-style", at("/style"), 200),
            place("staff-pages", at("/pages"), 200),
            place("staff-page-new", at("/pages/new"), 200),
            place("staff-page-new-problems", at("/pages/new"), 422).after("Make this page", "#problems"),
            place("staff-editor", at("/pages/mission"), 200),
            place("staff-editor-head", at("/pages/mission/ko/head"), 200),
            place("staff-editor-reasons", at("/pages/mission/ko/b1"), 200),
            place("staff-editor-add", at("/pages/mission/en/add"), 200),
            place("staff-publish", at("/pages/mission/publish"), 200),
            place("staff-previews", at("/pages/mission/previews"), 200),
            place("staff-revisions", at("/pages/mission/revisions/ko"), 200),
            place("staff-revision", at("/pages/mission/revisions/ko/1"), 200),
            place("staff-page-settings", at("/pages/mission/settings"), 200),
            place("staff-page-trash", at("/pages/mission/trash"), 200),
            place("staff-trash", at("/pages/trash"), 200),
            place("staff-not-found", at("/nowhere"), 404),
        ]);
        rooms.extend(self.settings().await);
        rooms.extend(self.transfers().await);
        rooms
    }

    /// A task that somebody does, with hours and a check that runs out.
    async fn busy_role(&self, person: uuid::Uuid) -> uuid::Uuid {
        let desk = Desk::coordinator(self).await;
        let role = desk.opens_role(&[]).await;
        assert_eq!(desk.assigns(person, role).await.status, 303);
        sqlx::raw_sql(
            "insert into hours (id, person_id, role_id, worked_on, minutes)
             select gen_random_uuid(), person_id, role_id, current_date - 1, 150 from assignments;
             insert into person_checks (id, person_id, kind, checked_on, valid_until)
             select gen_random_uuid(), person_id, 'identity', current_date - 300, current_date + 10 from assignments",
        )
        .execute(&self.db)
        .await
        .unwrap();
        role
    }

    /// The settings.
    async fn settings(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin/settings{path}", self.url);
        for (english, korean) in
            [("Rescue on the way", "구출"), ("Schools", "학교"), ("Archive of testimonies", "증언 기록")]
        {
            settings::queries::add_fund(&self.db, english, korean).await.unwrap();
        }
        let account = "update site_settings set bank_account_english = E'Test Bank, Seoul\n123-456-789\nNKHR'";
        sqlx::query(account).execute(&self.db).await.unwrap();
        sqlx::query("update funds set closed_at = now() where position = 3").execute(&self.db).await.unwrap();
        vec![
            place("staff-settings", at(""), 200),
            place("staff-settings-names", at("/names"), 200),
            place("staff-settings-goal", at("/goal"), 200),
            place("staff-settings-bank-account", at("/bank-account"), 200),
            place("staff-settings-currency", at("/currencies/usd"), 200),
            place("staff-settings-fund", at("/funds/new"), 200),
            place("staff-settings-problems", at("/funds/new"), 422).after("Save", "#problems"),
        ]
    }

    /// Transfers, one of them in parts, and a list that is not confirmed yet.
    async fn transfers(&self) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin/transfers{path}", self.url);
        let id = self.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
        self.announced("CK-8HHT-2MPX", 10_000, Currency::Krw).await;
        self.announced("CK-PQ4W-77ZD", 1_250_000, Currency::Krw).await;
        let owner = sqlx::query_scalar("select id from staff_members where email = 'owner@example.org'");
        let owner = owner.fetch_one(&self.db).await.unwrap();
        let list = "거래일,입금액,적요,입금자,잔액\n2026.11.20,\"30,000\",후원 ck7f3k 9q2m,홍길동,1\n2026.11.21,5000,\
            CK 8HHT 2MPX,김하나,1\n2026.11.21,2000000,CKPQ4W77ZD,,1\n2026.11.22,7000,고마워요,이두리,1\n2026.11.23,0,출금,,1\n";
        let import = book::keep(&self.state, owner, None, list).await.unwrap();
        let arrival = at(&format!("/{id}"));
        vec![
            place("staff-transfers", at(""), 200),
            place("staff-transfer", arrival.clone(), 200),
            place("staff-transfer-asks", arrival, 200).after("Go on", "[name=do][value=book]"),
            place("staff-gift-by-hand", at("/new"), 200),
            place("staff-gift-by-hand-problems", at("/new"), 422).after("Book this gift", "#problems"),
            place("staff-import", at("/import"), 200),
            place("staff-import-problems", at("/import"), 422).after("Show what would be booked", "#problems"),
            place("staff-import-plan", at(&format!("/import/{import}")), 200),
        ]
    }

    /// The rooms of those who account for donations.
    fn donation_rooms(&self, donation: &str, by_hand: &str) -> Vec<Place> {
        let at = |path: &str| format!("{}/admin{path}", self.url);
        let refund = format!("{donation}/refund");
        vec![
            place("staff-donations-filtered", at("/donations?state=paid&currency=krw&from=2020-01-01"), 200),
            place("staff-donations-problems", at("/donations?from=2026-03-02&to=2026-03-01"), 422),
            place("staff-donations-nothing", at("/donations"), 404).after("Search", "#found-nothing"),
            place("staff-months", at("/donations/months"), 200),
            place("staff-export", at("/donations/export"), 200),
            place("staff-export-problems", at("/donations/export"), 422).after("Take the sheet", "#problem-reason"),
            place("staff-refund", refund.clone(), 200),
            place("staff-refund-problems", refund, 422).after("Go on", "#problem-reason"),
            place("staff-correction", by_hand.to_owned(), 200),
            place("staff-correction-problems", by_hand.to_owned(), 422).after("Go on", "#problem-reason"),
            place("staff-monthly", at("/monthly"), 200),
            place("staff-events", at("/events"), 200),
        ]
    }
}
