//! What people type, and what is shown.

mod hostile;
mod work;

use super::*;
use crate::language::Language;

/// A text in the second dialect, for a reader of Korean.
fn shown(text: &str) -> String {
    in_language(Language::Korean, text)
}

fn in_language(language: Language, text: &str) -> String {
    html(Dialect::Second, text, &Reader { language, mark: "m-", heading: 2 })
}

/// Compares typed texts with what is shown, all of them before it fails.
fn are_shown(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(typed, expected)| shown(typed) != *expected)
        .map(|(typed, expected)| format!("{typed:?}\n  shows {}\n  not   {expected}", shown(typed)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A link to a page of others.
fn foreign(address: &str, words: &str) -> String {
    let class = if address == words { " class=\"bare\"" } else { "" };
    format!(r#"<a href="{address}" rel="noopener noreferrer"{class}>{words}</a>"#)
}

fn table(rows: &str) -> String {
    let label = Language::Korean.message("prose-table");
    format!(r#"<div class="table-box" role="group" tabindex="0" aria-label="{label}"><table>{rows}</table></div>"#)
}

#[test]
fn dialects_have_numbers() {
    for dialect in [Dialect::First, Dialect::Second] {
        assert_eq!(Dialect::from_number(dialect.number()), Some(dialect));
    }
    assert_eq!((Dialect::First.number(), Dialect::Second.number()), (1, 2));
    assert_eq!(Dialect::from_number(3), None);
    assert_eq!(Dialect::NEWEST, Dialect::Second);
}

#[test]
fn the_first_dialect_reads_as_it_always_did() {
    let reader = Reader { language: Language::Korean, mark: "m-", heading: 2 };
    for (typed, expected) in [
        ("2014. 2. 17. 보고서", "<ol>\n<li>\n<ol>\n<li>\n<ol>\n<li>보고서</li>\n</ol>\n</li>\n</ol>\n</li>\n</ol>\n"),
        ("**인권!**은", "<p>**인권!**은</p>\n"),
        (
            "## 배경\n\n[사명](/mission)",
            "<strong>배경</strong>\n<p><a href=\"/mission\" rel=\"noopener noreferrer\">사명</a></p>\n",
        ),
        (
            "[전화](tel:+82-2-723-1672) https://example.org",
            "<p><a rel=\"noopener noreferrer\">전화</a> https://example.org</p>\n",
        ),
        ("a | b\n--- | ---\n1 | 2", "<p>a | b\n--- | ---\n1 | 2</p>\n"),
    ] {
        assert_eq!(html(Dialect::First, typed, &reader), expected, "{typed:?}");
    }
}

#[test]
fn dates_and_years_are_no_lists() {
    for same in [
        "2014. 2. 17. 유엔 조사위원회가 보고서를 냈습니다.",
        "2014.2.17 보고서",
        "2014. 2. 17.",
        "2014.",
        "1996. 5월에 서울에서 시작했습니다.",
        "1996년에 시작했습니다.",
        "1996) 시작",
        "5월 1일. 노동절",
        "10. 27. 오전 10시",
        "10. 27.(월) 오전",
        "3. 1. 독립 선언",
        "1. 17. 발표했습니다.",
        "5. 18. 광주\n6. 10. 서울",
        "2013. 시작\n2014. 보고서\n2015. 결의",
        "14. 2. 17. 보고서",
        "12. 25.",
        "본문에서\n2014. 2. 17. 이어집니다.",
        "제1조\n7. 그 밖의 사항",
        "24. 그리고",
        "0. 영",
        "12345678901. 길다",
        "1.소수 2.5배",
    ] {
        assert_eq!(shown(same), format!("<p>{same}</p>"));
    }
    are_shown(&[
        ("- 2014. 2. 17. 보고서\n- 둘", "<ul><li>2014. 2. 17. 보고서</li><li>둘</li></ul>"),
        ("> 1996. 5월에", "<blockquote><p>1996. 5월에</p></blockquote>"),
        ("1. 2014. 2. 17. 보고서\n2. 10. 27. 오전", "<ol><li>2014. 2. 17. 보고서</li><li>10. 27. 오전</li></ol>"),
        ("**2014. 2. 17.** 보고서", "<p><strong>2014. 2. 17.</strong> 보고서</p>"),
        ("## 2014. 2. 17.", "<h3>2014. 2. 17.</h3>"),
        ("2014. 2. 17. 하나\n\n2015. 3. 1. 둘", "<p>2014. 2. 17. 하나</p><p>2015. 3. 1. 둘</p>"),
    ]);
}

#[test]
fn lists_keep_their_numbers() {
    are_shown(&[
        ("1. 하나\n2. 둘", "<ol><li>하나</li><li>둘</li></ol>"),
        ("3. 셋\n4. 넷", "<ol start=\"3\"><li>셋</li><li>넷</li></ol>"),
        ("3) 셋\n4) 넷", "<ol start=\"3\"><li>셋</li><li>넷</li></ol>"),
        ("1. 하나", "<ol><li>하나</li></ol>"),
        ("1. 하나\n\n글\n\n2. 둘", "<ol><li>하나</li></ol><p>글</p><ol start=\"2\"><li>둘</li></ol>"),
        ("1. 하나\n2. 둘\n\n글\n\n3. 셋", "<ol><li>하나</li><li>둘</li></ol><p>글</p><ol start=\"3\"><li>셋</li></ol>"),
        ("이어서\n3. 셋\n4. 넷", "<p>이어서</p><ol start=\"3\"><li>셋</li><li>넷</li></ol>"),
        ("1. a\n2. b\n5. e", "<ol><li>a</li><li>b</li><li value=\"5\">e</li></ol>"),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("1. a\n   1. b\n   2. c\n2. d", "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("1.\t하나\n2.\t둘", "<ol><li>하나</li><li>둘</li></ol>"),
        ("9. 구\n10. 십\n11. 십일", "<ol start=\"9\"><li>구</li><li>십</li><li>십일</li></ol>"),
        ("- 하나\n- 둘", "<ul><li>하나</li><li>둘</li></ul>"),
        ("글\n- 하나", "<p>글</p><ul><li>하나</li></ul>"),
    ]);
}

#[test]
fn emphasis_holds_before_particles() {
    for (sign, inner) in [
        (")", "북한인권시민연합(NKHR"),
        ("”", "“자유"),
        ("’", "‘자유"),
        ("!", "인권"),
        ("?", "왜"),
        (":", "강조"),
        (".", "끝"),
        (",", "쉼"),
        ("%", "80"),
        ("」", "「법"),
        ("』", "『책"),
        ("》", "《글"),
        ("〉", "〈글"),
        ("】", "【주"),
        ("]", "[주"),
        ("…", "말"),
        ("\"", "\"말"),
        ("'", "'말"),
        ("·", "말"),
        ("~", "말"),
        ("、", "말"),
        ("。", "말"),
    ] {
        let inner = format!("{inner}{sign}");
        let escaped = inner.replace('"', "&quot;");
        for particle in ["은", "는", "을", "이라고", "의"] {
            for (mark, tag) in [("**", "strong"), ("*", "em")] {
                let typed = format!("말 {mark}{inner}{mark}{particle} 뒤");
                let expected = format!("<p>말 <{tag}>{escaped}</{tag}>{particle} 뒤</p>").replace("&quot;", "\"");
                assert_eq!(shown(&typed), expected);
                let before = format!("앞{mark}{inner}{mark}{particle}");
                assert_eq!(shown(&before), format!("<p>앞<{tag}>{inner}</{tag}>{particle}</p>"), "{before}");
            }
        }
    }
    are_shown(&[
        ("**굵고 *기운* 말**은", "<p><strong>굵고 <em>기운</em> 말</strong>은</p>"),
        ("***둘 다(2)***를", "<p><em><strong>둘 다(2)</strong></em>를</p>"),
        ("**[사명](/mission)**을", "<p><strong><a href=\"/ko/mission\">사명</a></strong>을</p>"),
        ("5 * 3 = 15, 2**8", "<p>5 * 3 = 15, 2**8</p>"),
        ("가격은 5\\*3이 아니라 15", "<p>가격은 5*3이 아니라 15</p>"),
        ("\\# 글 \\[x\\](y) \\_z\\_ 1\\. 글", "<p># 글 [x](y) _z_ 1. 글</p>"),
        ("snake_case_word와 5월~6월, 7월~8월, ~~그대로~~", "<p>snake_case_word와 5월~6월, 7월~8월, ~~그대로~~</p>"),
    ]);
}

#[test]
fn sub_headings_stand_below_the_blocks_own() {
    are_shown(&[
        ("## 배경\n\n글\n\n### 출처\n\n글", "<h3>배경</h3><p>글</p><h4>출처</h4><p>글</p>"),
        ("# 하나\n글\n###### 여섯", "<h3>하나</h3><p>글</p><h4>여섯</h4>"),
        ("#해시태그와 #둘", "<p>#해시태그와 #둘</p>"),
        ("## **굵은** 제목 ##", "<h3><strong>굵은</strong> 제목</h3>"),
        ("글\n---\n글\n===", "<p>글</p><hr><p>글\n===</p>"),
    ]);
    let below = html(Dialect::Second, "## a\n### b", &Reader { language: Language::English, mark: "", heading: 3 });
    assert_eq!(below, "<h4>a</h4><h5>b</h5>");
}

#[test]
fn cells_are_a_table_and_none_is_lost() {
    let head = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<th scope=\"col\">{cell}</th>")).collect();
        format!("<thead><tr>{cells}</tr></thead>")
    };
    let two = head(&["연도", "명"]);
    let rows = |rows: &str| table(&format!("{two}<tbody>{rows}</tbody>"));
    let numbers = rows("<tr><td>2014</td><td>120</td></tr><tr><td>2015</td><td>87</td></tr>");
    let three = table(&format!(
        "{}<tbody><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>1</td><td></td><td></td></tr></tbody>",
        head(&["a", "b", ""])
    ));
    are_shown(&[
        ("연도\t명\n2014\t120\n2015\t87", &numbers),
        ("연도\t명\r\n2014\t120\r\n2015\t87\r\n", &numbers),
        ("글\n연도\t명\n2014\t120\n2015\t87\n글", &format!("<p>글</p>{numbers}<p>글</p>")),
        ("| 연도 | 명 |\n|---|---|\n| 2014 | 120 |\n| 2015 | 87 |", &numbers),
        ("연도 | 명\n--- | ---\n2014 | 120\n2015 | 87\n이어지는 글", &format!("{numbers}<p>이어지는 글</p>")),
        ("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n| 1 |", &three),
        ("a\tb\n1\t2\t3\n1\t", &three),
        (
            "연도\t명\n\t120\n2015\t",
            &rows("<tr><td>120</td><td></td></tr><tr><td>2015</td><td></td></tr>")
                .replace("<td>120</td><td></td>", "<td></td><td>120</td>"),
        ),
        ("연도\t명\na|b\t**굵게**", &rows("<tr><td>a|b</td><td><strong>굵게</strong></td></tr>")),
        (
            "연도\t명\n1996.\thttps://example.org",
            &rows(&format!(
                "<tr><td>1996.</td><td>{}</td></tr>",
                foreign("https://example.org", "https://example.org")
            )),
        ),
        ("이름:\t홍길동", "<p>이름:\t홍길동</p>"),
        ("이것 | 저것", "<p>이것 | 저것</p>"),
    ]);
    let aligned = shown("| 연도 | 명 | 끝 |\n| --- | ---: | :-: |\n| 2014 | 120 | x |");
    assert!(
        aligned.contains("<th scope=\"col\" class=\"end\">명</th>") && aligned.contains("<td class=\"middle\">x</td>"),
        "{aligned}"
    );
    assert!(shown("a\tb\tc").contains("<th scope=\"col\">c</th>"), "one row of three cells");
    assert!(in_language(Language::English, "a\tb\nc\td").contains("aria-label=\"Table\""));
}

#[test]
fn bare_addresses_are_links_and_end_before_the_sentence_goes_on() {
    let site = foreign("https://example.org", "https://example.org");
    let report = foreign("https://example.org/report_2014", "https://example.org/report_2014");
    for (before, after) in [
        ("보고서: ", " 를 보세요."),
        ("", "을 보세요."),
        ("(", ")에서"),
        ("(", ")."),
        ("“", "”라는"),
        ("", "."),
        ("", ", 그리고"),
        ("", "!"),
        ("「", "」"),
        ("", "에서도"),
        ("**", "**은"),
        ("- ", ""),
    ] {
        for (typed, link) in [("https://example.org", &site), ("https://example.org/report_2014", &report)] {
            let text = shown(&format!("{before}{typed}{after}"));
            assert!(text.contains(link.as_str()), "{before}{typed}{after}: {text}");
            let words = text.replace(link.as_str(), "");
            assert!(!words.contains("http"), "{text}");
        }
    }
    let tail = |address: &str| foreign(address, address);
    are_shown(&[
        ("https://example.org/_a_/b*c 끝", &format!("<p>{} 끝</p>", tail("https://example.org/_a_/b*c"))),
        ("https://example.org/a_(b)을", &format!("<p>{}을</p>", tail("https://example.org/a_(b)"))),
        (
            "https://example.org/?a=1&b=2#c",
            &format!("<p>{}</p>", foreign("https://example.org/?a=1&amp;b=2#c", "https://example.org/?a=1&amp;b=2#c")),
        ),
        ("https://ko.wikipedia.org/wiki/북한 을", &format!("<p>{} 을</p>", tail("https://ko.wikipedia.org/wiki/북한"))),
        ("https://example.org/에서", &format!("<p>{}에서</p>", tail("https://example.org/"))),
        ("https://북한인권.한국/ 참조", &format!("<p>{} 참조</p>", tail("https://북한인권.한국/"))),
        ("HTTPS://EXAMPLE.ORG/A", &format!("<p>{}</p>", tail("HTTPS://EXAMPLE.ORG/A"))),
        ("<https://example.org>", &format!("<p>{site}</p>")),
        ("www.nkhr.or.kr을", &format!("<p>{}을</p>", foreign("https://www.nkhr.or.kr", "www.nkhr.or.kr"))),
        ("[https://example.org](https://example.org)", &format!("<p>{site}</p>")),
        (
            "[보고서 *전문*](https://example.org)을",
            &format!("<p>{}을</p>", foreign("https://example.org", "보고서 <em>전문</em>")),
        ),
        ("문의 nkhr@example.org 로", "<p>문의 <a href=\"mailto:nkhr@example.org\">nkhr@example.org</a> 로</p>"),
        ("nkhr@example.org로.", "<p><a href=\"mailto:nkhr@example.org\">nkhr@example.org</a>로.</p>"),
        ("(a.b_c+d@example.co.kr)", "<p>(<a href=\"mailto:a.b_c+d@example.co.kr\">a.b_c+d@example.co.kr</a>)</p>"),
        ("a@b, @nkhr, x@y.1", "<p>a@b, @nkhr, x@y.1</p>"),
        ("http:// 와 https:", "<p>http:// 와 https:</p>"),
        ("`https://example.org`", "<p><code>https://example.org</code></p>"),
    ]);
}

#[test]
fn links_lead_somewhere_or_stay_as_they_were_typed() {
    let call = "<p><a href=\"tel:+82-2-723-1672\">전화</a></p>";
    are_shown(&[
        ("[전화](tel:+82-2-723-1672)", call),
        ("[전화](tel:+82 2 723 1672)", call),
        ("[전화](tel:+82 (0)2 723 1672)", call),
        ("[전화](TEL:+82-2-723-1672)", call),
        ("[우리](mailto:a@example.org)", "<p><a href=\"mailto:a@example.org\">우리</a></p>"),
        ("[사명][1]\n\n[1]: /mission", "<p><a href=\"/ko/mission\">사명</a></p>"),
        ("[연합](NKHR)은", "<p>[연합](NKHR)은</p>"),
        ("[쪽](mission.html) [빈]() [빈]( )", "<p>[쪽](mission.html) [빈]() [빈]( )</p>"),
        ("[x](javascript:alert(1)) [y](data:text/html,1)", "<p>[x](javascript:alert(1)) [y](data:text/html,1)</p>"),
        ("[x](//evil.example) [y](/ko//evil.example)", "<p>[x](//evil.example) [y](/ko//evil.example)</p>"),
        ("![그림](https://example.org/a.png)", "<p>그림</p>"),
    ]);
    for (address, english, korean) in [
        ("/mission", "/mission", "/ko/mission"),
        ("/ko/mission", "/mission", "/ko/mission"),
        ("/", "/", "/ko"),
        ("/ko", "/", "/ko"),
        ("/mission#part", "/mission#part", "/ko/mission#part"),
        ("/donate?amount=5", "/donate?amount=5", "/ko/donate?amount=5"),
        ("/#top", "/#top", "/ko#top"),
        ("/korea", "/korea", "/ko/korea"),
        ("#part", "#part", "#part"),
        ("/static/0123/site.css", "/static/0123/site.css", "/static/0123/site.css"),
        ("/qr/mission.png", "/qr/mission.png", "/qr/mission.png"),
        ("/robots.txt", "/robots.txt", "/robots.txt"),
    ] {
        let typed = format!("[글]({address})");
        assert_eq!(in_language(Language::English, &typed), format!("<p><a href=\"{english}\">글</a></p>"));
        assert_eq!(shown(&typed), format!("<p><a href=\"{korean}\">글</a></p>"));
    }
}

#[test]
fn notes_are_numbered_and_lead_there_and_back() {
    let language = Language::Korean;
    let number = |n: usize, id: &str| {
        let label = language.message_with("prose-note", &[("number", &n.to_string())]);
        format!("<sup><a href=\"#m-note-{n}\" id=\"m-{id}\" aria-label=\"{label}\">{n}</a></sup>")
    };
    let back = |n: usize, id: &str| {
        let label = language.message_with("prose-note-back", &[("number", &n.to_string())]);
        format!(" <a href=\"#m-{id}\" aria-label=\"{label}\">↑</a>")
    };
    let note = |n: usize, text: &str| format!("<li id=\"m-note-{n}\">{text}{}</li>", back(n, &format!("ref-{n}")));
    are_shown(&[
        (
            "증언[^1]이 있습니다.\n\n[^1]: 2014년 보고서",
            &format!(
                "<p>증언{}이 있습니다.</p><ol class=\"notes\">{}</ol>",
                number(1, "ref-1"),
                note(1, "2014년 보고서")
            ),
        ),
        (
            "b[^나] a[^가](주)\n\n[^가]: 가\n[^나]: 나",
            &format!(
                "<p>b{} a{}(주)</p><ol class=\"notes\">{}{}</ol>",
                number(1, "ref-1"),
                number(2, "ref-2"),
                note(1, "나"),
                note(2, "가")
            ),
        ),
        (
            "a[^1] b[^1]\n\n[^1]: 둘",
            &format!(
                "<p>a{} b{}</p><ol class=\"notes\"><li id=\"m-note-1\">둘{}{}</li></ol>",
                number(1, "ref-1"),
                number(1, "ref-1-2"),
                back(1, "ref-1"),
                back(1, "ref-1-2")
            ),
        ),
        ("없는 각주[^9]", "<p>없는 각주[^9]</p>"),
        ("글\n\n[^2]: 안 쓰인 각주", "<p>글</p><ol class=\"notes\"><li id=\"m-note-1\">안 쓰인 각주</li></ol>"),
    ]);
}

#[test]
fn what_nobody_sees_is_left_out_and_html_is_words() {
    are_shown(&[
        ("a\u{200b}b&#8203;c&#x202e;d", "<p>abcd</p>"),
        (
            "<b onclick=x>**굵게**</b> 3 < 4 & 5 > 4",
            "<p>&lt;b onclick=x&gt;<strong>굵게</strong>&lt;/b&gt; 3 &lt; 4 &amp; 5 &gt; 4</p>",
        ),
        ("<div>\n\n**글**", "<p>&lt;div&gt;</p><p><strong>글</strong></p>"),
        ("👩‍👧 ❤\u{fe0f}", "<p>👩‍👧 ❤\u{fe0f}</p>"),
        ("\u{fdd0}글", "<p>글</p>"),
        ("", ""),
    ]);
}
