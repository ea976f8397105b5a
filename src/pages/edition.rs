//! Makes an edition: loads what is published, renders every page of both languages and compresses it.

use std::{collections::HashMap, sync::Arc};

use askama::Template;
use sqlx::PgPool;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    edition::{Edition, PAGE_CACHING},
    language::Language,
    ledger,
    money::{Amount, Currency},
    pages::{
        queries::{self, PublishedPage},
        view::{Page, Robots, SecurityText, Sitemap, SitemapEntry},
    },
    settings,
    site::{CurrencyTerms, MenuEntry, Site},
    stored::Stored,
    view::Frame,
};

/// Everything that an edition is made of.
pub struct Material {
    site: Site,
    pages: Vec<PublishedPage>,
}

/// Reads the material, all of it as it was at one moment.
///
/// # Errors
/// When the database is away, or was never seeded.
pub async fn load(db: &PgPool) -> anyhow::Result<Material> {
    let mut tx = db.begin().await?;
    queries::begin_snapshot(&mut tx).await?;
    let pages = queries::list_published(&mut *tx).await?;
    let stored = settings::queries::settings(&mut *tx).await?;
    let currencies = settings::queries::currencies(&mut *tx).await?;
    let funds = settings::queries::funds(&mut *tx).await?;
    let raised = ledger::queries::totals(&mut *tx).await?;
    let giving = settings::queries::giving(&mut *tx).await?;
    tx.commit().await?;
    let goal = stored.goal_minor.zip(stored.goal_currency.as_deref().and_then(Currency::from_code));
    let site = Site {
        name_english: stored.name_english,
        name_korean: stored.name_korean,
        short_name: stored.short_name,
        contact_mail: stored.contact_mail,
        bank_account_english: stored.bank_account_english,
        bank_account_korean: stored.bank_account_korean,
        funds,
        currencies: currencies.into_iter().filter_map(terms).collect(),
        goal: goal.map(|(minor, currency)| Amount::from_minor(minor, currency)),
        raised,
        menu: pages.iter().filter(|page| page.menu_position > 0).filter_map(menu_entry).collect(),
        giving,
    };
    Ok(Material { site, pages })
}

/// Renders and compresses everything. Takes a while, so it runs where it holds up nobody.
///
/// # Errors
/// When a template fails, which is a fault of ours.
pub fn build(material: Material, origin: &Arc<str>, now: OffsetDateTime) -> anyhow::Result<Edition> {
    let site = Arc::new(material.site);
    let mut answers = HashMap::new();
    let mut entries = Vec::new();
    for page in &material.pages {
        let Some(language) = Language::from_tag(&page.language) else {
            continue;
        };
        let path = path_of(&page.slug);
        let frame =
            Frame { language, path: path.clone(), site: Arc::clone(&site), origin: Arc::clone(origin), public: true };
        let html = Page { frame, content: &page.content, is_preview: false }.render()?;
        answers.insert(language.path(&path), Stored::new("text/html; charset=utf-8", PAGE_CACHING, html.into_bytes()));
        entries.push(SitemapEntry::new(origin, language, &path, Some(page.changed_at)));
    }
    let takes_transfers = Language::ALL.iter().all(|language| site.bank_account(*language).is_some());
    let transfer = takes_transfers.then_some("/donate/transfer");
    for path in ["/donate", "/volunteer"].into_iter().chain(transfer) {
        entries.extend(Language::ALL.map(|language| SitemapEntry::new(origin, language, path, None)));
    }
    let expires = (now + Duration::days(330)).replace_time(time::Time::MIDNIGHT).format(&Rfc3339)?;
    let mail = &site.contact_mail;
    let texts = [
        ("/sitemap.xml", "application/xml; charset=utf-8", Sitemap { entries }.render()?),
        ("/robots.txt", "text/plain; charset=utf-8", Robots { origin }.render()?),
        (
            "/.well-known/security.txt",
            "text/plain; charset=utf-8",
            SecurityText { origin, mail, expires: &expires }.render()?,
        ),
    ];
    for (path, content_type, text) in texts {
        answers.insert(path.to_owned(), Stored::new(content_type, PAGE_CACHING, text.into_bytes()));
    }
    Ok(Edition { site, built_at: now, answers })
}

/// The address of a page without its language part.
pub fn path_of(slug: &str) -> String {
    if slug == "home" { "/".to_owned() } else { format!("/{slug}") }
}

fn menu_entry(page: &PublishedPage) -> Option<MenuEntry> {
    Some(MenuEntry {
        language: Language::from_tag(&page.language)?,
        path: path_of(&page.slug),
        label: page.content.menu.clone(),
    })
}

/// A currency that the program does not know is not offered, because each needs its own tests.
fn terms(row: settings::queries::CurrencyRow) -> Option<CurrencyTerms> {
    let currency = Currency::from_code(&row.code)?;
    let amount = |minor| Amount::from_minor(minor, currency);
    Some(CurrencyTerms {
        currency,
        minimum: amount(row.minimum_minor),
        maximum: amount(row.maximum_minor),
        presets: row.presets_minor.into_iter().map(amount).collect(),
        fee_basis_points: i64::from(row.fee_basis_points),
        fee_fixed: amount(row.fee_fixed_minor),
    })
}
