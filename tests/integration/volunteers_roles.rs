//! What volunteers can do for us: written and opened by coordinators, read by visitors, done by people.

mod offers;
mod people;
mod places;
mod work;

use connect_kindness::staff::Role;
use uuid::Uuid;

use crate::{
    harness::{Answer, TestSite, desk::Desk},
    volunteers::{good, pairs},
};

/// The words of a whole role.
pub(crate) const WORDS: [(&str, &str); 12] = [
    ("area", "teaching"),
    ("title_en", "English tutor"),
    ("title_ko", "영어 교사"),
    ("text_en", "Read together with a student.\n\nWe prepare you."),
    ("text_ko", "학생과 함께 읽습니다.\n\n미리 준비를 도와드립니다."),
    ("place_en", "Our office in Seoul"),
    ("place_ko", "서울 사무실"),
    ("hours_en", "2 hours a week"),
    ("hours_ko", "한 주에 2시간"),
    ("languages_en", "English, some Korean"),
    ("languages_ko", "영어, 한국어 조금"),
    ("wanted", "2"),
];

/// The last part of an address that somebody is led to.
pub(crate) fn id_in(location: &str) -> Uuid {
    let path = location.split('?').next().unwrap();
    path.rsplit('/').next().unwrap().parse().unwrap_or_else(|_| panic!("{location} names no row"))
}

impl<'a> Desk<'a> {
    pub(crate) async fn coordinator(site: &'a TestSite) -> Self {
        Self::of(site, &[Role::Coordinator]).await
    }

    /// Writes a draft: a whole role with some fields changed.
    pub(crate) async fn drafts(&self, changes: &[(&str, &str)]) -> Uuid {
        let page = self.visit("/admin/roles/new").await;
        let fields = [&WORDS[..], changes].concat();
        let sent = self.send("/admin/roles/new", &page, &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        id_in(sent.location())
    }

    /// Presses a button of a role.
    pub(crate) async fn presses_role(&self, role: Uuid, button: &str) -> Answer {
        let address = format!("/admin/roles/{role}");
        let page = self.visit(&address).await;
        self.send(&address, &page, &[("do", button)]).await
    }

    /// Writes a role and opens it.
    pub(crate) async fn opens_role(&self, changes: &[(&str, &str)]) -> Uuid {
        let role = self.drafts(changes).await;
        let opened = self.presses_role(role, "open").await;
        assert_eq!(opened.location(), format!("/admin/roles/{role}?done=opened"), "{}", opened.text);
        role
    }

    /// Puts somebody into a role.
    pub(crate) async fn assigns(&self, person: Uuid, role: Uuid) -> Answer {
        let fields = [("role", role.to_string()), ("do", "assign".to_owned())];
        let fields = fields.map(|(name, text)| (name.to_owned(), text));
        self.submit(&format!("/admin/volunteers/{person}/work/roles"), &fields).await
    }
}

impl TestSite {
    /// Somebody who offers help, perhaps for a role.
    pub(crate) async fn offers_help(&self, role: Option<Uuid>) -> Uuid {
        let mut fields = good(&self.token("volunteer"));
        fields.extend(role.map(|role| ("role", role.to_string())));
        let sent = self.submit("/ko/volunteer", &pairs(&fields)).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let newest = "select person_id from applications order by ctid desc limit 1";
        sqlx::query_scalar(newest).fetch_one(&self.db).await.unwrap()
    }

    /// Whether visitors read a title on the page of roles.
    pub(crate) async fn publishes(&self, title: &str) -> bool {
        let path = if title.is_ascii() { "/volunteer/roles" } else { "/ko/volunteer/roles" };
        self.visit(path).await.texts("h3").iter().any(|heading| heading == title)
    }

    /// The acts of staff about roles and people, in order.
    pub(crate) async fn acts_on_record(&self) -> Vec<String> {
        let acts = "select action from audit_entries where action not in ('signed_in', 'refused_at_door') order by id";
        sqlx::query_scalar(acts).fetch_all(&self.db).await.unwrap()
    }
}
