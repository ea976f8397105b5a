//! Many forms at once: nobody closes a form to others, and each form of a network costs more than the one before.

use std::net::IpAddr;

use connect_kindness::{
    form::FormToken,
    giving::defence::{Admission, Refusal, Sending, admit},
    toll::{Toll, proof},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    defence::prove_parts,
    harness::{Answer, Strictness, TestSite},
    transfer::promise,
    volunteers::{good, pairs},
};

/// A moment in the middle of a day, so that no name of a network changes between two lines of a story.
fn noon() -> OffsetDateTime {
    OffsetDateTime::now_utc().replace_time(time::macros::time!(12:00))
}

impl TestSite {
    /// A token of a form that was shown some seconds ago.
    fn token_of_age(&self, form: &str, seconds: i64) -> String {
        let shown_at = OffsetDateTime::now_utc() - Duration::seconds(seconds);
        FormToken::issue(shown_at).sign(&self.state.config.keys, form)
    }

    /// Sends a form from an address.
    async fn send_from(&self, address: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request("POST", path).header("x-forwarded-for", address);
        Answer::of(request.form(fields).send().await.unwrap()).await
    }

    /// Offers help from an address by a form of some age, without a script.
    async fn offers(&self, address: &str, age: i64) -> u16 {
        let token = self.token_of_age("volunteer", age);
        let fields = good(&token);
        let fields = [pairs(&fields), vec![("proof", "")]].concat();
        self.send_from(address, "/volunteer", &fields).await.status
    }

    /// How many tasks a checkout from an address costs at a time, and pays them.
    async fn pays(&self, address: &str, now: OffsetDateTime) -> u32 {
        let token = FormToken { nonce: Uuid::new_v4(), issued_at: now };
        let sending = |signed, proof| Sending {
            address: address.parse::<IpAddr>().unwrap(),
            token,
            signed_token: signed,
            proof: Some(proof),
            typed: "",
        };
        match admit(&self.state, &sending("", "x"), now).await.unwrap() {
            Admission::Free => 0,
            Admission::Refused(Refusal::NeedsProof(toll)) => {
                let signed = token.sign(&self.state.config.keys, "donate");
                let proof = prove_parts(&signed, toll.parts());
                assert_eq!(admit(&self.state, &sending(&signed, &proof), now).await.unwrap(), Admission::Free);
                toll.parts()
            }
            Admission::Refused(refusal) => panic!("{refusal:?}"),
        }
    }
}

#[tokio::test]
async fn the_work_grows_with_each_form_of_a_network_and_falls_with_time() {
    let site = TestSite::start_as(Strictness::Strict).await;
    let now = noon();
    let mut paid = Vec::new();
    for _ in 0..9 {
        paid.push(site.pays("203.0.113.7", now).await);
    }
    assert_eq!(paid, [0, 0, 0, 0, 0, 15, 18, 21, 24], "five are free, then each costs more");
    assert_eq!(site.pays("203.0.113.8", now).await, 0, "a neighbour owes nothing");
    assert_eq!(site.pays("203.0.113.7", now + Duration::minutes(10)).await, 13, "half of it is forgotten");
    assert_eq!(site.pays("203.0.113.7", now + Duration::minutes(30)).await, 0, "later all of it");
}

#[tokio::test]
async fn wide_networks_count_with_a_wider_allowance() {
    let site = TestSite::start_as(Strictness::Strict).await;
    // So that the level of all plays no part.
    for (network, name) in [
        ((0..24).map(|n| format!("203.0.113.{n}")).collect::<Vec<_>>(), "a /24"),
        ((0..14).map(|n| format!("2001:db8:0:{n:x}::1")).collect(), "a /56"),
        ((0..24).map(|n| format!("2001:db8:1:{n:x}00::1")).collect(), "a /48"),
    ] {
        sqlx::query("truncate toll_levels, giving_changes").execute(&site.db).await.unwrap();
        let (free, now) = (if name == "a /56" { 10 } else { 20 }, noon());
        let mut paid = Vec::new();
        for address in &network {
            paid.push(site.pays(address, now).await);
        }
        let (first, rest) = paid.split_at(free);
        assert!(first.iter().all(|parts| *parts == 0), "{name}: {paid:?}");
        assert!(rest.iter().all(|parts| *parts > 0) && rest.is_sorted(), "{name}: {paid:?}");
    }
}

/// 60 forms of every kind come from as many networks, far more than the site calls quiet. Then an honest visitor of each
/// kind comes from a network of which nothing came.
#[tokio::test]
async fn a_stranger_with_many_networks_closes_no_form() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    site.opens_account().await;
    for n in 0..60 {
        let address = format!("198.{n}.100.7");
        site.offers(&address, 100).await;
        let token = site.token_of_age("transfer", 100);
        site.send_from(&address, "/donate/transfer", &promise(&token, &[("proof", "")])).await;
        let token = site.token("donate");
        site.send_from(&address, "/donate", &[("token", &token), ("choice", "usd:2500")]).await;
        let token = site.token_of_age("donate", 100);
        let mail = format!("stranger{n}@example.org");
        let fields = [("token", &*token), ("choice", "usd:2500"), ("mail", &mail), ("proof", "")];
        site.send_from(&address, "/donate", &fields).await;
        let token = site.token("manage");
        site.send_from(&address, "/donate/manage", &[("token", &token), ("mail", &mail)]).await;
    }
    let from = "192.0.2.9";
    let fields = good("");
    let (token, mail) = (site.token_of_age("volunteer", 3), "honest@example.org");
    let early = [pairs(&fields)[1..].to_vec(), vec![("token", &*token)]].concat();
    let asked = site.send_from(from, "/volunteer", &early).await;
    assert_eq!(asked.status, 422, "with a script there is work to do");
    assert!(!asked.text.to_lowercase().contains("network"), "nobody is accused");
    let parts: u32 = asked.attribute("input[name=proof]", "data-parts").unwrap().parse().unwrap();
    assert!(parts <= 3 * proof::ROW, "{parts}: a weak phone does it meanwhile");
    let proof = prove_parts(&token, parts);
    let worked = [early, vec![("proof", &*proof)]].concat();
    assert_eq!(site.send_from(from, "/volunteer", &worked).await.status, 303);
    // A form shown just now, however long the work took.
    let token = site.token_of_age("volunteer", 3);
    let waits = [pairs(&fields)[1..].to_vec(), vec![("token", &*token), ("proof", "")]].concat();
    assert_eq!(site.send_from(from, "/volunteer", &waits).await.status, 429, "without one it is a matter of time");
    assert_eq!(site.offers(from, 81).await, 303);

    let token = site.token_of_age("transfer", 81);
    let promised = site.send_from(from, "/donate/transfer", &promise(&token, &[("proof", "")])).await;
    assert_eq!(promised.status, 303, "a transfer");
    let token = site.token_of_age("donate", 81);
    let fields = [("token", &*token), ("choice", "usd:2500"), ("mail", mail), ("proof", "")];
    let confirmed = site.send_from(from, "/donate", &fields).await;
    assert_eq!((confirmed.status, confirmed.location()), (303, "/donate/confirm"), "a card without scripts");
    let token = site.token("donate");
    let fields = [("token", &*token), ("choice", "usd:2500")];
    let asked = site.send_from(from, "/donate", &fields).await;
    let parts = asked.attribute("input[name=proof]", "data-parts").unwrap().parse().unwrap();
    let proof = prove_parts(&token, parts);
    let fields = [("token", &*token), ("choice", "usd:2500"), ("proof", &proof)];
    assert_eq!(site.send_from(from, "/donate", &fields).await.status, 303, "a card with scripts");
    let token = site.token("manage");
    let asked = site.send_from(from, "/donate/manage", &[("token", &token), ("mail", mail)]).await;
    assert_eq!(asked.status, 303, "who wants to stop a gift");
}

/// One program sends forms that it kept for a day, so that all their waiting is paid.
#[tokio::test]
async fn forms_kept_for_a_day_do_not_flood_the_site() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let day = 11 * 3600;
    let mut taken = 0;
    for _ in 0..100 {
        taken += usize::from(site.offers("203.0.113.7", day).await == 303);
    }
    assert!((10..=42).contains(&taken), "{taken} of 100 from one address");
    let mut taken = 0;
    for n in 0..300 {
        taken += usize::from(site.offers(&format!("2001:db8:7:{n:x}::1"), day).await == 303);
    }
    assert!((40..=130).contains(&taken), "{taken} of 300 from one /48");
}

#[tokio::test]
async fn many_at_once_from_one_address_are_counted_one_after_the_other() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let sent = (0..40).map(|_| site.offers("203.0.113.7", 3));
    let statuses = futures_util::future::join_all(sent).await;
    let taken = statuses.iter().filter(|status| **status == 303).count();
    assert!((10..=11).contains(&taken), "{statuses:?}");
}

#[tokio::test]
async fn the_first_asks_for_a_mailbox_are_taken_from_each_household() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    let ask = async |from: &str, mail: &str| {
        let token = site.token("manage");
        site.send_from(from, "/donate/manage", &[("token", &token), ("mail", mail)]).await
    };
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(ask("198.51.100.1", "ada@example.org").await.status);
    }
    assert_eq!(statuses[..5], [303; 5]);
    assert!(statuses[5..].contains(&422), "{statuses:?}");
    let asked = ask("198.51.100.1", "a+d@example.org").await;
    assert_eq!(asked.status, 303, "another mailbox is another donor");
    assert_eq!(ask("192.0.2.9", "ada@example.org").await.status, 303, "Ada herself is not kept out");
}

/// Somebody names ever other mailboxes. None is refused, and those that are not paid for are answered after those of others.
#[tokio::test]
async fn who_asks_for_many_mailboxes_keeps_no_donor_waiting() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    site.given().await;
    site.mails(1).await;
    for sql in [
        "create table seen (kind text, priority int)",
        "create function see() returns trigger language plpgsql security definer as $$ begin
           insert into seen select identifier, new.priority from graphile_worker._private_tasks where id = new.task_id;
           return null; end $$",
        "create trigger see after insert on graphile_worker._private_jobs for each row execute function see()",
    ] {
        sqlx::query(sql).execute(&site.db).await.unwrap();
    }
    let ask = async |from: &str, mail: &str| {
        let fields = [("token", &*site.token("manage")), ("mail", mail)];
        assert_eq!(site.send_from(from, "/donate/manage", &fields).await.status, 303, "{mail}");
    };
    for n in 0..20 {
        ask("198.51.100.1", &format!("nobody{n}@example.org")).await;
    }
    ask("198.51.100.1", "ada@example.org").await;
    site.mails(2).await;
    let sent = site.count("select priority::bigint from seen where kind = 'send_mail'").await;
    assert_eq!(sent, 30, "the mail waits behind others, too");
    let late = site.count("select count(*) from seen where kind = 'answer_request' and priority = 30").await;
    assert!((10..=16).contains(&late), "{late} of 21");
    ask("192.0.2.9", "ada@example.org").await;
    site.mails(3).await;
    let honest = site.count("select count(*) from seen where kind = 'send_mail' and priority = 10").await;
    assert_eq!(honest, 1, "whoever asks from elsewhere comes first");
}

#[test]
fn what_a_form_costs_at_first_is_little() {
    assert_eq!(Toll::NONE.parts(), 0);
    assert_eq!((Toll::FIRST.parts(), Toll::FIRST.wait()), (12, Duration::seconds(20)));
}

/// A proxy that does not send what `CLIENT_IP_SOURCE` names.
#[tokio::test]
async fn without_the_header_of_the_proxy_nothing_typed_is_lost_and_nobody_is_blamed() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    site.opens_account().await;
    for language in connect_kindness::language::Language::ALL {
        let at = |path: &str| language.path(path);
        let (card, transfer) = (site.token("donate"), site.token("transfer"));
        let (link, offer) = (site.token("manage"), good(&site.token("volunteer")));
        let mail = ("mail", "dana@example.org");
        for (path, fields, typed) in [
            ("/donate", vec![("token", &*card), ("choice", "usd:2500"), mail], "dana@example.org"),
            ("/donate/transfer", promise(&transfer, &[]), "할머니 Kim"),
            ("/donate/manage", vec![("token", &*link), mail], "dana@example.org"),
            ("/volunteer", pairs(&offer), "카나리아7391 message"),
        ] {
            let answer = site.submit(&at(path), &fields).await;
            assert_eq!(answer.status, 503, "{path}");
            answer.shows(typed);
            let start = language.message_with("form-notice-own-mistake", &[("mail", "")]);
            answer.shows(start.split(['.', '。']).next().unwrap());
            for address in ["203.0.113.9:4711", "\"[2001:db8::1]:4711\""] {
                let found = site.send_from(address, &at(path), &fields).await;
                assert!([303, 422].contains(&found.status), "{path} {address}: {}", found.status);
            }
        }
    }
    // Staff come in to look at it.
    let cookie = site.signed_in_staff().await;
    let desk = site.request("GET", "/admin").header("cookie", &cookie).send().await.unwrap();
    assert_eq!(desk.status(), 200);
    for _ in 0..2 {
        connect_kindness::jobs::proxy::tell(&site.state).await.unwrap();
    }
    assert_eq!(site.count("select count(*) from alerts where kind = 'proxy_fault'").await, 1, "staff are told once");
}
