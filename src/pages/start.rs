//! What a new site begins with: pages in both languages, settings and currencies. All of it is edited later, as data.

use rust_embed::RustEmbed;
use sqlx::PgPool;

use crate::{
    database,
    language::Language,
    pages::{
        content::Content,
        queries::{self, NewPublication, NewRevision},
    },
    settings::queries::{CurrencyRow, Settings, add_currency, add_settings},
};

#[derive(RustEmbed)]
#[folder = "src/pages/start/"]
struct Files;

/// The pages and their places in the navigation; those with 0 are not there.
const PAGES: [(&str, i32); 7] =
    [("home", 0), ("mission", 1), ("why-awesome", 2), ("get-involved", 3), ("share", 4), ("press", 0), ("privacy", 0)];

/// Puts the start content into an empty site. What is there already stays as it is.
pub async fn seed(db: &PgPool) -> anyhow::Result<()> {
    let mut tx = database::begin(db).await?;
    for (slug, menu_position) in PAGES {
        let Some(page_id) = queries::add(&mut tx, slug, menu_position).await? else { continue };
        for language in Language::ALL {
            let content = content(slug, language)?;
            let new = NewRevision { page_id, language, after: 0, content: &content, note: None, author_id: None };
            let revision_id = Some(queries::add_revision(&mut *tx, new).await?);
            let now = NewPublication {
                page_id,
                language,
                revision_id,
                starts_at: None,
                ends_at: None,
                staff_member_id: None,
            };
            queries::publish(&mut *tx, now).await?;
        }
    }
    add_settings(&mut *tx, &settings()).await?;
    for (position, row) in (1..).zip(currencies()) {
        add_currency(&mut tx, position, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The start words of a page.
pub fn content(slug: &str, language: Language) -> anyhow::Result<Content> {
    let name = format!("{language}/{slug}.json");
    let file = Files::get(&name).ok_or_else(|| anyhow::anyhow!("there is no start page {name}"))?;
    Ok(serde_json::from_slice(&file.data)?)
}

fn settings() -> Settings {
    Settings {
        name_english: "Citizens’ Alliance for North Korean Human Rights".to_owned(),
        name_korean: "북한인권시민연합".to_owned(),
        short_name: "NKHR".to_owned(),
        contact_mail: "nkhr@nkhr.or.kr".to_owned(),
        goal_minor: Some(5_000_000),
        goal_currency: Some("usd".to_owned()),
        bank_account_english: None,
        bank_account_korean: None,
    }
}

fn currencies() -> [CurrencyRow; 4] {
    let row = |code: &str, minimum_minor, maximum_minor, fee_fixed_minor, presets: [i64; 4]| CurrencyRow {
        code: code.to_owned(),
        minimum_minor,
        maximum_minor,
        presets_minor: presets.to_vec(),
        fee_basis_points: 290,
        fee_fixed_minor,
    };
    [
        row("usd", 100, 1_000_000, 30, [1_000, 2_500, 5_000, 10_000]),
        row("eur", 100, 1_000_000, 30, [1_000, 2_500, 5_000, 10_000]),
        row("krw", 1_000, 10_000_000, 400, [10_000, 30_000, 50_000, 100_000]),
        row("jpy", 100, 1_000_000, 40, [1_000, 3_000, 5_000, 10_000]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_start_page_exists_in_both_languages() {
        for (slug, _) in PAGES {
            for language in Language::ALL {
                let content = content(slug, language).unwrap_or_else(|error| panic!("{slug} {language}: {error}"));
                assert!(!content.title.is_empty() && !content.summary.is_empty() && !content.blocks.is_empty());
            }
        }
    }
}
