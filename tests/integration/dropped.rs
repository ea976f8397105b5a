//! No event is ever delivered; what Stripe's lists tell is enough.

use std::collections::BTreeMap;

use connect_kindness::books::reconcile::Light;
use stripe_stand_in::Delivery;

use crate::{
    harness::TestSite,
    permutations::stories::{MONTH, STEPS, Story},
};

/// So many gifts of each story.
const GIFTS: usize = 3;

/// By currency: what was received and not given back, and the fees, in minor units.
async fn ledger(site: &TestSite) -> BTreeMap<String, (i64, i64)> {
    let sql = "select currency, coalesce(sum(amount_minor) filter (where kind <> 'fee'), 0)::bigint,
                      coalesce(-sum(amount_minor) filter (where kind = 'fee'), 0)::bigint
               from ledger_entries group by currency";
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(sql).fetch_all(&site.db).await.unwrap();
    rows.into_iter().map(|(currency, gross, fees)| (currency, (gross, fees))).collect()
}

fn books(site: &TestSite) -> BTreeMap<String, (i64, i64)> {
    site.stripe.books_totals().into_iter().map(|(code, totals)| (code, (totals.gross(), totals.fees))).collect()
}

#[tokio::test]
async fn without_a_single_webhook_the_ledger_is_stripes() {
    let site = TestSite::start().await;
    site.stripe.set_delivery(Delivery::DropAll);
    let mut gifts = Vec::new();
    for story in Story::ALL {
        for _ in 0..GIFTS {
            gifts.push((story, site.begin(story == Story::Monthly).await));
        }
    }
    for (currency, amount) in [("krw", "30000"), ("krw", "50000"), ("eur", "12")] {
        gifts.push((Story::TwoRefunds, site.begin_gift(currency, amount).await));
    }
    for step in 0..STEPS {
        if step > 0 {
            site.stripe.advance(MONTH);
        }
        gifts.iter().for_each(|(story, session)| story.play(&site.stripe, step, session));
        site.forget_donors().await;
        site.reconcile().await;
        assert_eq!(ledger(&site).await, books(&site), "after step {step}");
        assert_eq!((site.findings().await, site.light().await), (vec![], Light::Green), "after step {step}");
    }
    assert_eq!(site.count("select count(*) from stripe_events where heard = 'webhook'").await, 0);
    let (content, said) = site.verify();
    assert!(content, "{said}");

    let all = "select md5(string_agg(t, '' order by t)) from (
        select ledger_entries::text t from ledger_entries union all select receipts::text from receipts
        union all select donations::text from donations union all select monthly_gifts::text from monthly_gifts
        union all select refunds::text from refunds union all select (id, kind, subject_id, copy)::text from mails) rows";
    let hash = || async { sqlx::query_scalar::<_, String>(all).fetch_one(&site.db).await.unwrap() };
    let before = hash().await;
    let events = site.stripe.events();
    for event in &events {
        assert_eq!(site.stripe.post_signed(event.to_string()).await.unwrap(), 200, "{event}");
    }
    site.settled().await;
    assert_eq!(hash().await, before, "{} events came late and changed something", events.len());
    eprintln!("{} gifts, {} events, {:?}", gifts.len(), events.len(), books(&site));
}
