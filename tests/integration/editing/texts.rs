//! What is typed into the editor is what visitors read: dates, lists, emphasis before particles, cells, links and notes.

use connect_kindness::staff::Role;
use scraper::Html;

use crate::harness::{
    TestSite,
    desk::{Desk, filled},
};

/// What is typed in Korean, and a part of the HTML that visitors get, without blanks between its elements.
const TEXTS: &[(&str, &str)] = &[
    ("2014. 2. 17. 유엔이 보고서를 냈습니다.", "<p>2014. 2. 17. 유엔이 보고서를 냈습니다.</p>"),
    ("1998. 3월에 서울로 옮겼습니다.", "<p>1998. 3월에 서울로 옮겼습니다.</p>"),
    ("3. 셋째\n4. 넷째", "<ol start=\"3\"><li>셋째</li><li>넷째</li></ol>"),
    ("**북한인권시민연합(NKHR)**은 걷습니다.", "<p><strong>북한인권시민연합(NKHR)</strong>은 걷습니다.</p>"),
    ("**“약속”**을 지킵니다.", "<p><strong>“약속”</strong>을 지킵니다.</p>"),
    ("**기억!**과 **차례:**하나", "<p><strong>기억!</strong>과 <strong>차례:</strong>하나</p>"),
    ("## 시작\n\n글\n\n### 끝\n\n글", "<h3>시작</h3><p>글</p><h4>끝</h4><p>글</p>"),
    ("해\t명\n2014\t12\n2015\t8", "<thead><tr><th scope=\"col\">해</th><th scope=\"col\">명</th></tr></thead>"),
    ("| 해 | 명 |\n| --- | ---: |\n| 2014 | 12 |", "<td>2014</td>"),
    ("[전화](tel:+82-2-723-1672)", "<a href=\"tel:+82-2-723-1672\">전화</a>"),
    ("자료: https://example.org/report_2014 를 보세요.", ">https://example.org/report_2014</a> 를 보세요.</p>"),
    ("편지는 office@example.org 로", "<a href=\"mailto:office@example.org\">office@example.org</a> 로</p>"),
    ("[함께하기](/get-involved)", "<p><a href=\"/ko/get-involved\">함께하기</a></p>"),
    ("증언[^1]이 남았습니다.\n\n[^1]: 2015년 자료집", "2015년 자료집"),
    ("답은 7\\*2가 아니라 14", "<p>답은 7*2가 아니라 14</p>"),
    ("가\u{1100}\u{1161}\u{11a8}", "<p>가각</p>"),
];

/// Signs that nobody sees, in a title and in a text.
const UNSEEN: &[(&str, &str)] =
    &[("heading", "a\u{200b}b"), ("text", "오른쪽\u{202e}왼쪽"), ("text", "[주\u{2060}소](/mission)")];

#[tokio::test]
async fn what_is_typed_is_what_visitors_read() {
    let site = TestSite::start().await;
    let desk = Desk::of(&site, &[Role::Editor]).await;
    let (page, block) = ("/admin/pages/mission", "/admin/pages/mission/ko/b2");
    for (typed, expected) in TEXTS {
        let form = desk.visit(block).await;
        let saved = desk.submit(block, &filled(&form, block, &[("text", typed), ("do", "save")])).await;
        assert_eq!(saved.status, 303, "{typed}");
        let publish = format!("{page}/publish");
        let form = desk.visit(&publish).await;
        let published = desk.submit(&publish, &filled(&form, &publish, &[("do", "publish")])).await;
        assert_eq!(published.status, 303, "{typed}: {:.3000}", published.text);
        let found = || async { html(&site.visit("/ko/mission").await.text).contains(expected) };
        site.eventually(&format!("{typed:?} becomes {expected}"), found).await;
    }
    for (field, typed) in UNSEEN {
        let form = desk.visit(block).await;
        desk.submit(block, &filled(&form, block, &[(field, typed), ("do", "save")])).await;
        let told = desk.visit(block).await.texts(&format!("[id='problem-{field}']")).join("");
        assert!(told.contains("U+"), "{typed:?}: {told}");
        let publish = format!("{page}/publish");
        let form = desk.visit(&publish).await;
        let fields = filled(&form, &publish, &[("ko", "yes"), ("do", "publish")]);
        assert_eq!(desk.submit(&publish, &fields).await.status, 422, "{typed:?}");
        desk.submit(block, &filled(&desk.visit(block).await, block, &[(field, "자료"), ("do", "save")])).await;
    }
}

/// The HTML of a page without blanks between its elements.
fn html(page: &str) -> String {
    let html = Html::parse_document(page).html();
    html.split('\n').map(str::trim).collect::<String>()
}
