//! What a donor may choose beside the sum: how often, the fees, a purpose, a dedication, a message, and to be left alone.

mod mails;
mod sums;

use connect_kindness::{
    donations::{
        donation::{Dedication, DonationState, Method},
        queries,
    },
    settings,
};
use stripe_stand_in::RecordedRequest;
use uuid::Uuid;

use crate::harness::{Answer, TestSite};

/// Everything that the form knows, filled in; `changes` are put instead.
fn full<'a>(token: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("token", token),
        ("frequency", "month"),
        ("choice", "usd:2500"),
        ("currency", "usd"),
        ("name", "남궁 Dana"),
        ("mail", "dana@example.org"),
        ("dedication", "memory"),
        ("dedicatee", "할머니 Kim"),
        ("message", "Thank you.\nGo on!"),
        ("anonymous", "yes"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

impl TestSite {
    /// The last request for a checkout.
    fn asked(&self) -> RecordedRequest {
        let is_creation =
            |request: &RecordedRequest| request.method == "POST" && request.path == "/v1/checkout/sessions";
        self.stripe.requests().into_iter().rfind(is_creation).expect("a checkout was asked for")
    }

    /// The only donation.
    async fn gift(&self) -> connect_kindness::donations::donation::Donation {
        let id: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&self.db).await.unwrap();
        queries::find(&self.db, id).await.unwrap().unwrap()
    }

    /// Offers a purpose and waits until the form shows it.
    pub(crate) async fn offer_fund(&self, english: &str, korean: &str) -> String {
        let id = settings::queries::add_fund(&self.db, english, korean).await.unwrap();
        self.eventually("the purpose is offered", || async { self.visit("/donate").await.text.contains(english) })
            .await;
        id.to_string()
    }
}

fn field(request: &RecordedRequest, name: &str) -> Option<String> {
    request.form.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

fn session_of(answer: &Answer) -> String {
    answer.location().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn stripe_is_asked_for_what_was_chosen_and_for_nothing_else() {
    let site = TestSite::start().await;
    let fund = site.offer_fund("Schools", "학교").await;
    for (path, frequency, mode, product) in [
        ("/donate", "once", "payment", "Donation to Citizens’ Alliance for North Korean Human Rights: Schools"),
        ("/ko/donate", "month", "subscription", "북한인권시민연합 정기 후원금: 학교"),
    ] {
        let token = site.token("donate");
        let answer = site.submit(path, &full(&token, &[("frequency", frequency), ("purpose", &fund)])).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let request = site.asked();
        let reference = field(&request, "client_reference_id").unwrap();
        let other = if mode == "payment" { "payment_intent_data" } else { "subscription_data" };
        let origin = &site.state.config.web.origin;
        let language = if path.starts_with("/ko") { "/ko" } else { "" };
        let mut expected = vec![
            ("mode".to_owned(), mode.to_owned()),
            ("submit_type".to_owned(), "donate".to_owned()),
            ("line_items[0][quantity]".to_owned(), "1".to_owned()),
            ("line_items[0][price_data][currency]".to_owned(), "usd".to_owned()),
            ("line_items[0][price_data][unit_amount]".to_owned(), "2500".to_owned()),
            ("line_items[0][price_data][product_data][name]".to_owned(), product.to_owned()),
            ("client_reference_id".to_owned(), reference.clone()),
            ("metadata[donation_id]".to_owned(), reference.clone()),
            (format!("{other}[metadata][donation_id]"), reference.clone()),
            ("customer_email".to_owned(), "dana@example.org".to_owned()),
            ("locale".to_owned(), if language.is_empty() { "en" } else { "ko" }.to_owned()),
            ("adaptive_pricing[enabled]".to_owned(), "false".to_owned()),
            ("success_url".to_owned(), format!("{origin}{language}/donate/thanks?session_id={{CHECKOUT_SESSION_ID}}")),
            ("cancel_url".to_owned(), format!("{origin}{language}/donate/thanks?gift={reference}")),
        ];
        if mode == "subscription" {
            expected.push(("line_items[0][price_data][recurring][interval]".to_owned(), "month".to_owned()));
        }
        let (times, mut sent): (Vec<_>, Vec<_>) =
            request.form.iter().cloned().partition(|(name, _)| name == "expires_at");
        expected.sort();
        sent.sort();
        assert_eq!(sent, expected, "{mode}");
        let open = times[0].1.parse::<i64>().unwrap() - time::OffsetDateTime::now_utc().unix_timestamp();
        assert!((30 * 60..=24 * 3600).contains(&open), "open for {open} s");
        assert_eq!(request.version.as_deref(), Some("2026-09-30.endive"));
        assert_eq!(request.idempotency_key.as_deref(), Some(&*format!("co-{reference}-1")));
    }
}

#[tokio::test]
async fn a_monthly_gift_says_so_and_tells_how_it_is_stopped() {
    let site = TestSite::start().await;
    let page = site.visit("/donate").await;
    assert_eq!(
        page.attribute("[name=frequency][checked]", "value").as_deref(),
        Some("once"),
        "nothing is chosen for them"
    );
    assert_eq!(page.attribute("[name=cover_fees]", "checked"), None);
    assert_eq!(page.attribute("#note-frequency a", "href").as_deref(), Some("/donate/manage"));
    assert!(page.texts("details[open]").is_empty(), "what is optional is closed");
    assert!(page.texts("#field-purpose").is_empty(), "no purposes, no question");

    let token = site.token("donate");
    let answer = site.submit("/donate", &full(&token, &[])).await;
    let gift = site.gift().await;
    assert_eq!(gift.monthly_gift_id, Some(gift.id));
    site.stripe.pay(&session_of(&answer)).unwrap();
    site.eventually("it is paid", || async { site.gift().await.has_money() }).await;
    let thanks = site.visit(&format!("/donate/thanks?session_id={}", session_of(&answer))).await;
    thanks.shows("$25");
    assert_eq!(thanks.texts("main a[href='/donate/manage']").len(), 1);
    assert!(!thanks.text.contains("Dana") && !thanks.text.contains("dana") && !thanks.text.contains("Kim"));
}

#[tokio::test]
async fn the_fees_are_added_once_their_sum_was_seen() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let asked = site.submit("/donate", &full(&token, &[("cover_fees", "yes"), ("frequency", "once")])).await;
    assert_eq!(asked.status, 200, "a question is no error");
    let notice = &asked.texts(".notice")[0];
    assert!(notice.contains("$26.06") && notice.contains("$1.06"), "{notice}");
    assert_eq!(asked.attribute(".notice button", "form").as_deref(), Some("giving"), "going on takes one press");
    let seen = asked.attribute("[name=total_seen]", "value").unwrap();
    assert_eq!(asked.attribute("[name=token]", "value").as_deref(), Some(&*token));
    assert_eq!((seen.as_str(), site.count("select count(*) from donations").await), ("usd:2606", 0));
    assert!(site.stripe.requests().is_empty());

    let changed = [("cover_fees", "yes"), ("frequency", "once"), ("choice", "usd:5000"), ("total_seen", &seen)];
    let again = site.submit("/donate", &full(&token, &changed)).await;
    assert_eq!((again.status, again.attribute("[name=total_seen]", "value").as_deref()), (200, Some("usd:5181")));

    let agreed = [("cover_fees", "yes"), ("frequency", "once"), ("total_seen", &seen)];
    assert_eq!(site.submit("/donate", &full(&token, &agreed)).await.status, 303);
    let gift = site.gift().await;
    assert_eq!((gift.amount_minor, gift.fee_cover_minor), (2606, 106));
    assert_eq!(field(&site.asked(), "line_items[0][price_data][unit_amount]").as_deref(), Some("2606"));

    let monthly = site.submit("/ko/donate", &full(&token, &[("cover_fees", "yes"), ("choice", "krw:30000")])).await;
    monthly.shows("매달 ₩31,308");
}

#[tokio::test]
async fn who_wants_no_mail_gets_none_and_a_number_to_note_down() {
    let site = TestSite::start().await;
    for (frequency, kept) in [("once", false), ("month", true)] {
        let token = site.token("donate");
        let answer = site.submit("/donate", &full(&token, &[("no_mail", "yes"), ("frequency", frequency)])).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert_eq!(field(&site.asked(), "customer_email").is_some(), kept, "{frequency}");
        let id = field(&site.asked(), "client_reference_id").unwrap().parse().unwrap();
        let gift = queries::find(&site.db, id).await.unwrap().unwrap();
        assert_eq!((gift.mail_sealed.is_some(), gift.wants_mail), (kept, false), "{frequency}");
        site.stripe.pay(&session_of(&answer)).unwrap();
        let thanks = format!("/donate/thanks?session_id={}", session_of(&answer));
        site.eventually("the number is told", || async {
            site.visit(&thanks).await.texts("main p").iter().any(|text| text.contains("The number of your receipt: 20"))
        })
        .await;
    }
    assert_eq!(site.count("select count(*) from mails where kind = 'receipt'").await, 0);
    let token = site.token("donate");
    let answer = site.submit("/donate", &full(&token, &[("frequency", "once")])).await;
    site.stripe.pay(&session_of(&answer)).unwrap();
    site.eventually("the mail leaves", || async { site.mailbox.mails().len() == 1 }).await;
    let thanks = site.visit(&format!("/donate/thanks?session_id={}", session_of(&answer))).await;
    assert!(!thanks.text.contains("number of your receipt"), "a mail tells it");
}

#[tokio::test]
async fn words_are_sealed_and_go_nowhere_else() {
    let site = TestSite::start().await;
    let fund = site.offer_fund("Schools", "학교").await;
    let token = site.token("donate");
    let answer = site.submit("/donate", &full(&token, &[("purpose", &fund)])).await;
    let (gift, keys) = (site.gift().await, &site.state.config.keys);
    assert_eq!(gift.name(keys).unwrap().as_deref(), Some("남궁 Dana"));
    assert_eq!(gift.dedicatee(keys).unwrap().as_deref(), Some("할머니 Kim"));
    assert_eq!(gift.message(keys).unwrap().as_deref(), Some("Thank you.\nGo on!"));
    assert_eq!((gift.dedication, gift.is_anonymous), (Some(Dedication::Memory), true));
    assert_eq!(gift.fund_id.unwrap().to_string(), fund);
    let row: String = sqlx::query_scalar("select donations::text from donations").fetch_one(&site.db).await.unwrap();
    for word in ["Dana", "dana", "Kim", "Go on"] {
        assert!(!row.contains(word), "{word} stands open in the row");
        let asked = site.asked();
        let told = asked.form.iter().filter(|(name, value)| name != "customer_email" && value.contains(word)).count();
        assert_eq!(told, 0, "Stripe is told {word}");
    }

    let again = site.submit("/donate", &full(&token, &[("purpose", &fund)])).await;
    assert_eq!(again.location(), answer.location(), "the same form leads to the same checkout");
    let once = site.submit("/donate", &full(&token, &[("purpose", &fund), ("frequency", "once")])).await;
    assert_ne!(once.location(), answer.location());
    assert_eq!(site.gift().await.monthly_gift_id, None);
    let open: Vec<_> = site.stripe.sessions().into_iter().filter(|session| session["status"] == "open").collect();
    assert_eq!((open.len(), open[0]["mode"].as_str()), (1, Some("payment")), "the monthly checkout was closed");
}

#[tokio::test]
async fn a_form_that_needs_a_look_comes_back_whole_and_open_where_it_matters() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let bad = [("dedication", ""), ("message", "my number is 900101-1234567"), ("mail", ""), ("purpose", "x")];
    for (path, lang) in [("/donate", "en"), ("/ko/donate", "ko")] {
        let answer = site.submit(path, &full(&token, &bad)).await;
        assert_eq!((answer.status, answer.attribute("html", "lang").as_deref()), (422, Some(lang)));
        for named in ["dedication", "message", "mail", "purpose"] {
            assert_eq!(answer.texts(&format!("#problem-{named}")).len(), 1, "{named}");
            assert_eq!(answer.texts(&format!("#problems a[href='#field-{named}']")).len(), 1, "{named}");
        }
        assert_eq!(
            answer.texts(".more-list details").len(),
            answer.texts(".more-list details[open]").len(),
            "whatever holds something is open"
        );
        assert_eq!(answer.attribute("[name=dedicatee]", "value").as_deref(), Some("할머니 Kim"));
        assert_eq!(answer.attribute("[name=name]", "value").as_deref(), Some("남궁 Dana"));
        assert_eq!(answer.texts("[name=message]"), ["my number is 900101-1234567"]);
        assert_eq!(answer.attribute("[name=frequency][checked]", "value").as_deref(), Some("month"));
        assert!(answer.attribute("[name=anonymous][checked]", "value").is_some());
    }
    assert_eq!(site.count("select count(*) from donations").await, 0);

    site.wire.cut();
    site.eventually("the database is away", || async { site.visit("/readyz").await.status == 503 }).await;
    let away = site.submit("/donate", &full(&token, &[("no_mail", "yes")])).await;
    assert_eq!(away.status, 503);
    away.shows("nkhr@nkhr.or.kr");
    for name in ["dedicatee", "name", "mail"] {
        assert!(!away.attribute(&format!("[name={name}]"), "value").unwrap().is_empty(), "{name} stays");
    }
    for name in ["dedication", "no_mail", "anonymous", "choice"] {
        assert!(away.attribute(&format!("[name={name}][checked]"), "value").is_some(), "{name} stays");
    }
    assert_eq!(away.texts("[name=message]"), ["Thank you. Go on!"]);
    site.wire.mend();
}

#[tokio::test]
async fn fields_that_are_not_ours_change_nothing_and_repeated_ones_are_refused() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    let foreign = [
        ("id", "018f0000-0000-7000-8000-000000000000"),
        ("state", "paid"),
        ("amount_minor", "1"),
        ("fee_cover_minor", "2499"),
        ("method", "offline"),
        ("monthly_gift_id", "018f0000-0000-7000-8000-000000000000"),
        ("reference", "AAAA"),
        ("wants_mail", "false"),
        ("role", "owner"),
        ("total_seen", "usd:1"),
    ];
    assert_eq!(site.submit("/donate", &full(&token, &foreign)).await.status, 303);
    let gift = site.gift().await;
    assert_eq!((gift.state, gift.method, gift.reference.as_deref()), (DonationState::Pending, Method::Card, None));
    assert_eq!((gift.amount_minor, gift.fee_cover_minor, gift.wants_mail), (2500, 0, true));
    for twice in [("choice", "usd:1000"), ("frequency", "once"), ("mail", "eve@example.org"), ("token", &*token)] {
        let mut fields = full(&token, &[]);
        fields.push(twice);
        let answer = site.submit("/donate", &fields).await;
        assert!((400..500).contains(&answer.status), "{}: {}", twice.0, answer.status);
    }
    assert_eq!(site.count("select count(*) from donations").await, 1);
    assert_eq!(site.gift().await.mail(&site.state.config.keys).unwrap().as_deref(), Some("dana@example.org"));
}

#[tokio::test]
async fn one_showing_of_the_form_has_ten_checkouts_at_most() {
    let site = TestSite::start().await;
    let token = site.token("donate");
    for amount in 10..20 {
        let answer = site.give("/donate", &token, "usd", &amount.to_string()).await;
        assert_eq!(answer.status, 303, "{amount}");
    }
    let last = site.give("/donate", &token, "usd", "19").await;
    assert_eq!(last.status, 303, "sending the same again is no change");
    let answer = site.give("/donate", &token, "usd", "20").await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.attribute("[name=amount]", "value").as_deref(), Some("20"));
    let fresh = answer.attribute("[name=token]", "value").unwrap();
    assert_ne!(fresh, token);
    assert_eq!(site.count("select count(*) from donations").await, 1);
    assert_eq!(site.stripe.sessions().len(), 10);
    assert_eq!(site.give("/donate", &fresh, "usd", "20").await.status, 303, "people go on from there");
}
