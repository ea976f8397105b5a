//! Pages as staff write and publish them, without their rooms.

use connect_kindness::{
    language::Language,
    pages::{
        content::Content,
        queries::{self, NewPublication, NewRevision},
    },
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::TestSite;

impl TestSite {
    /// The id of the page with this slug.
    pub(crate) async fn page_id(&self, slug: &str) -> Uuid {
        sqlx::query_scalar("select id from pages where slug = $1").bind(slug).fetch_one(&self.db).await.unwrap()
    }

    /// Saves other words on a side, which visitors do not read yet. Returns the revision.
    pub(crate) async fn save(&self, slug: &str, language: Language, change: impl FnOnce(&mut Content)) -> Uuid {
        let newest = queries::find_revision(&self.db, slug, language, None).await.unwrap().unwrap();
        let (page_id, after, mut content) = (newest.page_id, newest.number, newest.content.0);
        change(&mut content);
        let new = NewRevision { page_id, language, after, content: &content, note: None, author_id: None };
        queries::add_revision(&self.db, new).await.unwrap()
    }

    /// Publishes other words on a side.
    pub(crate) async fn publish(&self, slug: &str, language: Language, change: impl FnOnce(&mut Content)) {
        let revision = self.save(slug, language, change).await;
        self.stand(slug, language, Some(revision), None, None).await;
    }

    /// Takes away what visitors read on a side.
    pub(crate) async fn take_away(&self, slug: &str, language: Language) {
        self.stand(slug, language, None, None, None).await;
    }

    /// Lets a revision, or nothing, stand on a side: from some moment on, or now, and until another, or for good.
    pub(crate) async fn stand(
        &self,
        slug: &str,
        language: Language,
        revision_id: Option<Uuid>,
        starts_at: Option<OffsetDateTime>,
        ends_at: Option<OffsetDateTime>,
    ) {
        let page_id = self.page_id(slug).await;
        let new = NewPublication { page_id, language, revision_id, starts_at, ends_at, staff_member_id: None };
        queries::publish(&self.db, new).await.unwrap();
    }

    /// Moves a page to another address.
    pub(crate) async fn moves(&self, slug: &str, to: &str) {
        let mut tx = self.db.begin().await.unwrap();
        let keeps = "insert into page_addresses (path, page_id) select $2, id from pages where slug = $1
                     on conflict (path) do nothing";
        sqlx::query(keeps).bind(slug).bind(to).execute(&mut *tx).await.unwrap();
        let renames = "update pages set slug = $2 where slug = $1";
        sqlx::query(renames).bind(slug).bind(to).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}
