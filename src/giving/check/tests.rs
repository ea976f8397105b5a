//! What the donation form takes, and what it sends back with a sentence.

use uuid::Uuid;

use super::*;
use crate::{
    donations::donation::Dedication,
    giving::details::LONGEST_MESSAGE,
    money::Currency,
    site::{CurrencyTerms, Fund},
};

fn site() -> Site {
    let terms = |currency, minimum, maximum, preset, basis_points, fixed| {
        let amount = |minor| Amount::from_minor(minor, currency);
        CurrencyTerms {
            currency,
            minimum: amount(minimum),
            maximum: amount(maximum),
            presets: vec![amount(preset)],
            fee_basis_points: basis_points,
            fee_fixed: amount(fixed),
        }
    };
    Site {
        giving: crate::site::Giving::Open,
        is_trial: false,
        roles: Vec::new(),
        name_english: "The Organisation".to_owned(),
        name_korean: "단체".to_owned(),
        short_name: "ORG".to_owned(),
        contact_mail: "hello@example.org".to_owned(),
        bank_account_english: None,
        bank_account_korean: None,
        currencies: vec![
            terms(Currency::Usd, 100, 1_000_000, 2_500, 290, 30),
            terms(Currency::Krw, 1_000, Amount::MAXIMUM_MINOR, 30_000, 290, 400),
        ],
        funds: vec![Fund {
            id: Uuid::from_u128(7),
            name_english: "Schools".to_owned(),
            name_korean: "학교".to_owned(),
        }],
        goal: None,
        raised: Vec::new(),
        menu: Vec::new(),
        linked: Vec::new(),
    }
}

fn good() -> DonationForm {
    DonationForm {
        frequency: "month".to_owned(),
        currency: "usd".to_owned(),
        choice: "usd:2500".to_owned(),
        name: "남궁 민수".to_owned(),
        mail: "minsu@example.org".to_owned(),
        purpose: Uuid::from_u128(7).to_string(),
        dedication: "memory".to_owned(),
        dedicatee: "할머니".to_owned(),
        message: " 고맙습니다.\r\n힘내세요. ".to_owned(),
        anonymous: "yes".to_owned(),
        ..DonationForm::default()
    }
}

#[test]
fn a_good_form_becomes_a_gift() {
    let new = good().check(&site(), Language::Korean, Method::Card).expect("valid");
    assert_eq!((new.amount.minor(), new.fee_cover.minor(), new.is_monthly), (2500, 0, true));
    assert_eq!(new.name.as_deref(), Some("남궁 민수"), "a name is one field and stays as it was written");
    assert_eq!(new.fund_id, Some(Uuid::from_u128(7)));
    assert_eq!(new.dedication, Some((Dedication::Memory, "할머니".to_owned())));
    assert_eq!(new.message.as_deref(), Some("고맙습니다.\n힘내세요."));
    assert!(new.is_anonymous && new.wants_mail);

    let bare = DonationForm { choice: "usd:2500".to_owned(), ..DonationForm::default() };
    let new = bare.check(&site(), Language::English, Method::Card).expect("an amount is enough");
    assert!(!new.is_monthly && !new.is_anonymous && new.wants_mail, "who says nothing gives once");
    assert_eq!((new.name, new.mail, new.fund_id, new.dedication, new.message), (None, None, None, None, None));
}

#[test]
fn fees_are_added_only_if_asked_for_and_only_to_what_was_seen() {
    let mut form = DonationForm { cover_fees: "yes".to_owned(), ..good() };
    let new = form.check(&site(), Language::English, Method::Card).expect("valid");
    assert_eq!((new.amount.minor(), new.fee_cover.minor()), (2606, 106));
    for (seen, enough) in [
        ("", false),
        ("usd:2500", false),
        ("usd:2605", false),
        ("eur:2606", false),
        ("2606", false),
        ("usd:2606", true),
    ] {
        form.total_seen = seen.to_owned();
        assert_eq!(form.has_seen_total(&new), enough, "{seen:?}");
    }
    let transfer = DonationForm { choice: String::new(), amount: "25".to_owned(), ..form };
    let new = transfer.check(&site(), Language::English, Method::Transfer).expect("valid");
    assert_eq!((new.amount.minor(), new.fee_cover.minor(), new.is_monthly), (2500, 0, false), "a bank takes no part");
}

#[test]
fn who_wants_no_mail_leaves_an_address_only_for_a_monthly_gift() {
    let mut form = DonationForm { no_mail: "yes".to_owned(), ..good() };
    let monthly = form.check(&site(), Language::English, Method::Card).expect("valid");
    assert_eq!((monthly.mail.as_deref(), monthly.wants_mail), (Some("minsu@example.org"), false));
    form.frequency = "once".to_owned();
    for mail in ["minsu@example.org", "no address"] {
        form.mail = mail.to_owned();
        let once = form.check(&site(), Language::English, Method::Card).expect("valid");
        assert_eq!((once.mail, once.wants_mail), (None, false));
    }
}

#[test]
fn every_bad_form_names_its_field() {
    type Change = fn(&mut DonationForm);
    let table: &[(&str, &str, Change)] = &[
        ("an unknown frequency", "frequency", |f| f.frequency = "week".to_owned()),
        ("a frequency in another case", "frequency", |f| f.frequency = "Month".to_owned()),
        ("two frequencies", "frequency", |f| f.frequency = "once,month".to_owned()),
        ("no choice", "choice", |f| f.choice.clear()),
        ("an amount that nobody suggested", "choice", |f| f.choice = "usd:1".to_owned()),
        ("an amount of a currency that is not on offer", "choice", |f| f.choice = "jpy:2500".to_owned()),
        ("an amount below nothing", "choice", |f| f.choice = "usd:-2500".to_owned()),
        ("an own amount that is missing", "amount", |f| f.choice = "own".to_owned()),
        ("an own amount below the minimum", "amount", |f| f.amount = "0.99".to_owned()),
        ("an own amount above the maximum", "amount", |f| f.amount = "10000.01".to_owned()),
        ("a fraction of a won", "amount", |f| (f.currency, f.amount) = ("krw".to_owned(), "30000.5".to_owned())),
        ("an own amount in words", "amount", |f| f.amount = "twenty".to_owned()),
        ("an own amount in no currency", "currency", |f| (f.currency, f.amount) = (String::new(), "20".to_owned())),
        ("a sum that the fees make too large", "amount", |f| {
            (f.currency, f.amount, f.cover_fees) = ("krw".to_owned(), "99999999".to_owned(), "yes".to_owned());
            f.choice = "own".to_owned();
        }),
        ("two sums at once", "meant", |f| f.amount = "50".to_owned()),
        ("two sums in two currencies", "meant", |f| (f.currency, f.amount) = ("krw".to_owned(), "30000".to_owned())),
        ("a sum that can be read in two ways", "meant", |f| (f.choice, f.amount) = ("own".into(), "1.000".into())),
        ("a sign of another currency", "meant", |f| (f.choice, f.amount) = ("own".into(), "30000원".into())),
        ("a currency that is not on offer", "amount", |f| (f.choice, f.amount) = ("own".into(), "€25".into())),
        ("an answer to another question", "meant", |f| {
            (f.amount, f.asked, f.meant) = ("50".into(), "usd:1000 usd:5000".into(), "usd:5000".into());
        }),
        ("an answer that was no choice", "meant", |f| {
            (f.amount, f.asked, f.meant) = ("50".into(), "usd:2500 usd:5000".into(), "usd:100".into());
        }),
        ("a name of 255 characters", "name", |f| f.name = "가".repeat(255)),
        ("a resident number as a name", "name", |f| f.name = "900101-1234567".to_owned()),
        ("monthly without an address", "mail", |f| f.mail.clear()),
        ("monthly with blanks as an address", "mail", |f| f.mail = " \u{3000} ".to_owned()),
        ("monthly, no mail and no address", "mail", |f| (f.mail, f.no_mail) = (String::new(), "yes".to_owned())),
        ("monthly, no mail and half an address", "mail", |f| (f.mail, f.no_mail) = ("minsu@".into(), "yes".into())),
        ("no address", "mail", |f| f.mail = "minsu".to_owned()),
        ("an address without a dot", "mail", |f| f.mail = "minsu@home".to_owned()),
        ("two addresses", "mail", |f| f.mail = "a@b.kr, c@d.kr".to_owned()),
        ("an address with a second header", "mail", |f| f.mail = "a@b.kr\nBcc: c@d.kr".to_owned()),
        ("once with half an address", "mail", |f| (f.frequency, f.mail) = ("once".to_owned(), "minsu@".to_owned())),
        ("a purpose that is no id", "purpose", |f| f.purpose = "schools".to_owned()),
        ("a purpose that is not on offer", "purpose", |f| f.purpose = Uuid::from_u128(8).to_string()),
        ("an unknown dedication", "dedication", |f| f.dedication = "hate".to_owned()),
        ("a name without a dedication", "dedication", |f| f.dedication.clear()),
        ("a dedication without a name", "dedicatee", |f| f.dedicatee.clear()),
        ("a dedication to blanks", "dedicatee", |f| f.dedicatee = " \t\n".to_owned()),
        ("a dedication to 121 characters", "dedicatee", |f| f.dedicatee = "가".repeat(121)),
        ("a dedication to a resident number", "dedicatee", |f| f.dedicatee = "900101 1234567".to_owned()),
        ("a message of one character too many", "message", |f| f.message = "가".repeat(LONGEST_MESSAGE + 1)),
        ("a resident number in a message", "message", |f| f.message = "제 번호는 900101-1234567 입니다".to_owned()),
        ("a resident number in wide digits", "message", |f| f.message = "９００１０１－１２３４５６７".to_owned()),
    ];
    assert!(table.len() >= 30);
    for (why, field, change) in table {
        let mut form = good();
        change(&mut form);
        for language in Language::ALL {
            let problems = form.check(&site(), language, Method::Card).expect_err(why);
            let sentence = problems.of(field).unwrap_or_else(|| panic!("{why}: nothing at {field}: {problems:?}"));
            let is_sentence = sentence.ends_with('.') && !sentence.contains("problem") && !sentence.contains("{$");
            assert!(is_sentence, "{why}: {sentence:?}");
        }
    }
}

#[test]
fn an_answer_decides_between_two_sums_and_stays() {
    for (meant, minor, choice, amount) in [("usd:2500", 2500, "usd:2500", ""), ("usd:5000", 5000, "own", "50")] {
        let mut form = DonationForm { amount: "50,00".to_owned(), meant: meant.to_owned(), ..good() };
        "usd:2500 usd:5000".clone_into(&mut form.asked);
        let new = form.check(&site(), Language::English, Method::Card).expect("answered");
        assert_eq!(new.gift().minor(), minor);
        form.settle_sum(new.gift());
        assert_eq!((form.choice.as_str(), form.amount.as_str(), form.asked.as_str()), (choice, amount, ""));
        assert!(form.has_seen_total(&new), "who chose a sum has seen it");
        assert_eq!(form.check(&site(), Language::English, Method::Card).expect("valid").gift().minor(), minor);
    }
    let same = DonationForm { amount: "25.00".to_owned(), ..good() };
    assert!(same.check(&site(), Language::English, Method::Card).is_ok(), "the same said twice is no question");
}

#[test]
fn lengths_are_counted_in_characters() {
    for (longest, text) in [(LONGEST_MESSAGE, "가"), (LONGEST_MESSAGE, "🙂"), (LONGEST_MESSAGE, "a\n")] {
        let message = text.repeat(longest / text.chars().count());
        let form = DonationForm { message: format!("{message}\r\n"), ..good() };
        assert!(form.check(&site(), Language::English, Method::Card).is_ok(), "{text:?}");
    }
}
