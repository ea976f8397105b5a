//! Lists as banks, spreadsheets and strangers make them.

use super::*;
use crate::language::Language;

const TODAY: Date = time::macros::date!(2026 - 11 - 24);

fn lines(text: &str) -> Vec<Line> {
    read(text, TODAY).unwrap_or_else(|faults| panic!("{text:?}: {faults:?}")).lines
}

#[test]
fn lists_are_read_in_both_languages_and_with_the_separators_of_spreadsheets() {
    for text in [
        "date,amount,reference,payer,id\n2026-11-23,\"30,000\",CK-7F3K-9Q,홍길동,0042\n",
        "거래일,적요,입금자,입금액,거래번호\r\n2026.11.23,CK-7F3K-9Q,홍길동,30000,0042\r\n\r\n",
        "Date;Amount;Reference;Payer;Id\n20261123;30000;CK-7F3K-9Q;홍길동;0042",
        "거래일\t통화\t입금액\t적요\t입금자\t거래번호\n2026/11/23 09:10:11\tKRW\t₩30,000\tCK-7F3K-9Q\t홍길동\t0042\n",
    ] {
        let [line] = &lines(text)[..] else { panic!("one line: {text:?}") };
        assert_eq!((line.number, line.day), (2, TODAY.previous_day().expect("a day")));
        assert_eq!(line.amount, Some(Amount::from_minor(30_000, Currency::Krw)));
        assert_eq!([&line.reference, &line.payer, &line.id], ["CK-7F3K-9Q", "홍길동", "0042"]);
    }
    let list = read("date,amount,reference,잔액\n2026-11-23,0,출금,99\n", TODAY).expect("good");
    assert_eq!((list.unread, list.lines[0].amount), (vec!["잔액".to_owned()], None), "what left is no fault");
}

#[test]
fn every_fault_names_its_line() {
    let head = "date,amount,currency,reference,payer,id\n2026-11-23,100,usd,a,b,1\n";
    for (line, part) in [
        ("2026-11-31,100,usd,a,b,2", "date"),
        ("2026-12-01,100,usd,a,b,2", "future"),
        (",100,usd,a,b,2", "date"),
        ("2026-11-23,,usd,a,b,2", "sum"),
        ("2026-11-23,-5,usd,a,b,2", "above zero"),
        ("2026-11-23,ten,usd,a,b,2", "number"),
        ("2026-11-23,=1+1,usd,a,b,2", "number"),
        ("2026-11-23,1e9,usd,a,b,2", "number"),
        ("2026-11-23,1.005,usd,a,b,2", "decimals"),
        ("2026-11-23,0.5,krw,a,b,2", "decimals"),
        ("2026-11-23,9999999999999,krw,a,b,2", "larger"),
        ("2026-11-23,100,gbp,a,b,2", "currency"),
        ("2026-11-23,100,usd,a,b", "cells"),
        ("2026-11-23,100,usd,a,b,c,2", "cells"),
        ("2026-11-23,100,usd,other,other,1", "same id as line 2"),
        (&format!("2026-11-23,100,usd,a,b,{}", "x".repeat(101)), "id"),
    ] {
        let faults = read(&format!("{head}{line}\n"), TODAY).expect_err(line);
        assert_eq!(faults[0].line, Some(3), "{line}: {faults:?}");
        assert!(faults[0].sentence(Language::English).contains(part), "{line}: {faults:?}");
    }
}

#[test]
fn lines_are_counted_as_spreadsheets_do() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "date,amount,reference",
            "",
            "2026-11-23,1,\"a",
            "b\"",
            "",
            "",
            "2026-11-23,2,c",
            "2026-11-23,x,d",
            "2026-11-23",
        ];
        let faults = read(&text.join(end), TODAY).expect_err("two faults");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [Some(8), Some(9)], "{end:?}");
        let good = lines(&text[..7].join(end));
        assert_eq!(good.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 7], "{end:?}");
    }
}

#[test]
fn lists_that_are_none_are_refused_as_a_whole() {
    for (text, part) in [
        ("", "column"),
        ("date,amount,reference\n", "no lines"),
        ("date,amount\n2026-11-23,1\n", "“reference”"),
        ("date,amount,reference,금액\n", "no lines"),
        ("date,date,amount,reference\n", "twice"),
        ("date,거래일,amount,reference\n", "twice"),
        ("2026-11-23,100,a\n", "“date”"),
    ] {
        let faults = read(text, TODAY).expect_err(text);
        assert!(faults.iter().any(|fault| fault.sentence(Language::English).contains(part)), "{text:?}: {faults:?}");
    }
    let same = "date,amount,reference\n2026-11-23,100,a\n2026-11-23,100,b\n2026-11-23,100,a\n";
    let faults = read(same, TODAY).expect_err("a line twice");
    assert_eq!((faults[0].line, faults.len()), (Some(4), 1), "{faults:?}");
    let long = format!("date,amount,reference\n{}", "2026-11-23,0,a\n".repeat(MOST_LINES + 1));
    assert!(read(&long, TODAY).expect_err("too long")[0].sentence(Language::English).contains("5,000"));
}

#[test]
fn files_are_decoded_or_refused_with_the_way_to_save_them() {
    let text = "거래일,입금액,적요\n2026-11-23,30000,홍길동 후원";
    let (korean, ..) = encoding_rs::EUC_KR.encode(text);
    for bytes in [text.as_bytes().to_vec(), [b"\xEF\xBB\xBF", text.as_bytes()].concat(), korean.into_owned()] {
        assert_eq!(decode(&bytes).as_deref(), Ok(text));
    }
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, part) in [
        (Vec::new(), "choose a file"),
        (b"PK\x03\x04...".to_vec(), "workbook"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1".to_vec(), "workbook"),
        (wide, "CSV UTF-8"),
        (b"date,amount\xFF\xFF".to_vec(), "CSV UTF-8"),
        (b"date\0,amount".to_vec(), "CSV UTF-8"),
        (vec![b'a'; LARGEST + 1], "1 MiB"),
    ] {
        let fault = decode(&bytes).expect_err(part);
        assert!(fault.sentence(Language::English).contains(part), "{fault:?}");
    }
}

#[test]
fn faults_are_told_in_the_language_of_the_reader() {
    let text = "date,amount,reference\n2026-11-23,십만,a\n2026-11-23,5\n2026-11-23,5,b\n2026-11-23,5,b\n";
    let faults = read(text, TODAY).expect_err("three faults");
    let told: Vec<_> = faults.iter().map(|fault| fault.sentence(Language::Korean)).collect();
    assert_eq!(
        told,
        [
            "‘십만’: 금액을 30000처럼 숫자로 적어 주세요.",
            "첫 줄은 3칸인데 이 줄은 2칸입니다. 칸 안에 쉼표가 있으면 큰따옴표로 감싸 주세요.",
            "4번째 줄과 내용이 같습니다. 둘 다 입금되었다면 각각 은행 거래번호를 적어 주세요.",
        ]
    );
}

proptest::proptest! {
    #[test]
    fn no_file_is_a_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        if let Ok(text) = decode(&bytes) {
            let _ = read(&text, TODAY);
            let _ = read(&format!("date,amount,reference\n{text}"), TODAY);
        }
    }
}
