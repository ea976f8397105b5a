//! What an edition is made of: the list of what is published, the settings, the totals, and the words of those pages that
//! must be rendered again.

use std::{collections::HashMap, sync::Arc, time::Duration};

use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    assets, database,
    dialect::Dialect,
    edition::{Edition, Fault, Fingerprint, Listed, Printed},
    ledger,
    money::{Amount, Currency},
    pages::{
        address::{is_free, path_of},
        blocks::Block,
        content::{Content, FORM},
        queries::{self, PublishedSide, StoredWords},
    },
    settings,
    site::{CurrencyTerms, Giving, LINKED, MenuEntry, Site},
};

/// So many pages are rendered in a moment.
const SMALL: usize = 4;

/// Everything that the next edition is made of, beside what it takes over from the one before.
pub struct Material {
    pub(super) site: Site,
    pub(super) sides: Vec<Side>,
    /// The words of the pages that must be rendered, by revision.
    pub(super) words: HashMap<Uuid, Words>,
    /// Old addresses of pages, each with where its page stands now.
    pub(super) moved: HashMap<String, String>,
    pub(super) faults: Vec<Fault>,
    pub(super) shared: Fingerprint,
    pub(super) goal: Fingerprint,
    /// In how long the clock changes what visitors read.
    pub next_change: Option<Duration>,
}

/// A side that visitors can read.
#[derive(Clone)]
pub(super) struct Side {
    pub(super) published: PublishedSide,
    /// Where it stands, without its language part.
    pub(super) path: String,
    /// Whether the page can be read in the other language, too.
    pub(super) has_other: bool,
}

/// The words of a revision as this release reads them.
pub(crate) struct Words {
    pub(crate) content: Content,
    pub(crate) dialect: Dialect,
}

/// Reads the material, all of it as of one moment. Words that the edition before shows already are not read again. `is_trial`
/// says that no gift is real.
pub async fn load(db: &PgPool, origin: &str, is_trial: bool, before: Option<&Edition>) -> anyhow::Result<Material> {
    let mut tx = database::begin(db).await?;
    queries::begin_snapshot(&mut tx).await?;
    let published = queries::list_published(&mut *tx).await?;
    let next_change = queries::time_to_next_change(&mut *tx).await?;
    let moved = queries::list_moved(&mut *tx).await?;
    let mut site = Site { is_trial, ..site(&mut tx).await? };
    let known = known(before);
    let (published, taken): (Vec<_>, Vec<_>) = published.into_iter().partition(|side| is_free(&side.path));
    let (mut words, mut faults) = (HashMap::new(), Vec::new());
    faults.extend(sides(taken).iter().map(|side| side.fault("this address is the program's own".to_owned())));
    let sides = sides(published);
    let new = sides.iter().filter(|side| known_as(&known, side).is_none());
    read(&mut tx, new, &mut words, &mut faults).await?;
    let sides = sides_with_words(sides, |side| {
        words.contains_key(&side.published.revision_id)
            || known_as(&known, side).is_some()
            || last_good(before, side).is_some()
    });
    site.menu = sides
        .iter()
        .filter(|side| side.published.menu_position > 0)
        .filter_map(|side| menu_entry(side, &words, &known, before))
        .collect();
    let is_there = |path: &&str| sides.iter().any(|side| side.path == **path);
    site.linked = LINKED.into_iter().filter(|path| is_there(path)).map(str::to_owned).collect();
    let (shared, goal) = (shared(&site, origin)?, goal(&site)?);
    let stale = |page: &Printed| {
        before.is_none_or(|before| before.shared != shared || (page.shows_goal && before.goal != goal))
    };
    let touched = sides.iter().filter(|side| known_as(&known, side).is_some_and(stale));
    read(&mut tx, touched, &mut words, &mut faults).await?;
    tx.commit().await?;
    let moved = moved.into_iter().map(|(old, now)| (path_of(&old), path_of(&now))).collect();
    Ok(Material { site, sides, words, moved, faults, shared, goal, next_change })
}

impl Material {
    /// Whether so few pages must be rendered that it takes a moment.
    pub fn is_small(&self) -> bool {
        self.words.len() <= SMALL
    }
}

fn sides(published: Vec<PublishedSide>) -> Vec<Side> {
    let sides = published.into_iter().map(|published| {
        let path = path_of(&published.path);
        Side { published, path, has_other: false }
    });
    sides_with_words(sides.collect(), |_| true)
}

/// The sides that can be shown, each of which knows whether its other one can, too.
fn sides_with_words(mut sides: Vec<Side>, can_be_shown: impl Fn(&Side) -> bool) -> Vec<Side> {
    sides.retain(can_be_shown);
    let mut languages = HashMap::<String, usize>::new();
    for side in &sides {
        *languages.entry(side.path.clone()).or_default() += 1;
    }
    for side in &mut sides {
        side.has_other = languages.get(&side.path).is_some_and(|count| *count > 1);
    }
    sides
}

/// The page that an edition shows at the address of a side, whatever its words.
pub(super) fn last_good<'a>(before: Option<&'a Edition>, side: &Side) -> Option<&'a Arc<Listed>> {
    before?.find(side.published.language, &side.path).filter(|listed| listed.page.is_some())
}

/// The pages of an edition by revision.
fn known(edition: Option<&Edition>) -> HashMap<Uuid, &Listed> {
    let pages = edition.into_iter().flat_map(|edition| &edition.listed);
    pages.filter_map(|listed| Some((listed.page.as_ref()?.revision_id, &**listed))).collect()
}

/// How an edition knows a published page, if it shows the same words at the same address.
fn known_as<'a>(known: &HashMap<Uuid, &'a Listed>, side: &Side) -> Option<&'a Printed> {
    known.get(&side.published.revision_id).filter(|listed| side.is_at(listed))?.page.as_ref()
}

/// Reads the words of these sides. What this release cannot read is a fault of its side alone.
async fn read(
    db: &mut PgConnection,
    sides: impl Iterator<Item = &Side>,
    words: &mut HashMap<Uuid, Words>,
    faults: &mut Vec<Fault>,
) -> sqlx::Result<()> {
    let wanted: HashMap<Uuid, &Side> = sides.map(|side| (side.published.revision_id, side)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let revisions: Vec<Uuid> = wanted.keys().copied().collect();
    for stored in queries::list_words(db, &revisions).await? {
        let (id, side) = (stored.revision_id, wanted.get(&stored.revision_id));
        match understood(stored) {
            Ok(read) => drop(words.insert(id, read)),
            Err(why) => faults.extend(side.map(|side| side.fault(why))),
        }
    }
    Ok(())
}

/// The words, or why this release cannot read them.
pub(crate) fn understood(stored: StoredWords) -> Result<Words, String> {
    if stored.form > FORM {
        return Err(format!("it was written by a later release (form {})", stored.form));
    }
    let dialect = Dialect::from_number(stored.dialect);
    let dialect = dialect.ok_or_else(|| format!("it was written by a later release (dialect {})", stored.dialect))?;
    let content =
        serde_json::from_value(stored.content.0).map_err(|error| format!("its words cannot be read: {error}"))?;
    Ok(Words { content, dialect })
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
        giving: settings::queries::giving(&mut *db).await?,
        is_trial: false,
        roles: queries::list_open_roles(db).await?,
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
    side: &Side,
    words: &HashMap<Uuid, Words>,
    known: &HashMap<Uuid, &Listed>,
    before: Option<&Edition>,
) -> Option<MenuEntry> {
    let new = words.get(&side.published.revision_id).map(|words| &words.content.menu);
    let known = new.or_else(|| known_as(known, side).map(|page| &page.menu));
    let label = known.or_else(|| Some(&last_good(before, side)?.page.as_ref()?.menu))?;
    Some(MenuEntry { language: side.published.language, path: side.path.clone(), label: label.clone() })
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

impl Side {
    /// Whether an entry of an edition stands at this address, with the same way to the other language.
    pub(super) fn is_at(&self, listed: &Listed) -> bool {
        let is_like =
            |page: &Printed| page.has_other == self.has_other && page.is_unlisted == self.published.is_unlisted;
        listed.language == self.published.language
            && listed.path == self.path
            && listed.page.as_ref().is_some_and(is_like)
    }

    /// That it cannot be shown.
    pub(super) fn fault(&self, why: String) -> Fault {
        Fault { address: self.published.language.path(&self.path), why }
    }
}

/// Whether a page shows the goal bar.
pub(super) fn shows_goal(content: &Content) -> bool {
    content.shown().any(|block| matches!(block, Block::Goal { .. }))
}
