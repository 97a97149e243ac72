//! Explains a code in Japanese with the extension's own texts; each line also has its key.

use karte_signin_doctor::report::{CodeError, Offset, Powerful, Size, Summary, decode};
use serde::Serialize;
use serde_json::Value;
use std::process::ExitCode;

const WORDS: &str = include_str!("../../../extension/_locales/ja/messages.json");

/// Prints what each code means; a code that cannot be read is an error with its reason.
pub fn tell(codes: &[String]) -> ExitCode {
    let Ok(words) = serde_json::from_str(WORDS).map(Words) else { return ExitCode::from(2) };
    let failed = codes.iter().filter(|code| !told(code, &words)).count();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn told(code: &str, words: &Words) -> bool {
    match decode(code) {
        Ok(summary) => {
            println!("{}\n{}", code.trim(), lines(&summary, words).join("\n"));
            true
        }
        Err(error) => {
            eprintln!("{}: {}", code.trim(), why(error));
            false
        }
    }
}

fn why(error: CodeError) -> String {
    match error {
        CodeError::Letter(letter) => format!(
            "「{letter}」はコードに使わない文字です。聞き直してください / No code has this character: {letter}"
        ),
        CodeError::Length(count) => format!(
            "コードは 12 文字ですが、{count} 文字あります / A code has 12 characters, this one {count}"
        ),
        CodeError::Check => "どこかの文字が違うか、入れ替わっています。もう一度読んでもらってください / \
                             A character is wrong, or two have changed places: have it read out again"
            .to_owned(),
        CodeError::Version(letter) => format!(
            "別の版(先頭が {letter})のコードです。新しい版で読んでください / Made by another version ({letter}): decode it with a newer one"
        ),
        CodeError::Field(name) => format!(
            "この版の知らない値({name})が入っています。新しい版で読んでください / Unknown value of {name}: decode it with a newer version"
        ),
    }
}

struct Words(Value);

impl Words {
    /// The message of the first of these keys that has one; placeholders become "…", because the code does not contain
    /// their values.
    fn say(&self, keys: &[&str]) -> String {
        let found = keys.iter().find_map(|key| self.0[*key]["message"].as_str()).unwrap_or("?");
        let blank = (1..=3).fold(found.to_owned(), |text, n| text.replace(&format!("${n}"), "…"));
        blank.replace("（…）", "")
    }
}

/// A value's name in JSON.
fn key(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(key)) => key,
        _ => "?".to_owned(),
    }
}

fn line(field: &str, label: &str, words: &str, key: &str) -> String {
    format!("  {field:<16}{label}：{words} [{key}]")
}

fn lines(summary: &Summary, words: &Words) -> Vec<String> {
    let keyed = |field, label, beginning: &str, key: &str| {
        line(field, label, &words.say(&[&format!("{beginning}_{key}")]), key)
    };
    let mut lines = vec![keyed("state", "診断した画面", "report_state", &key(summary.state))];
    lines.extend(primary(summary, words));
    lines.push(others(summary, words));
    lines.push(clock(summary.clock));
    lines.extend([
        keyed("platform", "パソコン", "report_platform", &key(summary.platform)),
        keyed("browser", "ブラウザ", "report_brand", &key(summary.browser)),
        keyed(
            "cert_main",
            "サインインページへの問い合わせ",
            "report_asked",
            &key(summary.cert_main),
        ),
        keyed("cert_dot", "前の選択の影響を受けない確認", "report_asked", &key(summary.cert_dot)),
    ]);
    lines.push(match summary.from_cache {
        None => line("from_cache", "画面の出どころ", "不明", "unknown"),
        Some(false) => line("from_cache", "画面の出どころ", "サーバー", "server"),
        Some(true) => line("from_cache", "画面の出どころ", "Chrome が保存していたコピー", "cache"),
    });
    lines.push(flag("dot_works", "その確認から証明書が見えたこと", summary.dot_works));
    lines.push(flag("several_clinics", "複数の医院での利用の設定", summary.several_clinics));
    lines.push(powerful(summary.powerful));
    lines
}

fn primary(summary: &Summary, words: &Words) -> Vec<String> {
    let Some(primary) = summary.primary else {
        return vec![line("primary", "いちばんの原因", "見つかっていません", "none")];
    };
    let (cause, reason) = (key(primary.cause), primary.reason.key());
    let verdict = if primary.found { "found" } else { "suspected" };
    let verdict_words = words.say(&[&format!("report_verdict_{verdict}")]);
    let own = format!("report_reason_{reason}");
    let why = words.say(&[&own, &format!("reason_{reason}")]);
    vec![
        line("primary", "いちばんの原因", &words.say(&[&format!("cause_{cause}")]), &cause),
        line("verdict", "確かさ", &verdict_words, verdict),
        line("reason", "理由", &why, reason),
    ]
}

fn others(summary: &Summary, words: &Words) -> String {
    let keys: Vec<String> = summary.others.iter().map(key).collect();
    let names: Vec<_> = keys.iter().map(|key| words.say(&[&format!("cause_{key}")])).collect();
    if keys.is_empty() {
        line("others", "ほかに考えられる原因", "なし", "none")
    } else {
        line("others", "ほかに考えられる原因", &names.join("、"), &keys.join(" "))
    }
}

fn clock(offset: Offset) -> String {
    let told = |size| match size {
        Size::Seconds => "30 秒から 5 分",
        Size::Minutes => "5 分から 15 分",
        Size::Quarters => "15 分から 1 時間",
        Size::Hours => "1 時間から 6 時間",
        Size::HalfDays => "6 時間から 1 日",
        Size::Days => "1 日から 30 日",
        Size::Months => "30 日以上",
    };
    let (words, key) = match offset {
        Offset::Unknown => ("測れていません".to_owned(), "unknown"),
        Offset::Right => ("合っています".to_owned(), "right"),
        Offset::Ahead(size) => (format!("{} 進んでいます", told(size)), "ahead"),
        Offset::Behind(size) => (format!("{} 遅れています", told(size)), "behind"),
    };
    line("clock", "時計", &words, key)
}

fn flag(field: &str, label: &str, value: bool) -> String {
    let (words, key) = if value { ("あり", "yes") } else { ("なし", "no") };
    line(field, label, words, key)
}

fn powerful(count: Powerful) -> String {
    let (words, key) = match count {
        Powerful::Unknown => ("不明", "unknown"),
        Powerful::None => ("なし", "none"),
        Powerful::One => ("1 個", "one"),
        Powerful::Several => ("2 個以上", "several"),
    };
    line("powerful", "カルテに手を加えられる拡張機能", words, key)
}
