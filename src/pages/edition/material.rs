//! What an edition is made of: the list of what is published, the settings, the totals, and the words of those pages that
//! must be rendered again.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    assets, database,
    edition::{Edition, Fingerprint, Listed, Printed},
    ledger,
    money::{Amount, Currency},
    pages::{
        address::path_of,
        blocks::Block,
        queries::{self, PublishedAddress, PublishedWords},
    },
    settings,
    site::{CurrencyTerms, Giving, LINKED, MenuEntry, Site},
};

/// Everything that the next edition is made of, beside what it takes over from the one before.
pub struct Material {
    pub(super) site: Site,
    pub(super) addresses: Vec<PublishedAddress>,
    /// The words of the pages that must be rendered, by revision.
    pub(super) words: HashMap<Uuid, PublishedWords>,
    pub(super) shared: Fingerprint,
    pub(super) goal: Fingerprint,
}

/// Reads the material, all of it as of one moment. Words that the edition before shows already are not read again. `is_trial`
/// says that no gift is real.
pub async fn load(db: &PgPool, origin: &str, is_trial: bool, before: Option<&Edition>) -> anyhow::Result<Material> {
    let mut tx = database::begin(db).await?;
    queries::begin_snapshot(&mut tx).await?;
    let addresses = queries::list_published(&mut *tx).await?;
    let mut site = Site { is_trial, ..site(&mut tx).await? };
    let known = known(before);
    let mut words = HashMap::new();
    let new = addresses.iter().filter(|page| known_as(&known, page).is_none());
    read(&mut tx, new, &mut words).await?;
    site.menu = addresses
        .iter()
        .filter(|page| page.menu_position > 0)
        .filter_map(|page| menu_entry(page, &words, &known))
        .collect();
    let is_there = |path: &&str| addresses.iter().any(|page| path_of(&page.slug) == **path);
    site.linked = LINKED.into_iter().filter(|path| is_there(path)).map(str::to_owned).collect();
    let (shared, goal) = (shared(&site, origin)?, goal(&site)?);
    let stale = |page: &Printed| {
        before.is_none_or(|before| before.shared != shared || (page.shows_goal && before.goal != goal))
    };
    let touched = addresses.iter().filter(|page| known_as(&known, page).is_some_and(stale));
    read(&mut tx, touched, &mut words).await?;
    tx.commit().await?;
    Ok(Material { site, addresses, words, shared, goal })
}

/// The pages of an edition by revision.
fn known(edition: Option<&Edition>) -> HashMap<Uuid, &Listed> {
    let pages = edition.into_iter().flat_map(|edition| &edition.listed);
    pages.filter_map(|listed| Some((listed.page.as_ref()?.revision_id, &**listed))).collect()
}

/// How an edition knows a published page, if it shows the same words at the same address.
fn known_as<'a>(known: &HashMap<Uuid, &'a Listed>, page: &PublishedAddress) -> Option<&'a Printed> {
    known.get(&page.revision_id).filter(|listed| page.is_at(listed))?.page.as_ref()
}

async fn read(
    db: &mut PgConnection,
    pages: impl Iterator<Item = &PublishedAddress>,
    words: &mut HashMap<Uuid, PublishedWords>,
) -> sqlx::Result<()> {
    let revisions: Vec<Uuid> = pages.map(|page| page.revision_id).collect();
    if !revisions.is_empty() {
        words.extend(queries::list_words(db, &revisions).await?.into_iter().map(|words| (words.revision_id, words)));
    }
    Ok(())
}

/// The settings and totals; the navigation follows from the pages.
async fn site(db: &mut PgConnection) -> sqlx::Result<Site> {
    let stored = settings::queries::settings(&mut *db).await?;
    let currencies = settings::queries::currencies(&mut *db).await?;
    let funds = settings::queries::funds(&mut *db).await?;
    let raised = ledger::queries::totals(&mut *db).await?;
    let goal = stored.goal_minor.zip(stored.goal_currency.as_deref().and_then(Currency::from_code));
    Ok(Site {
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
        menu: Vec::new(),
        linked: Vec::new(),
        giving: settings::queries::giving(db).await?,
        is_trial: false,
    })
}

/// The hash of what every page is made with: all settings, except what only the goal bar or the donation form shows.
fn shared(site: &Site, origin: &str) -> anyhow::Result<Fingerprint> {
    let site = Site { goal: None, raised: Vec::new(), giving: Giving::Open, ..site.clone() };
    fingerprint(&(env!("PAGE_MAKING"), assets::url(""), origin, site))
}

/// The hash of what the goal bar is made with.
fn goal(site: &Site) -> anyhow::Result<Fingerprint> {
    fingerprint(&(&site.goal, &site.raised))
}

fn fingerprint(of: &impl serde::Serialize) -> anyhow::Result<Fingerprint> {
    Ok(crate::seal::hex(&Sha256::digest(serde_json::to_vec(of)?)[..16]))
}

fn menu_entry(
    page: &PublishedAddress,
    words: &HashMap<Uuid, PublishedWords>,
    known: &HashMap<Uuid, &Listed>,
) -> Option<MenuEntry> {
    let new = words.get(&page.revision_id).map(|words| &words.content.menu);
    let label = new.or_else(|| known_as(known, page).map(|page| &page.menu))?;
    Some(MenuEntry { language: page.language, path: path_of(&page.slug), label: label.clone() })
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

impl PublishedAddress {
    /// Whether an entry of an edition stands at this address, with the same way to the other language.
    pub(super) fn is_at(&self, listed: &Listed) -> bool {
        listed.language == self.language
            && listed.path == path_of(&self.slug)
            && listed.page.as_ref().is_some_and(|page| page.has_other == self.has_other)
    }
}

/// Whether a page shows the goal bar.
pub(super) fn shows_goal(words: &PublishedWords) -> bool {
    words.content.blocks.iter().any(|block| matches!(block, Block::Goal { .. }))
}
