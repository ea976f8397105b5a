//! The calendar of subscriptions: periods are counted in whole months from the anchor, so that a gift of the 31st comes on
//! the last day of shorter months and on the 31st again afterwards.

use serde_json::Value;
use time::{Date, Month, OffsetDateTime};

/// The period of a price that begins with the anchor.
pub(crate) fn first(price: &Value, anchor: i64) -> (i64, i64) {
    (anchor, months_after(anchor, months_of(price)))
}

/// The period of a subscription that comes after its present one.
pub(crate) fn next(subscription: &Value) -> (i64, i64) {
    let (anchor, length, end) = calendar(subscription);
    (end, boundaries(anchor, length).find(|at| *at > end).unwrap_or(i64::MAX))
}

/// When the period began that is over at `end`.
pub(crate) fn previous_start(subscription: &Value, end: i64) -> i64 {
    let (anchor, length, _) = calendar(subscription);
    boundaries(anchor, length).take_while(|at| *at < end).last().unwrap_or(anchor)
}

fn calendar(subscription: &Value) -> (i64, i64, i64) {
    let item = &subscription["items"]["data"][0];
    let anchor = subscription["billing_cycle_anchor"].as_i64().unwrap_or_default();
    (anchor, months_of(&item["price"]), item["current_period_end"].as_i64().unwrap_or_default())
}

fn boundaries(anchor: i64, length: i64) -> impl Iterator<Item = i64> {
    (0..).map(move |number| months_after(anchor, number * length))
}

fn months_of(price: &Value) -> i64 {
    let rhythm = &price["recurring"];
    let count = rhythm["interval_count"].as_i64().unwrap_or(1).max(1);
    if rhythm["interval"] == "year" { count * 12 } else { count }
}

fn months_after(anchor: i64, months: i64) -> i64 {
    let then = OffsetDateTime::from_unix_timestamp(anchor).ok().and_then(|start| {
        let month = i64::from(u8::from(start.month())) - 1 + months;
        let year = i32::try_from(i64::from(start.year()) + month.div_euclid(12)).ok()?;
        let month = Month::try_from(u8::try_from(month.rem_euclid(12) + 1).ok()?).ok()?;
        let day = start.day().min(month.length(year));
        Some(start.replace_date(Date::from_calendar_date(year, month, day).ok()?).unix_timestamp())
    });
    then.unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn months_end_on_their_last_day_and_go_back_to_the_anchor() {
        let anchor = datetime!(2026-01-31 12:00 UTC).unix_timestamp();
        let price = json!({ "recurring": { "interval": "month", "interval_count": 1 } });
        let (start, mut end) = first(&price, anchor);
        assert_eq!(start, anchor);
        let mut ends = vec![end];
        for _ in 0..3 {
            let item = json!({ "price": price, "current_period_end": end });
            let subscription = json!({ "billing_cycle_anchor": anchor, "items": { "data": [item] } });
            let period = next(&subscription);
            assert_eq!((period.0, previous_start(&subscription, period.1)), (end, end));
            end = period.1;
            ends.push(end);
        }
        let expected = [
            datetime!(2026-02-28 12:00 UTC),
            datetime!(2026-03-31 12:00 UTC),
            datetime!(2026-04-30 12:00 UTC),
            datetime!(2026-05-31 12:00 UTC),
        ];
        assert_eq!(ends, expected.map(OffsetDateTime::unix_timestamp));
        let yearly = json!({ "recurring": { "interval": "year", "interval_count": 1 } });
        assert_eq!(first(&yearly, anchor).1, datetime!(2027-01-31 12:00 UTC).unix_timestamp());
    }
}
