//! How offers of help come in: what is asked before they are stored, mails that ask for a confirmation, adverts, outages.

use connect_kindness::{form::FormToken, staff::Role};
use futures_util::future::join_all;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    harness::{Answer, Strictness, TestSite, desk::Desk, mailbox::ReceivedMail},
    volunteers::{good, pairs, with},
};

type Fields = Vec<(&'static str, String)>;

/// A form with a mail address as the contact.
fn by_mail(site: &TestSite, address: &str) -> Fields {
    let fields = with(good(&site.token("volunteer")), "contact_kind", Some("mail"));
    with(fields, "contact", Some(address))
}

impl TestSite {
    pub(crate) async fn offer(&self, fields: &[(&'static str, String)]) -> Answer {
        self.submit("/volunteer", &pairs(fields)).await
    }

    /// The path behind the link in the newest mail to an address.
    async fn link_to(&self, address: &str, mails: usize) -> String {
        self.eventually("the mail arrives", || async { self.letters_to(address).len() >= mails }).await;
        self.letters_to(address).last().unwrap().path("/volunteer/confirm/")
    }

    pub(crate) fn letters_to(&self, address: &str) -> Vec<ReceivedMail> {
        self.mailbox.mails().into_iter().filter(|mail| mail.to == address).collect()
    }

    async fn admitted(&self) -> i64 {
        self.count("select count(*) from people where admission = 'admitted'").await
    }
}

#[tokio::test]
async fn what_could_endanger_others_is_asked_about_before_it_is_stored() {
    let site = TestSite::start().await;
    for (field, text) in [
        ("message", "제 어머니는 혜산에 계십니다"),
        ("skills", "I crossed the Tumen with a broker"),
        ("message", "41.4012, 128.1780"),
    ] {
        let fields = with(good(&site.token("volunteer")), field, Some(text));
        for path in ["/volunteer", "/ko/volunteer"] {
            let asked = site.submit(path, &pairs(&fields)).await;
            assert_eq!(asked.status, 422, "{text}");
            assert_eq!(asked.texts(&format!("#problem-{field}")).len(), 1, "{text}");
            asked.shows(text);
        }
        let asked = site.offer(&fields).await;
        let as_is = asked.attribute("button[name=as_is]", "value").unwrap();
        let changed = with(fields.clone(), field, Some(&format!("{text}, 북에 있는 동생")));
        assert_eq!(site.offer(&with(changed, "as_is", Some(&as_is))).await.status, 422, "another text is asked about");
        let mistaken = with(with(fields.clone(), "consent", None), "as_is", Some(&as_is));
        let kept = site.offer(&mistaken).await;
        assert_eq!(kept.attribute("input[name=as_is]", "value").as_ref(), Some(&as_is), "it is not asked twice");
        assert_eq!(site.offer(&with(fields, "as_is", Some(&as_is))).await.status, 303);
    }
    let number = with(good(&site.token("volunteer")), "message", Some("구공공일공일 일이삼사오육칠"));
    let refused = site.offer(&number).await;
    assert_eq!((refused.status, refused.attribute("button[name=as_is]", "value")), (422, None));
    assert_eq!(site.count("select count(*) from applications").await, 3);
}

#[tokio::test]
async fn the_form_asks_for_little_and_nothing_typed_is_lost_by_the_language() {
    let site = TestSite::start().await;
    let form = site.visit("/ko/volunteer").await;
    for optional in ["availability", "languages", "skills", "region", "message", "discreet", "sensitive"] {
        let field = format!("form [name={optional}]");
        assert!(form.attribute(&field, "name").is_some(), "{optional} is there");
        assert_eq!(form.attribute(&format!("{field}[required]"), "name"), None, "{optional} is not forced");
    }
    assert_eq!(form.text.matches("12개월").count(), 1, "how long it is kept is said once");
    let bare: Fields = good(&site.token("volunteer"))
        .into_iter()
        .filter(|(field, _)| !["availability", "languages", "message"].contains(field))
        .collect();
    assert_eq!(site.offer(&bare).await.status, 303);
    let full = [
        ("contact_kind", "wechat"),
        ("skills", "통역"),
        ("region", "jeolla"),
        ("discreet", "yes"),
        ("sensitive", "yes"),
        ("show", "again"),
    ];
    let full = full.iter().fold(good(&site.token("volunteer")), |all, (name, value)| with(all, name, Some(value)));
    let other = site.submit("/ko/volunteer", &pairs(&full)).await;
    assert_eq!((other.status, other.attribute("html", "lang").as_deref()), (200, Some("ko")));
    for checked in ["#contact-wechat", "#field-discreet", "#field-sensitive"] {
        assert!(other.attribute(&format!("{checked}[checked]"), "id").is_some(), "{checked}");
    }
    assert_eq!(other.attribute("#field-skills", "value").as_deref(), Some("통역"));
    assert_eq!(other.attribute("#field-region option[selected]", "value").as_deref(), Some("jeolla"));
}

#[tokio::test]
async fn a_mail_asks_and_only_a_press_confirms() {
    let site = TestSite::start().await;
    let address = "canary7391@example.org";
    assert_eq!(site.offer(&by_mail(&site, address)).await.status, 303);
    let link = site.link_to(address, 1).await;
    let mail = site.letters_to(address).remove(0);
    assert!(!mail.text().contains("카나리아"), "no mail says what somebody wrote: {}", mail.text());
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    for _ in 0..3 {
        assert_eq!(site.visit(&link).await.status, 200, "a program looks through the mail");
        assert_eq!(site.request("HEAD", &link).send().await.unwrap().status(), 200);
    }
    assert_eq!(site.admitted().await, 0);
    assert_eq!(desk.visit("/admin/volunteers").await.attributes("th a", "href").len(), 0);
    let confirmed = site.submit(&link, &[("step", "confirm")]).await;
    assert_eq!((confirmed.status, confirmed.location()), (303, &*link));
    site.visit(&link).await.shows("Your address is confirmed");
    assert_eq!(site.admitted().await, 1);
    assert_eq!(desk.visit("/admin/volunteers").await.attributes("th a", "href").len(), 1);
    assert_eq!(site.count("select count(*) from confirmations where letter_sealed is not null").await, 0);
    assert_eq!(site.visit("/volunteer/confirm/no-such-link").await.status, 404);
    let asked = site.submit(&link, &[("step", "withdraw")]).await;
    asked.shows("Erase everything?");
    assert_eq!(site.count("select count(*) from people").await, 1, "it asks first");
    assert_eq!(site.submit(&link, &[("step", "erase")]).await.status, 200);
    assert_eq!(site.count("select count(*) from people").await, 0);
    assert_eq!(site.visit(&link).await.status, 404);
}

#[tokio::test]
async fn a_mail_that_gives_nothing_away_names_nobody() {
    let site = TestSite::start().await;
    assert_eq!(site.offer(&by_mail(&site, "open@example.org")).await.status, 303);
    let quiet = with(by_mail(&site, "quiet@example.org"), "discreet", Some("yes"));
    assert_eq!(site.submit("/ko/volunteer", &pairs(&quiet)).await.status, 303);
    site.link_to("open@example.org", 1).await;
    site.link_to("quiet@example.org", 1).await;
    let names = ["Citizens", "NKHR", "북한인권", "힘을", "자원봉사", "offered"];
    let says = |address: &str| {
        let mail = site.letters_to(address).remove(0);
        let all = [mail.text(), mail.field("Subject").to_owned(), mail.field("From").to_owned()].join("\n");
        let all = all.replace(&site.url, "");
        names.iter().filter(|name| all.contains(**name)).count()
    };
    assert!(says("open@example.org") > 0);
    assert_eq!(says("quiet@example.org"), 0, "{:?}", site.letters_to("quiet@example.org"));
    let from = site.letters_to("quiet@example.org").remove(0).field("From").to_owned();
    assert!(!from.contains(' '), "an address without a name: {from}");
}

#[tokio::test]
async fn a_mail_that_did_not_come_is_sent_again_and_a_double_click_brings_one() {
    let site = TestSite::start().await;
    let fields = by_mail(&site, "twice@example.org");
    let form = pairs(&fields);
    let (first, second) = tokio::join!(site.submit("/volunteer", &form), site.submit("/volunteer", &form));
    assert_eq!((first.status, second.status), (303, 303));
    site.link_to("twice@example.org", 1).await;
    site.rests().await;
    assert_eq!(site.letters_to("twice@example.org").len(), 1);
    let thanks = site.visit(first.location()).await;
    let done = thanks.attribute("input[name=done]", "value").unwrap();
    sqlx::query("update confirmations set asked_at = asked_at - interval '2 minutes'").execute(&site.db).await.unwrap();
    assert_eq!(site.submit("/volunteer/thanks", &[("done", &done)]).await.status, 200);
    let again = site.link_to("twice@example.org", 2).await;
    assert_eq!(site.letters_to("twice@example.org")[0].path("/volunteer/confirm/"), again, "both links lead there");
    assert_eq!(site.count("select count(*) from people").await, 1);
}

#[tokio::test]
async fn who_does_not_confirm_is_erased_after_a_week() {
    let site = TestSite::start().await;
    site.offer(&by_mail(&site, "late@example.org")).await;
    site.offer(&by_mail(&site, "here@example.org")).await;
    let link = site.link_to("here@example.org", 1).await;
    site.submit(&link, &[("step", "confirm")]).await;
    site.offer(&good(&site.token("volunteer"))).await;
    let now = OffsetDateTime::now_utc();
    connect_kindness::jobs::forget(&site.db, now + Duration::days(6)).await.unwrap();
    assert_eq!(site.count("select count(*) from people").await, 3);
    connect_kindness::jobs::forget(&site.db, now + Duration::days(7) + Duration::MINUTE).await.unwrap();
    assert_eq!(site.count("select count(*) from people").await, 2);
    assert_eq!(site.count("select people::bigint from erasures where cause = 'unconfirmed'").await, 1);
    assert_eq!(
        site.count("select count(*) from mails where kind = 'volunteer_confirm'").await,
        1,
        "the mail is gone, too"
    );
}

#[tokio::test]
async fn three_hundred_adverts_are_set_apart_and_real_people_pass() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let send = async |address: &str, message: &str| {
        let shown_at = OffsetDateTime::now_utc() - Duration::hours(11);
        let token = FormToken::issue(shown_at).sign(&site.state.config.keys, "volunteer");
        let fields = with(good(&token), "message", Some(message));
        let fields = [pairs(&fields), vec![("proof", "")]].concat();
        let request = site.request("POST", "/volunteer").header("x-forwarded-for", address);
        let answer = Answer::of(request.form(&fields).send().await.unwrap()).await;
        let place = answer.headers.get("location").map(|place| place.to_str().unwrap().to_owned()).unwrap_or_default();
        (answer.status, place.contains("/volunteer/thanks?done="))
    };
    let mut taken = 0;
    for turn in 0..300 {
        let address = format!("198.51.{}.7", turn % 15);
        let (status, _) =
            send(&address, &format!("Number {turn} of many ways to help, all of them cheap and quick")).await;
        taken += i64::from(status == 303);
    }
    let admitted = site.admitted().await;
    assert!(admitted <= 75, "the budget of a household is five: {admitted}");
    let apart = site.count("select count(*) from people where admission = 'quarantined'").await;
    assert_eq!(admitted + apart, taken, "what was taken is stored");
    assert!(apart > 0);
    for address in ["203.0.113.9", "198.51.3.8"] {
        assert_eq!(send(address, "주말에 도울 수 있어요").await, (303, true), "{address}");
    }
    assert_eq!(site.count("select count(*) from people").await, taken + 2);
    assert_eq!(site.admitted().await, admitted + 2, "real people are seen by coordinators at once");
    let dump = String::from_utf8_lossy(&site.dumped()).into_owned();
    assert!(!dump.contains("198.51.3") && !dump.contains("203.0.113"), "no address is stored");
}

#[tokio::test]
async fn coordinators_let_through_what_looked_like_an_advert_and_erase_the_rest() {
    let site = TestSite::start().await;
    let advert =
        with(by_mail(&site, "shop@example.org"), "message", Some("casino https://a.example https://b.example"));
    let told = site.offer(&advert).await;
    assert!(told.location().contains("/volunteer/thanks?done="), "the same answer as for everybody");
    let desk = Desk::of(&site, &[Role::Coordinator]).await;
    let room = "/admin/volunteers/quarantine";
    let id = |page: &Answer| page.attribute("tbody input[name=ids]", "value");
    let apart = desk.visit(room).await;
    apart.shows("words of adverts");
    let person = id(&apart).unwrap();
    assert!(!apart.text.contains("shop@example.org") && !apart.text.contains("casino"));
    assert_eq!(desk.visit("/admin/volunteers").await.attributes("th a", "href").len(), 0);
    let chosen = |step: &str| vec![("ids".to_owned(), person.clone()), ("step".to_owned(), step.to_owned())];

    let through = desk.submit(room, &chosen("let_through")).await;
    let shown = desk.visit(through.location()).await;
    let link = site.link_to("shop@example.org", 1).await;
    assert_eq!(site.count("select count(*) from people where admission = 'unconfirmed'").await, 1);
    assert_eq!(shown.attribute(".notice input[name=ids]", "value").as_ref(), Some(&person), "it can be undone");
    desk.submit(room, &chosen("again")).await;
    assert_eq!(id(&desk.visit(room).await), Some(person.clone()));
    site.submit(&link, &[("step", "confirm")]).await;
    assert_eq!(site.admitted().await, 0, "what is set apart stays there");
    desk.submit(room, &chosen("let_through")).await;
    assert_eq!(site.admitted().await, 1, "a confirmed address need not be confirmed again");
    desk.submit(room, &chosen("again")).await;

    let asked = desk.submit(room, &chosen("spam")).await;
    asked.shows("One offer is erased for good.");
    assert_eq!(site.count("select count(*) from people").await, 1);
    assert_eq!(desk.submit("/admin/volunteers/quarantine/erase", &chosen("erase")).await.status, 303);
    assert_eq!(site.count("select count(*) from people").await, 0);
    assert_eq!(site.count("select people::bigint from erasures where cause = 'spam'").await, 1);
    for (action, times) in
        [("let_volunteer_through", 2), ("quarantined_volunteer_again", 2), ("marked_volunteer_spam", 1)]
    {
        let acts: i64 = sqlx::query_scalar("select count(*) from audit_entries where action = $1")
            .bind(action)
            .fetch_one(&site.db)
            .await
            .unwrap();
        assert_eq!(acts, times, "{action}");
    }
    assert_eq!(desk.submit(room, &[("step".to_owned(), "spam".to_owned())]).await.status, 422, "nothing was chosen");
}

#[tokio::test]
async fn of_fifty_offers_across_an_outage_those_are_stored_that_were_told_so() {
    let site = TestSite::start().await;
    let second = site.second().await;
    let (first, other) = (&site, &second);
    let send = |turn: usize| async move {
        let token = FormToken::issue(OffsetDateTime::now_utc() - Duration::MINUTE);
        let fields = good(&token.sign(&first.state.config.keys, "volunteer"));
        let instance = if turn.is_multiple_of(2) { first } else { other };
        let answer = instance.submit("/ko/volunteer", &pairs(&fields)).await;
        if answer.status != 303 {
            assert_eq!(answer.status, 503);
            answer.shows("카나리아7391 message");
        }
        (answer.status == 303).then_some(token.nonce)
    };
    let mut told: Vec<Uuid> = join_all((0..20).map(send)).await.into_iter().flatten().collect();
    assert_eq!(told.len(), 20);
    site.wire.cut();
    second.wire.cut();
    let away: Vec<Uuid> = join_all((20..35).map(send)).await.into_iter().flatten().collect();
    assert_eq!(away.len(), 0, "nobody is told that it was received");
    site.wire.mend();
    second.wire.mend();
    site.eventually("both are ready again", || async {
        site.visit("/readyz").await.status == 200 && second.visit("/readyz").await.status == 200
    })
    .await;
    told.extend(join_all((35..50).map(send)).await.into_iter().flatten());
    told.sort();
    let stored: Vec<Uuid> =
        sqlx::query_scalar("select id from applications order by id").fetch_all(&site.db).await.unwrap();
    assert_eq!(stored, told);
    assert!(stored.len() >= 20);
}
