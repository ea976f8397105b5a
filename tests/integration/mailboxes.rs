//! One mailbox however it is written: whose gifts are found, where mails go, how many leave, and what a stranger learns.

use connect_kindness::{donations::mail_index, site::Giving};
use time::OffsetDateTime;

use crate::{
    harness::{Answer, Strictness, TestSite},
    transfer::promise,
};

impl TestSite {
    /// A gift that arrived from a donor with this address.
    async fn given_by(&self, mail: &str) {
        let fields = [("token", &*self.token("donate")), ("choice", "usd:2500"), ("mail", mail)];
        let answer = self.submit("/donate", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        self.stripe.pay(answer.location().rsplit('/').next().unwrap()).unwrap();
        self.settled().await;
    }

    /// Waits until nothing is left to be answered or sent.
    async fn all_is_sent(&self) {
        self.eventually("all is answered and sent", || async {
            self.count("select count(*) from mails where sent_at is null").await == 0
                && self.count("select count(*) from donor_requests where mail_sealed is not null").await == 0
        })
        .await;
    }

    /// To whom mails went that are for donors.
    fn received(&self) -> Vec<String> {
        self.mailbox.mails().into_iter().map(|mail| mail.to).filter(|to| !to.starts_with("treasurer@")).collect()
    }
}

#[tokio::test]
async fn the_link_goes_to_the_address_that_the_donor_left() {
    let site = TestSite::start().await;
    for mail in ["known@example.org", "fin@example.org", "Ida@Example.org"] {
        site.given_by(mail).await;
    }
    site.all_is_sent().await;
    let before = site.received().len();
    for typed in [
        "\u{212a}nown@example.org",
        "\u{131}da@example.org",
        "\u{130}da@example.org",
        "\u{fb01}n@example.org",
        "ｆｉｎ@example.org",
        "IDA@ＥＸＡＭＰＬＥ.org",
        "\"ida\"@EXAMPLE.ORG",
    ] {
        let answer = site.ask_for_link(typed).await;
        assert!([303, 422].contains(&answer.status), "{typed}");
    }
    site.all_is_sent().await;
    let links = site.received().split_off(before);
    assert!(links.iter().all(|to| ["known@example.org", "Ida@Example.org"].contains(&to.as_str())), "{links:?}");
    assert_eq!(links.iter().filter(|to| *to == "Ida@Example.org").count(), 2, "{links:?}");
}

#[tokio::test]
async fn gifts_from_before_are_found_by_the_one_spelling() {
    let site = TestSite::start().await;
    site.given_by("ada@example.org").await;
    site.given_by("bob@example.org").await;
    site.all_is_sent().await;
    let bobs = "select count(*) from donations where mail_index = '\\x01'";
    sqlx::query("update donations set mail_index = '\\x01' where id = (select min(id::text)::uuid from donations)")
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(site.count(bobs).await, 1);
    let bring = || mail_index::bring_over(&site.db, &site.state.config.keys, OffsetDateTime::now_utc());
    assert_eq!(bring().await.unwrap(), 1, "only the one that differs");
    assert_eq!(site.count(bobs).await, 0);
    assert_eq!(bring().await.unwrap(), 0, "once for all");
    for mail in ["ada@example.org", "bob@example.org"] {
        let page = site.visit(&site.visit_of(mail).await).await;
        assert_eq!(page.texts(".gift-sum"), ["$25"], "{mail}");
    }
}

/// 40 forms of all kinds name `victim+N@`; five mails and the link leave, and what follows from money is not held back.
#[tokio::test]
async fn one_mailbox_has_one_count_of_mails_over_all_forms() {
    let site = TestSite::start().await;
    site.opens_account().await;
    site.given_by("victim@example.org").await;
    site.all_is_sent().await;
    let thanks = site.received().len();
    site.decides(&Giving::Guarded).await;
    for n in 0..40 {
        let mail = format!("victim+{n}@example.org");
        let answer = match n % 3 {
            0 => {
                let token = site.token("transfer");
                site.submit("/donate/transfer", &promise(&token, &[("mail", &mail)])).await
            }
            1 => {
                let fields =
                    [("token", &*site.token("donate")), ("choice", "usd:2500"), ("mail", &mail), ("proof", "")];
                site.submit("/donate", &fields).await
            }
            _ => site.ask_for_link("victim@example.org").await,
        };
        assert_eq!(answer.status, 303, "{n}: the answer does not tell how many left");
    }
    site.all_is_sent().await;
    let asked = site.received().len() - thanks;
    assert_eq!(asked, 6, "{:?}", site.received());
    let links = site.mailbox.mails().iter().filter(|mail| mail.text().contains("/manage/link/")).count();
    assert!(links >= 1, "the way to stop a gift is kept free");
    site.decides(&Giving::Open).await;
    site.given_by("victim+gift@example.org").await;
    site.all_is_sent().await;
    assert_eq!(site.received().len(), thanks + asked + 1, "the receipt of a gift always leaves");
}

/// What a stranger can compare: the status, the headers and the page, without what differs between any two answers.
fn seen(answer: &Answer, tokens: &[&str]) -> String {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id", "location"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    let place = answer.location().split("/pay/").next().unwrap();
    let place = if place.contains("/donate/transfer/") { "/donate/transfer/" } else { place };
    let mut text = answer.text.clone();
    for token in tokens {
        text = text.replace(token, "*");
    }
    let token = answer.attribute("input[name=token]", "value").unwrap_or_default();
    if !token.is_empty() {
        text = text.replace(&token, "*");
    }
    format!("{} {place} {headers:?} {text}", answer.status)
}

/// Nine probes in a row by every form, each kind from a network of its own, once for somebody who gave and is giving now,
/// and once for somebody who never did.
#[tokio::test]
async fn a_stranger_learns_nothing_about_who_gives() {
    let site = TestSite::start_as(Strictness::StrictBehindProxy).await;
    site.opens_account().await;
    let (known, unknown) = ("known@example.org", "never@example.org");
    let send = async |from: &str, path: &str, fields: &[(&str, &str)]| {
        let request = site.request("POST", path).header("x-forwarded-for", from).form(fields);
        Answer::of(request.send().await.unwrap()).await
    };
    for n in 0..3 {
        let token = site.token("donate");
        let from = format!("192.0.2.{n}");
        let begun = send(&from, "/donate", &[("token", &token), ("choice", "usd:2500"), ("mail", known)]).await;
        assert_eq!(begun.status, 303);
        if n == 0 {
            site.stripe.pay(begun.location().rsplit('/').next().unwrap()).unwrap();
        }
        let token = site.token("manage");
        send(&from, "/donate/manage", &[("token", &token), ("mail", known)]).await;
        let token = site.token("transfer");
        send(&from, "/donate/transfer", &promise(&token, &[("mail", known)])).await;
    }
    site.settled().await;
    for (kind, (form, path)) in
        [("donate", "/donate"), ("manage", "/donate/manage"), ("transfer", "/donate/transfer"), ("donate", "/donate")]
            .into_iter()
            .enumerate()
    {
        if kind == 3 {
            site.decides(&Giving::Guarded).await;
        }
        let mut sequences = Vec::new();
        for (who, mail) in [known, unknown].into_iter().enumerate() {
            let mut sequence = Vec::new();
            for _ in 0..9 {
                let token = site.token(form);
                let fields = match kind {
                    0 => vec![("token", &*token), ("choice", "usd:2500"), ("mail", mail)],
                    1 => vec![("token", &*token), ("mail", mail)],
                    2 => promise(&token, &[("mail", mail)]),
                    _ => vec![("token", &*token), ("choice", "usd:2500"), ("mail", mail), ("proof", "")],
                };
                let answer = send(&format!("198.51.{}.7", 10 * kind + who), path, &fields).await;
                sequence.push(seen(&answer, &[&token, mail]));
            }
            sequences.push(sequence);
        }
        for (probe, (of_known, of_unknown)) in sequences[0].iter().zip(&sequences[1]).enumerate() {
            assert_eq!(of_known, of_unknown, "{path}, kind {kind}, probe {probe}");
        }
    }
}
