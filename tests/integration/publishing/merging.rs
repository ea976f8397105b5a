//! Two people, or two tabs, change the same page.

use connect_kindness::{language::Language, staff::Role};

use super::{REVISIONS, ROOM};
use crate::harness::{TestSite, desk::Desk};

const MERGE: &str = "/admin/pages/mission/en/merge";

#[tokio::test]
async fn what_only_one_changed_merges_by_itself() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    ada.heads("mission", Language::English, "lead", "Ada’s lead.").await;
    ben.writes("/admin/pages/mission/en/b2", &[("heading", "Ben’s heading")]).await;
    let answer = ben.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    ben.follows(&answer).await;
    let page = ada.visit(ROOM).await;
    page.shows(&format!("{} saved this side while you were writing", ben.email));
    assert_eq!(page.texts(".difference dt"), ["Lead"], "what Ben changed is no change for visitors");
    let answer = ada.presses("mission", "publish", &[("en", "yes"), ("when", "now")]).await;
    ada.follows(&answer).await.shows("Published.");
    let public = site.visit("/mission").await;
    public.shows("Ada’s lead.");
    public.shows("Ben’s heading");
}

#[tokio::test]
async fn where_both_changed_a_field_one_decides_and_nothing_wins_silently() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    let publish = [("en", "yes"), ("when", "now")];
    ada.heads("mission", Language::English, "lead", "Ada’s lead.").await;
    ada.heads("mission", Language::English, "menu", "Ada’s name").await;
    ben.heads("mission", Language::English, "lead", "Ben’s lead.").await;
    ben.heads("mission", Language::English, "menu", "Ben’s name").await;
    ben.follows(&ben.presses("mission", "publish", &publish).await).await;
    for button in ["publish", "save"] {
        let asked = ada.presses("mission", button, &publish).await;
        assert_eq!((asked.status, asked.location()), (303, &*format!("{MERGE}?to=publish")), "{button}");
    }
    let page = ada.visit(&format!("{MERGE}?to=publish")).await;
    page.shows(&format!("{} saved this page", ben.email));
    for (of, words) in [("lead", ["Ada’s lead."]), ("menu", ["Ada’s name"])] {
        assert_eq!(page.texts(&format!("[id='text-head/{of}']")), words);
        assert!(page.texts(&format!("[id='choice-head/{of}'] ins")).join(" ").contains("Ben"), "{of}");
    }
    assert!(page.attributes("input[type=radio][checked]", "id").is_empty(), "nothing is chosen for her");
    let state = page.attribute("input[name=state]", "value").unwrap();
    let fields = |more: &[(&'static str, &'static str)]| {
        [
            &[("state", state.clone()), ("to", "publish".to_owned())][..],
            &more.iter().map(|(name, text)| (*name, (*text).to_owned())).collect::<Vec<_>>(),
        ]
        .concat()
    };
    let send = async |more: &[(&'static str, &'static str)]| {
        let fields: Vec<_> = fields(more).into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        ada.submit(MERGE, &fields).await
    };
    let half = [("do", "decide"), ("choice:head/lead", "mine"), ("text:head/lead", "A third lead.")];
    let refused = send(&half).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.texts("[id='text-head/lead']"), ["A third lead."], "what was written stays");
    assert_eq!(refused.texts("#problems li"), ["The page, Name in the navigation"]);
    let entered = send(&[("choice:head/lead", "mine"), ("text:head/lead", "Enter")]).await;
    assert_eq!(entered.status, 200, "Enter decides nothing");
    let decided = send(&[&half[..], &[("choice:head/menu", "theirs")]].concat()).await;
    assert_eq!((decided.status, decided.location()), (303, ROOM));
    let next = ada.visit(ROOM).await;
    assert_eq!(next.texts(".difference dt"), ["Lead"]);
    ada.follows(&ada.presses("mission", "publish", &publish).await).await.shows("Published.");
    let public = site.visit("/mission").await;
    public.shows("A third lead.");
    public.shows("Ben’s name");
    assert_eq!(site.count(REVISIONS).await, 2);
}

#[tokio::test]
async fn a_block_that_one_removed_and_the_other_changed_asks_too() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    ada.writes("/admin/pages/mission/en/b2", &[("heading", "Ada’s heading")]).await;
    let removed = ben.sends("/admin/pages/mission", &[("do", "remove.en.b2")]).await;
    assert_eq!(removed.status, 303);
    ben.follows(&ben.presses("mission", "save", &[("en", "yes")]).await).await;
    let page = ada.visit(MERGE).await;
    page.shows("removed");
    assert!(page.texts(".difference-text ins").join(" ").contains("Ada’s"), "what she wrote is there");
    let state = page.attribute("input[name=state]", "value").unwrap();
    let keep = [("state", &*state), ("do", "decide"), ("choice:b2", "mine")];
    ada.follows(&ada.sends(MERGE, &keep).await).await.shows("Ada’s heading");
}

#[tokio::test]
async fn ones_own_second_tab_is_called_that() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    desk.heads("mission", Language::English, "lead", "In the first tab.").await;
    let author: uuid::Uuid =
        sqlx::query_scalar("select staff_member_id from page_drafts").fetch_one(&site.db).await.unwrap();
    let saved = site.save("mission", Language::English, |content| content.lead = "In the second tab.".to_owned()).await;
    let set = sqlx::query("update page_revisions set author_id = $2 where id = $1").bind(saved).bind(author);
    set.execute(&site.db).await.unwrap();
    let page = desk.visit(MERGE).await;
    page.shows("You saved this page yourself meanwhile, in another tab.");
    page.shows("Saved in the other tab");
}

#[tokio::test]
async fn two_who_save_at_once_both_come_through() {
    let site = TestSite::start().await;
    let [ada, ben] = [Desk::of(&site, &[Role::Editor]).await, Desk::of(&site, &[Role::Editor]).await];
    ada.heads("mission", Language::English, "lead", "Ada’s lead.").await;
    ben.writes("/admin/pages/mission/en/b2", &[("heading", "Ben’s heading")]).await;
    let seen = async |desk: &Desk<'_>| desk.visit(ROOM).await.attribute("input[name=seen]", "value").unwrap();
    let (of_ada, of_ben) = (seen(&ada).await, seen(&ben).await);
    let fields = |seen: &str| {
        [("seen", seen.to_owned()), ("do", "save".to_owned()), ("en", "yes".to_owned())]
            .map(|(name, text)| (name.to_owned(), text))
    };
    let (of_ada, of_ben) = (fields(&of_ada), fields(&of_ben));
    let (one, other) = tokio::join!(ada.submit(ROOM, &of_ada), ben.submit(ROOM, &of_ben));
    // Who came second either merged in the same moment, or is shown the merged page first.
    let statuses = [one.status, other.status];
    assert!(statuses.contains(&303) && statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    for (desk, status) in [(&ada, statuses[0]), (&ben, statuses[1])] {
        if status == 409 {
            desk.follows(&desk.presses("mission", "save", &[("en", "yes")]).await).await;
        }
    }
    let newest = "select count(*) from page_revisions where number = 3 and content ->> 'lead' = 'Ada’s lead.'
                  and content::text like '%Ben’s heading%'";
    assert_eq!((site.count(REVISIONS).await, site.count(newest).await), (2, 1));
}
