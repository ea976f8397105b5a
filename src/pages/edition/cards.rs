//! How far the campaign is, as cards tell it: rounded, so that not every gift makes new cards.

use crate::{card, language::Language, site::Progress};

/// The steps in which cards tell the progress, in percent.
const STEP: i64 = 5;

/// The goal bar of a card.
pub(crate) fn progress(progress: &Progress, language: Language) -> card::Progress {
    let percent = progress.percent() / STEP * STEP;
    let (goal, told) = (progress.goal.to_string(), percent.to_string());
    let key = match percent {
        ..STEP => "card-goal",
        STEP..100 => "card-progress",
        _ => "card-reached",
    };
    let label = language.message_with(key, &[("goal", &goal), ("percent", &told)]);
    card::Progress { label, percent: u8::try_from(percent).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Amount, Currency};

    #[test]
    fn small_steps_are_not_told() {
        let of = |minor| {
            let raised = Amount::from_minor(minor, Currency::Usd);
            progress(
                &Progress { goal: Amount::from_minor(5_000_000, Currency::Usd), raised, beside: vec![] },
                Language::English,
            )
        };
        for (minor, label, percent) in [
            (0, "Goal: $50,000", 0),
            (240_000, "Goal: $50,000", 0),
            (250_000, "More than 5% of $50,000", 5),
            (499_999, "More than 5% of $50,000", 5),
            (4_999_999, "More than 95% of $50,000", 95),
            (5_000_000, "The goal of $50,000 is reached", 100),
            (9_000_000, "The goal of $50,000 is reached", 100),
        ] {
            assert_eq!(of(minor), card::Progress { label: label.to_owned(), percent }, "{minor}");
        }
    }
}
