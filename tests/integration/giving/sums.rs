//! Which sum a form names: amounts as people type them, two sums at once, and links that fill the form.

use super::{field, full, session_of};
use crate::harness::{Answer, TestSite};

/// A form with an own amount beside a suggested one, or without.
fn own<'a>(token: &'a str, choice: &'a str, currency: &'a str, amount: &'a str) -> Vec<(&'a str, &'a str)> {
    full(token, &[("frequency", "once"), ("choice", choice), ("currency", currency), ("amount", amount)])
}

impl TestSite {
    /// Sends a form again as it came back, with some fields changed.
    async fn send_again(&self, page: &Answer, changes: &[(&str, &str)]) -> Answer {
        let fields = crate::harness::desk::filled(page, "/donate", changes);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.submit("/donate", &fields).await
    }
}

#[tokio::test]
async fn two_sums_at_once_are_asked_about_and_never_guessed() {
    let site = TestSite::start().await;
    for (path, lang) in [("/donate", "en"), ("/ko/donate", "ko")] {
        let token = site.token("donate");
        let asked = site.submit(path, &own(&token, "usd:1000", "eur", "70.50")).await;
        assert_eq!((asked.status, asked.attribute("html", "lang").as_deref()), (422, Some(lang)));
        let question = &asked.texts("#problem-meant")[0];
        assert!(question.contains("$10") && question.contains("€70.50"), "{question}");
        assert_eq!(asked.texts("#problems a[href='#field-meant']").len(), 1);
        assert_eq!(asked.attributes("[name=meant]", "value"), ["usd:1000", "eur:7050"]);
        assert_eq!(asked.attribute("[name=meant][checked]", "value"), None, "no answer is chosen for them");
        let ignored = site.submit(path, &own(&token, "usd:1000", "eur", "70.50")).await;
        assert_eq!(ignored.status, 422, "who does not answer is asked again");
    }
    assert!(site.stripe.requests().is_empty());

    for (meant, currency, minor) in [("eur:7050", "eur", "7050"), ("usd:1000", "usd", "1000")] {
        let token = site.token("donate");
        let asked = site.submit("/donate", &own(&token, "usd:1000", "eur", "70.50")).await;
        let answer = site.send_again(&asked, &[("meant", meant)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let request = site.asked();
        assert_eq!(field(&request, "line_items[0][price_data][unit_amount]").as_deref(), Some(minor));
        assert_eq!(field(&request, "line_items[0][price_data][currency]").as_deref(), Some(currency));
    }

    // An answer is good for its question alone.
    let token = site.token("donate");
    let asked = site.submit("/donate", &own(&token, "usd:1000", "eur", "70.50")).await;
    let again = site.send_again(&asked, &[("meant", "eur:7050"), ("choice", "usd:2500")]).await;
    assert_eq!(again.status, 422);
    assert_eq!(again.attributes("[name=meant]", "value"), ["usd:2500", "eur:7050"]);
    let forged = site.send_again(&asked, &[("meant", "eur:1")]).await;
    assert_eq!(forged.status, 422);

    // The answered form comes back without a question, with the fees on top of the answer.
    let fees = site.send_again(&asked, &[("meant", "eur:7050"), ("cover_fees", "yes")]).await;
    assert_eq!(fees.status, 200);
    assert_eq!(fees.attribute("[name=amount]", "value").as_deref(), Some("70.50"));
    assert_eq!(fees.attribute("[name=choice][checked]", "value").as_deref(), Some("own"));
    assert!(fees.texts("[name=meant]").is_empty());
    assert_eq!(site.send_again(&fees, &[]).await.status, 303);
    assert_eq!(
        site.send_again(&asked, &[("amount", "10"), ("currency", "usd")]).await.status,
        303,
        "twice the same is one"
    );
}

#[tokio::test]
async fn amounts_are_read_as_people_write_them_and_shown_before_paying() {
    let site = TestSite::start().await;
    for (path, currency, typed, value, shown) in [
        ("/donate", "eur", "10,50", "eur:1050", "€10.50"),
        ("/donate", "eur", "1.000,00", "eur:100000", "€1,000"),
        ("/donate", "eur", "25 €", "eur:2500", "€25"),
        ("/donate", "usd", "10,5", "usd:1050", "$10.50"),
        ("/donate", "usd", "25.", "usd:2500", "$25"),
        ("/ko/donate", "krw", "3만 5천원", "krw:35000", "₩35,000"),
        ("/ko/donate", "krw", "30000원", "krw:30000", "₩30,000"),
        ("/ko/donate", "jpy", "5,000円", "jpy:5000", "¥5,000"),
    ] {
        let token = site.token("donate");
        let before = site.stripe.sessions().len();
        let told = site.submit(path, &own(&token, "own", currency, typed)).await;
        assert_eq!(told.status, 200, "{typed}: it is shown first: {}", told.text);
        assert!(told.texts(".notice")[0].contains(shown), "{typed}: {:?}", told.texts(".notice"));
        assert_eq!(told.attribute("[name=total_seen]", "value").as_deref(), Some(value), "{typed}");
        assert_eq!(told.attribute("[name=amount]", "value").as_deref(), Some(typed), "what was typed stays");
        assert_eq!(site.stripe.sessions().len(), before);
        let seen = [own(&token, "own", currency, typed), vec![("total_seen", value)]].concat();
        assert_eq!(site.submit(path, &seen).await.status, 303, "{typed}");
        let minor = value.split(':').nth(1);
        assert_eq!(field(&site.asked(), "line_items[0][price_data][unit_amount]").as_deref(), minor, "{typed}");
    }
    for (currency, typed) in [("usd", "25"), ("usd", "25.50"), ("usd", "1,000"), ("krw", "30,000"), ("jpy", "５０００")]
    {
        let token = site.token("donate");
        let answer = site.submit("/donate", &own(&token, "own", currency, typed)).await;
        assert_eq!(answer.status, 303, "{typed} is written as we would show it");
    }
}

#[tokio::test]
async fn what_can_be_read_in_two_ways_is_asked_about() {
    let site = TestSite::start().await;
    for (currency, typed, sums) in [
        ("eur", "1.000", vec!["eur:100000", "eur:100"]),
        ("usd", "€25", vec!["eur:2500", "usd:2500"]),
        ("krw", "30.500", vec!["krw:30500"]),
        ("usd", "5만원", vec!["krw:50000"]),
    ] {
        for path in ["/donate", "/ko/donate"] {
            let asked = site.submit(path, &own(&site.token("donate"), "own", currency, typed)).await;
            assert_eq!(asked.status, 422, "{typed}");
            assert_eq!(asked.attributes("[name=meant]", "value"), sums, "{typed}");
            asked.shows(typed);
        }
    }
    let asked = site.submit("/donate", &own(&site.token("donate"), "own", "usd", "5만원")).await;
    assert!(asked.texts("#problem-meant")[0].contains("You typed South Korean won, and US dollars are chosen."));
    for (currency, typed) in [("krw", "25.50"), ("usd", "25.505"), ("usd", "-5"), ("usd", "1e3"), ("usd", "£25")] {
        let answer = site.submit("/donate", &own(&site.token("donate"), "own", currency, typed)).await;
        assert_eq!((answer.status, answer.texts("#problem-amount").len()), (422, 1), "{typed}");
        assert_eq!(answer.attribute("[name=amount]", "value").as_deref(), Some(typed));
    }
    assert!(site.stripe.requests().is_empty());

    site.opens_account().await;
    let fields = |token: String| {
        vec![("token", token), ("currency", "eur".to_owned()), ("amount", "1.000".to_owned()), ("name", String::new())]
    };
    let fields = fields(site.token("transfer"));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = site.submit("/donate/transfer", &fields).await;
    assert_eq!((asked.status, asked.attributes("[name=meant]", "value").len()), (422, 2));
    let answered = [&fields[..], &[("asked", "eur:100000 eur:100"), ("meant", "eur:100000")]].concat();
    assert_eq!(site.submit("/donate/transfer", &answered).await.status, 303);
    assert_eq!(site.count("select amount_minor from donations").await, 100_000);
}

#[tokio::test]
async fn a_link_fills_the_form_and_what_is_not_on_offer_is_left_out() {
    let site = TestSite::start().await;
    let fund = site.offer_fund("Schools", "학교").await;
    for path in ["/donate", "/ko/donate"] {
        for fund_name in ["Schools", "schools", "%ED%95%99%EA%B5%90"] {
            let link = format!("{path}?amount=50.50&currency=eur&frequency=month&fund={fund_name}&via=spring");
            let page = site.visit(&link).await;
            assert_eq!(page.status, 200);
            let checked = |name: &str| page.attribute(&format!("[name={name}][checked]"), "value");
            assert_eq!(page.attribute("[name=amount]", "value").as_deref(), Some("50.50"));
            assert_eq!(checked("choice").as_deref(), Some("own"));
            assert_eq!(checked("currency").as_deref(), Some("eur"));
            assert_eq!(checked("frequency").as_deref(), Some("month"));
            assert_eq!(checked("purpose").as_deref(), Some(&*fund));
            let canonical = page.attribute("link[rel=canonical]", "href").unwrap();
            assert!(canonical.ends_with(path), "{canonical}");
        }
    }
    let preset = site.visit("/donate?amount=30000&currency=KRW").await;
    assert_eq!(preset.attribute("[name=choice][checked]", "value").as_deref(), Some("krw:30000"));
    assert_eq!(preset.attribute("[name=amount]", "value").as_deref(), Some(""));
    let named = site.visit("/donate?amount=%E2%82%AC33").await;
    assert_eq!(named.attribute("[name=currency][checked]", "value").as_deref(), Some("eur"));
    assert_eq!(named.attribute("[name=amount]", "value").as_deref(), Some("33"));

    let plain = site.visit("/donate").await;
    for query in [
        "amount=&currency=&frequency=&fund=",
        "amount=-5",
        "amount=1.000",
        "amount=1e3",
        "amount=999999999999999999999",
        "amount=0.01",
        "currency=chf",
        "frequency=week",
        "fund=Nobody",
        "amount=%FF%00&currency=%00",
        "name=Xenia&mail=xenia@example.org&message=x&cover_fees=yes&anonymous=yes",
        "amount=%3Cscript%3E",
        "&&==&amount",
    ] {
        let page = site.visit(&format!("/donate?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        for selector in ["[name=amount]", "[name=name]", "[name=mail]", "[checked]"] {
            assert_eq!(page.attributes(selector, "value"), plain.attributes(selector, "value"), "{query} {selector}");
        }
        assert!(!page.text.to_lowercase().contains("xenia") && !page.text.contains("<script>"), "{query}");
    }
}

#[tokio::test]
async fn a_filled_form_can_be_sent_as_it_is() {
    let site = TestSite::start().await;
    let page = site.visit("/donate?amount=42&currency=eur&via=spring").await;
    let token = site.token("donate");
    let sent = site.send_again(&page, &[("token", &token)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    site.stripe.pay(&session_of(&sent)).unwrap();
    assert_eq!(site.count("select amount_minor from donations where currency = 'eur'").await, 4200);
}
