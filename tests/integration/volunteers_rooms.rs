//! Coordinators follow people up: opening, notes, stages, and the end of a record.

mod list;
mod notices;
mod together;

use std::collections::BTreeSet;

use connect_kindness::staff::Role;
use futures_util::future::join_all;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::harness::{Answer, TestSite, desk::Desk};

pub(crate) const CANARY: &str = "카나리아4826";

/// Fields as a form sends them.
pub(crate) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

impl TestSite {
    /// Somebody offers help by the form. Gives who they became.
    pub(crate) async fn somebody_offers(&self, name: &str, contact: &str, area: &str) -> Uuid {
        let before: Vec<Uuid> = sqlx::query_scalar("select id from people").fetch_all(&self.db).await.unwrap();
        let offer = [
            ("token", &*self.token("volunteer")),
            ("name", name),
            ("contact_kind", "signal"),
            ("contact", contact),
            ("languages", "한국어"),
            ("areas", area),
            ("availability", "weekly"),
            ("message", &format!("{CANARY} message of {name}")),
            ("consent", "yes"),
            ("of_age", "yes"),
        ];
        assert_eq!(self.submit("/ko/volunteer", &offer).await.status, 303);
        let new = "select id from people where not (id = any($1))";
        sqlx::query_scalar(new).bind(&before).fetch_one(&self.db).await.unwrap()
    }

    /// So many people who sent nothing, as far as one has to know for the list and for limits.
    pub(crate) async fn bare_people(&self, count: i32) -> Vec<Uuid> {
        let add =
            "insert into people (id, handle_first, handle_second, handle_number, admission, stage_since, language,
                                       arrived_on, erase_on)
                   select gen_random_uuid(), 20 + number / 90, 47, 10 + number % 90, 'admitted', current_date, 'ko',
                          current_date, current_date + 365
                   from generate_series(0, $1 - 1) number returning id";
        sqlx::query_scalar(add).bind(count).fetch_all(&self.db).await.unwrap()
    }

    /// Changes a row of a person.
    pub(crate) async fn alters_person(&self, id: Uuid, change: &str) {
        sqlx::query(AssertSqlSafe(format!("update people set {change} where id = $1")))
            .bind(id)
            .execute(&self.db)
            .await
            .unwrap();
    }

    pub(crate) async fn of_person<T>(&self, id: Uuid, what: &str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        sqlx::query_scalar(AssertSqlSafe(format!("select {what} from people where id = $1")))
            .bind(id)
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    pub(crate) async fn id_of(&self, desk: &Desk<'_>) -> Uuid {
        let id = "select id from staff_members where email = $1";
        sqlx::query_scalar(id).bind(&desk.email).fetch_one(&self.db).await.unwrap()
    }

    pub(crate) async fn acts_called(&self, action: &str) -> i64 {
        let count = "select count(*) from audit_entries where action = $1";
        sqlx::query_scalar(count).bind(action).fetch_one(&self.db).await.unwrap()
    }
}

pub(crate) fn room(id: Uuid) -> String {
    format!("/admin/volunteers/{id}")
}

/// Who is in a list, by their ids.
pub(crate) fn listed(page: &Answer) -> Vec<Uuid> {
    let links = page.attributes("tbody th a", "href");
    links.iter().map(|link| link.rsplit('/').next().unwrap().parse().unwrap()).collect()
}

pub(crate) async fn opens(desk: &Desk<'_>, id: Uuid) -> Answer {
    desk.submit(&room(id), &fields(&[("reason", "answering")])).await
}

#[tokio::test]
async fn opening_asks_why_and_stops_at_thirty_an_hour_also_on_two_instances() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let others = [Desk::of(&site, &[Role::Coordinator]).await, Desk::of(&site, &[Role::Owner]).await];
    Desk::of(&site, &[Role::Treasurer]).await;
    let id = site.somebody_offers("반딧불", &format!("@{CANARY}"), "teaching").await;
    for reason in [&[][..], &[("reason", "")], &[("reason", "curious")]] {
        let page = desk.submit(&room(id), &fields(reason)).await;
        assert_eq!(page.status, 422);
        page.shows("Choose why you open this record.");
        assert!(!page.text.contains(CANARY));
    }
    assert_eq!(
        (site.count("select count(*) from person_openings").await, site.acts_called("opened_volunteer").await),
        (0, 0)
    );
    let opened = opens(&desk, id).await;
    assert_eq!(opened.status, 200);
    for text in ["반딧불", &format!("@{CANARY}"), &format!("{CANARY} message"), "agreed on", "Copy"] {
        opened.shows(text);
    }
    let kept = "select count(*) from person_openings join audit_entries on reason_id = person_openings.id
                where reason = 'answering' and action = 'opened_volunteer' and subject_id = person_id";
    assert_eq!(site.count(kept).await, 1);
    let log = others[1].visit("/admin/audit?act=opened_volunteer").await;
    log.shows("To answer or to get in touch");

    let people = site.bare_people(40).await;
    let open = |(number, id): (usize, &Uuid)| {
        let instance = if number % 2 == 0 { &site } else { &second };
        let request = instance.request("POST", &room(*id)).header("cookie", &desk.cookie);
        async move { Answer::of(request.form(&[("reason", "matching")]).send().await.unwrap()).await }
    };
    let answers = join_all(people.iter().enumerate().map(open)).await;
    let with = |status: u16| answers.iter().filter(|answer| answer.status == status).collect::<Vec<_>>();
    assert_eq!((with(200).len(), with(429).len()), (29, 11));
    for stopped in with(429) {
        stopped.shows("Many records in a short time");
        stopped.shows("It goes on at");
        let seconds: i64 = stopped.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=3600).contains(&seconds), "{seconds}");
    }
    assert_eq!(site.count("select count(distinct person_id) from person_openings").await, 30);
    assert_eq!(site.count("select count(*) from audit_entries where cause = 'too_many'").await, 11);
    assert_eq!(opens(&desk, id).await.status, 200, "who was opened before is nobody new");
    let colleague = opens(&others[0], people[39]).await;
    assert_eq!(colleague.status, 200, "the limit is of one person");

    // The other coordinators and the owners are told twice: at ten, and that it was stopped. Nobody is named.
    let about = || {
        let mut mails = site.mailbox.mails();
        mails.retain(|mail| mail.text().contains(&desk.email));
        mails
    };
    site.eventually("four mails tell of it", || async { about().len() == 4 }).await;
    let told: BTreeSet<String> = about().iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(told, others.iter().map(|other| other.email.clone()).collect());
    assert!(about().iter().any(|mail| mail.text().contains("opened 10 different volunteers")));
    assert!(site.mailbox.mails().iter().all(|mail| !mail.text().contains(CANARY) && !mail.text().contains("반딧불")));
    others[1].visit("/admin/audit").await.shows("opened 10 different volunteers within an hour");

    sqlx::query("update person_openings set opened_at = opened_at - interval '61 minutes'")
        .execute(&site.db)
        .await
        .unwrap();
    let stopped = people.iter().zip(&answers).find(|(_, answer)| answer.status == 429).unwrap().0;
    assert_eq!(opens(&desk, *stopped).await.status, 200, "an hour later it goes on");
}

#[tokio::test]
async fn notes_are_sealed_and_hidden_from_everybody_else() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let id = site.somebody_offers(&format!("{CANARY} name"), &format!("@{CANARY}"), "teaching").await;
    let notes = format!("{}/notes", room(id));
    let write = async |text: &str| desk.submit(&notes, &fields(&[("note", text)])).await;
    assert_eq!(write(&format!("{CANARY} note")).await.status, 303);
    assert_eq!(write(&"가".repeat(2000)).await.status, 303);
    let long = write(&format!("{CANARY}{}", "가".repeat(2000))).await;
    assert_eq!(long.status, 422);
    long.shows(CANARY);
    assert_eq!(write("  ").await.status, 422);
    let lengths = site.count("select count(distinct octet_length(sealed)) from person_notes").await;
    assert_eq!((site.count("select count(*) from person_notes").await, lengths), (2, 1));

    let closed = desk.visit(&room(id)).await;
    closed.shows("2 notes");
    assert!(!closed.text.contains(CANARY));
    let opened = opens(&desk, id).await;
    opened.shows(&format!("{CANARY} note"));
    let dump = site.dumped();
    let dump = String::from_utf8_lossy(&dump);
    let hex: String = CANARY.bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(!dump.contains(CANARY) && !dump.contains(&hex), "nothing that was typed stands in the database");
    for role in [Role::Editor, Role::Treasurer] {
        let other = Desk::of(&site, &[role]).await;
        for path in ["/admin", "/admin/volunteers", &room(id), "/admin/volunteers/handing-over", "/admin/mails"] {
            assert!(!other.visit(path).await.text.contains(CANARY), "{role} {path}");
        }
        assert_eq!(other.submit(&notes, &fields(&[("note", "x")])).await.status, 403);
        assert_eq!(opens(&other, id).await.status, 403);
    }

    let colleague = Desk::of(&site, &[Role::Coordinator]).await;
    let note = closed.attributes(&format!("form[action^='{notes}/']"), "action")[0].clone();
    assert_eq!(colleague.submit(&note, &[]).await.status, 303);
    assert_eq!(colleague.submit(&note, &[]).await.status, 404, "it is gone");
    assert_eq!((site.acts_called("noted_volunteer").await, site.acts_called("removed_note").await), (2, 1));
    assert_eq!(site.count("select count(*) from person_notes").await, 1);
}

#[tokio::test]
async fn a_person_goes_from_stage_to_stage_and_the_last_step_can_be_undone() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let id = site.somebody_offers("반딧불", "@firefly", "teaching").await;
    let path = format!("{}/stage", room(id));
    let step =
        async |was: &str, stage: &str| desk.submit(&path, &fields(&[("was", was), ("stage", stage)])).await.status;
    let stage = async || site.of_person::<String>(id, "stage").await;
    assert_eq!(step("new", "undo").await, 409, "there is nothing to undo");
    assert_eq!(step("new", "active").await, 409, "nobody is active before anybody was in touch");
    for (was, to) in [
        ("new", "contacted"),
        ("contacted", "meeting"),
        ("meeting", "active"),
        ("active", "paused"),
        ("paused", "active"),
        ("active", "closed"),
        ("closed", "paused"),
    ] {
        assert_eq!(step(was, to).await, 303, "{was} {to}");
        assert_eq!(stage().await, to);
    }
    desk.visit(&room(id)).await.shows("Undo: back to “closed”");
    assert_eq!(step("active", "closed").await, 409, "somebody who looks at an old page changes nothing");
    assert_eq!((step("paused", "undo").await, stage().await), (303, "closed".to_owned()));
    assert_eq!(step("closed", "undo").await, 409, "one step is undone, not two");
    assert_eq!(step("closed", "asleep").await, 400);
    assert_eq!(site.acts_called("changed_volunteer_stage").await, 8);

    // Who looks after them.
    let other = Desk::of(&site, &[Role::Coordinator]).await;
    let (me, them) = (site.id_of(&desk).await.to_string(), site.id_of(&other).await.to_string());
    let treasurer = site.id_of(&Desk::of(&site, &[Role::Treasurer]).await).await.to_string();
    let path = format!("{}/owner", room(id));
    let give =
        async |was: &str, owner: &str| desk.submit(&path, &fields(&[("was", was), ("owner", owner)])).await.status;
    for (was, owner, status) in [
        ("", me.as_str(), 303),
        ("", them.as_str(), 409),
        (me.as_str(), treasurer.as_str(), 409),
        (me.as_str(), "everybody", 400),
        (me.as_str(), them.as_str(), 303),
        (them.as_str(), "nobody", 303),
    ] {
        assert_eq!(give(was, owner).await, status, "{was} {owner}");
    }
    assert_eq!((site.acts_called("took_volunteer").await, site.acts_called("handed_volunteer").await), (1, 2));
}

#[tokio::test]
async fn the_end_moves_with_contacts_and_is_put_off_with_a_reason() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let id = site.somebody_offers("반딧불", "@firefly", "teaching").await;
    site.alters_person(id, "arrived_on = arrived_on - 60, erase_on = erase_on - 60").await;
    sqlx::query("update applications set ends_on = ends_on - 60").execute(&site.db).await.unwrap();
    let page = desk.visit(&room(id)).await;
    page.shows("twelve months after the offer");
    let today = page.attribute("[name=contact_on]", "value").unwrap();
    let contacts = format!("{}/contacts", room(id));
    let note = async |kind: &str, on: &str| {
        desk.submit(&contacts, &fields(&[("contact_kind", kind), ("contact_on", on)])).await.status
    };
    assert_eq!(note("wrote", "2001-01-01").await, 422);
    assert_eq!(note("", &today).await, 422);
    assert_eq!(note("wrote", &today).await, 303);
    assert_eq!(site.of_person::<String>(id, "stage").await, "contacted", "the first contact is a step");
    assert!(site.of_person::<bool>(id, "erase_on = (last_contact_on + interval '12 months')::date").await);
    let page = desk.visit(&room(id)).await;
    page.shows("twelve months after the last contact");

    let end = format!("{}/end", room(id));
    let put_off = async |months: &str, why: &str| {
        desk.submit(&end, &fields(&[("months", months), ("prolonging", why)])).await.status
    };
    assert_eq!(put_off("6", "").await, 422);
    assert_eq!(put_off("7", "asked").await, 422);
    assert_eq!(put_off("6", "long_task").await, 303);
    assert!(site.of_person::<bool>(id, "erase_on = (last_contact_on + interval '18 months')::date").await);
    assert_eq!(put_off("12", "asked").await, 422, "nothing is kept for longer than two years");
    assert_eq!(note("called", &today).await, 303);
    assert!(
        site.of_person::<bool>(id, "erase_on = (last_contact_on + interval '18 months')::date").await,
        "a contact does not take back what was put off"
    );
    let page = desk.visit(&room(id)).await;
    page.shows("put off by staff");
    page.shows("End put off until");
    // Both contacts were mistakes.
    sqlx::query("delete from prolongations").execute(&site.db).await.unwrap();
    for contact in page.attributes(&format!("form[action^='{contacts}/']"), "action") {
        assert_eq!(desk.submit(&contact, &[]).await.status, 303);
    }
    let back = "last_contact_on is null and erase_on = (select max(ends_on) from applications)";
    assert!(site.of_person::<bool>(id, back).await);
    assert_eq!((site.acts_called("noted_contact").await, site.acts_called("removed_contact").await), (2, 2));
    assert_eq!(site.acts_called("prolonged_volunteer").await, 1);
    // Even if the end would long be over, a week is left to put it right.
    assert_eq!(note("met", &today).await, 303);
    sqlx::query("update applications set ends_on = current_date - 30").execute(&site.db).await.unwrap();
    let contact = desk.visit(&room(id)).await.attribute(&format!("form[action^='{contacts}/']"), "action").unwrap();
    assert_eq!(desk.submit(&contact, &[]).await.status, 303);
    assert!(site.of_person::<bool>(id, "erase_on > current_date + 5").await);
}
