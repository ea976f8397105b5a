//! A Korean treasurer walks through the rooms of money and meets no English.

use connect_kindness::{money::Currency, staff::Role};
use scraper::{Html, Node, Selector};
use uuid::Uuid;

use crate::{
    harness::{
        Answer, TestSite,
        desk::{Desk, filled},
    },
    staff::Staff,
};

/// Names and codes that are the same in Korean.
const NAMES: [&str; 16] = [
    "Stripe", "CSV", "UTF", "EUC", "KR", "MiB", "USD", "EUR", "KRW", "JPY", "UTC", "English", "usd", "eur", "krw",
    "jpy",
];

impl TestSite {
    /// A treasurer whose rooms are in Korean.
    async fn korean_desk(&self) -> Desk<'_> {
        let desk = Desk::of(self, &[Role::Treasurer]).await;
        sqlx::query("update staff_members set rooms_language = 'ko' where email = $1")
            .bind(&desk.email)
            .execute(&self.db)
            .await
            .unwrap();
        desk
    }
}

/// Fails where a page of a Korean reader has an English word. Codes, and what says that it is of another language, are left
/// out, as are what people wrote.
fn is_korean(page: &Answer) {
    let document = Html::parse_document(&page.text);
    assert_eq!(document.root_element().attr("lang"), Some("ko"));
    let left_out = Selector::parse("head, code, script, style, [lang=en], .staff-brand, .typed, dd").unwrap();
    let skipped: Vec<_> = document.select(&left_out).map(|element| element.id()).collect();
    let mut said = Vec::new();
    for node in document.tree.root().descendants() {
        if node.ancestors().any(|above| skipped.contains(&above.id())) {
            continue;
        }
        match node.value() {
            Node::Text(text) => said.push(text.to_string()),
            Node::Element(element) => {
                for name in ["aria-label", "title", "placeholder", "data-name", "alt"] {
                    said.extend(element.attr(name).map(str::to_owned));
                }
            }
            _ => {}
        }
    }
    for word in said.iter().flat_map(|text| text.split_whitespace()) {
        let is_code =
            word.contains(['@', '_', '/']) || word.contains("CK-") || word.contains(|c: char| c.is_ascii_digit());
        // Kinds of events, such as `charge.refunded`.
        let is_kind = word.trim_end_matches('.').contains('.');
        if is_code || is_kind {
            continue;
        }
        let foreign =
            word.split(|c: char| !c.is_ascii_alphabetic()).find(|part| part.len() > 1 && !NAMES.contains(part));
        assert_eq!(foreign, None, "{word:?} stands on the page:\n{}", said.join(" | "));
    }
}

impl Desk<'_> {
    /// Opens a page, which must be in Korean and say these things.
    async fn reads(&self, path: &str, words: &[&str]) -> Answer {
        let page = self.visit(path).await;
        assert_eq!(page.status, 200, "{path}");
        is_korean(&page);
        words.iter().for_each(|words| page.shows(words));
        page
    }
}

#[tokio::test]
async fn a_donation_is_told_and_given_back_in_korean() {
    let site = TestSite::start().await;
    let desk = site.korean_desk().await;
    desk.reads("/admin/donations", &["아직 후원이 없습니다", "직접 입력"]).await;
    site.given().await;
    let id: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    let here = format!("/admin/donations/{id}");
    desk.reads("/admin/donations", &["입금 완료", "Stripe 결제", "1건, 입금 $25", "하루 합계"]).await;
    desk.reads("/admin/donations?state=failed", &["이 조건에 맞는 후원이 없습니다"]).await;
    desk.reads(&here, &["처리 이력", "후원자가 양식을 보냄", "영수증 번호 발급", "암호화되어 있습니다"]).await;
    let shown = desk.submit(&here, &[]).await;
    is_korean(&shown);
    shown.shows("ada@example.org");

    let address = format!("{here}/refund");
    let form = desk.reads(&address, &["환불하기", "남은 금액인 $25까지", "후원자가 요청했습니다"]).await;
    let wrong = desk.send(&address, &form, &[("amount", "100")]).await;
    assert_eq!(wrong.status, 422);
    is_korean(&wrong);
    wrong.shows("이 후원에 남은 금액은 $25입니다.");
    wrong.shows("사유를 골라 주세요.");
    let sure = desk.send(&address, &form, &[("amount", "10"), ("reason", "duplicate")]).await;
    is_korean(&sure);
    sure.shows("후원금 $25 가운데 $10 환불을 진행하려고 합니다.");
    assert_eq!(desk.submit(&address, &filled(&sure, &address, &[])).await.status, 303);
    site.settled().await;
    let told = ["일부 환불", "환불 완료", "직원이 환불을 요청함", "후원자에게 환불", "−$10"];
    desk.reads(&here, &told).await;

    // The acts beside it, and what they refuse.
    let address = format!("{here}/address");
    let form = desk.reads(&address, &["후원자 주소 고치기"]).await;
    let asked = desk.send(&address, &form, &[("mail", "ada@gmial.com")]).await;
    is_korean(&asked);
    asked.shows("혹시 ada@gmail.com인가요?");
    let closed = desk.reads(&format!("{here}/correction"), &["Stripe에서 바로잡으면"]).await;
    assert!(closed.texts("main form").is_empty());
    let nothing = desk.submit("/admin/donations", &[("text".to_owned(), "pi_none".to_owned())]).await;
    is_korean(&nothing);
    nothing.shows("꼭 일치하는 것이 없습니다");
    let over = desk.visit("/admin/donations?from=2026-03-02&to=2026-03-01").await;
    is_korean(&over);
    over.shows("끝 날짜가 시작 날짜보다 앞섭니다.");
    desk.reads("/admin/donations/months", &["1건, 모두 $15입니다.", "합계"]).await;
    desk.reads("/admin/events", &["우리 알림", "charge.refunded"]).await;
    desk.reads("/admin/events?show=dead", &["처리를 포기한 알림이 없습니다"]).await;
    desk.reads("/admin/monthly", &["아직 정기 후원이 없습니다"]).await;
}

#[tokio::test]
async fn a_monthly_gift_and_a_dispute_are_told_in_korean() {
    let site = TestSite::start().await;
    let desk = site.korean_desk().await;
    let session = site.begin(true).await;
    site.stripe.pay(&session).unwrap();
    site.settled().await;
    desk.reads("/admin/monthly?show=active", &["진행 중", "최근 12회 중 1회 입금: $25", "모두 1건, 매달 $25입니다."])
        .await;
    let turn: Uuid = sqlx::query_scalar("select id from donations").fetch_one(&site.db).await.unwrap();
    desk.reads(&format!("/admin/donations/{turn}"), &["매달 $25씩 하는 정기 후원"]).await;
    let payment = site.given().await;
    site.stripe.dispute(&payment).unwrap();
    site.settled().await;
    let disputed: Uuid = sqlx::query_scalar("select donation_id from disputes").fetch_one(&site.db).await.unwrap();
    let page = desk.reads(&format!("/admin/donations/{disputed}"), &["결제 분쟁: 답변 필요", "답변 기한"]).await;
    assert_eq!(page.texts("h1 .badge-alarm"), ["결제 분쟁"]);
}

#[tokio::test]
async fn a_banks_list_is_brought_and_booked_in_korean() {
    let site = TestSite::start().await;
    let desk = site.korean_desk().await;
    desk.reads("/admin/transfers", &["입금을 기다리는 계좌이체가 없습니다"]).await;
    let id = site.announced("CK-7F3K-9Q2M", 30_000, Currency::Krw).await;
    site.announced("CK-AAAA-BBBB", 10_000, Currency::Krw).await;
    let all = ["입금을 기다리는 계좌이체는 모두 2건, ₩40,000입니다.", "2건, 남은 금액 ₩40,000"];
    desk.reads("/admin/transfers", &all).await;
    desk.reads("/admin/transfers?code=none", &["이 코드의 후원이 없습니다"]).await;

    let path = "/admin/transfers/import";
    desk.reads(path, &["은행 거래 목록 가져오기", "거래일", "없어도 됩니다"]).await;
    let wrong = desk.upload(path, "거래일,입금액,적요\n2026.11.20,십만,후원\n2026.11.20,1\n".as_bytes()).await;
    assert_eq!(wrong.status, 422);
    is_korean(&wrong);
    wrong.shows("2번째 줄: ‘십만’: 금액을 30000처럼 숫자로 적어 주세요.");
    wrong.shows("3번째 줄: 첫 줄은 3칸인데 이 줄은 2칸입니다.");
    let list = "거래일,입금액,적요,입금자,잔액\n2026.11.20,\"30,000\",후원 ck7f3k 9q2m,홍길동,1\n2026.11.22,7000,고마워요,김하나,1\n2026.11.23,0,출금,,1\n";
    let brought = desk.upload(path, list.as_bytes()).await;
    assert_eq!(brought.status, 303, "{}", brought.text);
    let path = brought.location().to_owned();
    let plan = desk
        .reads(
            &path,
            &["기록될 내용", "1줄, ₩30,000", "입금 완료", "입금자의 후원으로 기록", "제외: 들어온 돈이 없습니다"],
        )
        .await;
    assert_eq!(desk.send(&path, &plan, &[("unmatched", "yes")]).await.status, 303);
    desk.reads(&path, &["2줄을 장부에 기록했습니다."]).await;
    let again = desk.submit(&path, &[]).await;
    assert_eq!(again.status, 409);
    is_korean(&again);
    again.shows("이미 기록되었습니다");
    desk.reads(&format!("/admin/donations/{id}"), &["계좌이체", "후원금 입금", "장부 정정"]).await;

    let rest: Uuid = sqlx::query_scalar("select id from donations where reference_plain = 'CKAAAABBBB'")
        .fetch_one(&site.db)
        .await
        .unwrap();
    let path = format!("/admin/transfers/{rest}");
    let form = desk.reads(&path, &["입금 기록:", "은행 거래번호"]).await;
    let wrong = desk.send(&path, &form, &[("amount", "x"), ("day", "2099-01-01"), ("do", "check")]).await;
    is_korean(&wrong);
    wrong.shows("아직 오지 않은 날짜이거나");
    let asks = desk.send(&path, &form, &[("amount", "4000"), ("do", "check")]).await;
    is_korean(&asks);
    asks.shows("일부 금액입니다.");
    assert_eq!(desk.send(&path, &asks, &[("do", "book")]).await.status, 303);
    desk.reads(&format!("/admin/transfers?booked={rest}"), &["장부에 기록했습니다.", "₩6,000", "일부 입금"]).await;

    let path = "/admin/transfers/new";
    let form = desk.reads(path, &["후원 직접 입력", "헌정하지 않음"]).await;
    let wrong = desk.send(path, &form, &[("mail", "x"), ("dedication", "memory")]).await;
    assert_eq!(wrong.status, 422);
    is_korean(&wrong);
    wrong.shows("누구에게 헌정하는지 적거나");
}

#[tokio::test]
async fn books_are_put_right_and_compared_in_korean() {
    let site = TestSite::start().await;
    let desk = site.korean_desk().await;
    desk.reads("/admin/reconciliation", &["아직 대조하지 않았습니다", "차이가 없습니다"]).await;
    site.given().await;
    site.forget_donors().await;
    site.reconcile().await;
    let page = desk.reads("/admin/reconciliation", &["Stripe, 장부, 공개 합계가 일치합니다", "일치"]).await;
    assert_eq!(page.texts(".badge-alarm").len(), page.texts("li .badge-alarm").len(), "good states are quiet");
    let orphan = site.foreign_checkout(None, &Uuid::new_v4().to_string()).await;
    site.stripe.pay(&orphan).unwrap();
    site.settled().await;
    site.reconcile().await;
    let page =
        desk.reads("/admin/reconciliation", &["일치하지 않습니다", "어느 후원에도 속하지 않은 돈", "불일치"]).await;
    let action = page.attribute(".table .line-form", "action").unwrap();
    assert_eq!(desk.submit(&action, &[]).await.status, 303);
    assert_eq!(desk.submit("/admin/reconciliation", &[]).await.status, 303);
    desk.reads("/admin/reconciliation", &["건 확인, 새로 찾은 것"]).await;
}

#[tokio::test]
async fn a_sheet_speaks_the_language_of_who_takes_it() {
    let site = TestSite::start().await;
    site.given().await;
    let desk = site.korean_desk().await;
    let path = "/admin/donations/export";
    let page = desk.reads(path, &["표 내려받기", "장부번호", "거래일시"]).await;
    let wrong = desk.send(path, &page, &[]).await;
    assert_eq!(wrong.status, 422);
    is_korean(&wrong);
    wrong.shows("표를 어디에 쓸지 적어 주세요.");
    let korean = desk.send(path, &page, &[("reason", "연말 보고"), ("donors", "yes")]).await;
    let english = Staff::sign_in(&site).await;
    let form = english.visit(path).await;
    let english =
        english.submit(path, &filled(&form, path, &[("reason", "the yearly report"), ("donors", "yes")])).await;
    let rows = |sheet: &Answer| -> Vec<Vec<String>> {
        let text = sheet.text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let (korean, english) = (rows(&korean), rows(&english));
    assert_eq!(korean.len(), english.len());
    assert_eq!(korean[0][..5], ["장부번호", "거래일시", "구분", "금액", "통화"]);
    assert_eq!(english[0][..5], ["entry", "moved_at", "kind", "amount", "currency"]);
    for (korean, english) in korean.iter().zip(&english).skip(1) {
        // What is no word: numbers, times, amounts, codes, names.
        for at in [0, 1, 3, 4, 6, 7, 8, 11, 13, 15, 16] {
            assert_eq!(korean[at], english[at]);
        }
    }
    assert_eq!((&*korean[1][2], &*korean[1][5], &*korean[1][9]), ("결제", "Stripe", "입금 완료"));
    assert_eq!((&*english[1][2], &*english[1][5], &*english[1][9]), ("charge", "stripe", "paid"));
}
