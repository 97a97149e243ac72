//! Whether an answer of the sign-in page is the failing screen, by the same words as in `extension/content/classify_page.js`.

const FAILING: [&str; 3] = [
    "クライアント証明書が必要です",
    "No required SSL certificate was sent",
    "The SSL certificate error",
];

/// The sign-in form has one of these and the word below; a page of a filter or a portal does not have both.
const PASSWORD_FIELDS: [&str; 3] = ["type=\"password\"", "type='password'", "type=password"];
const SIGN_IN: &str = "ログイン";

/// Whether a page's HTML has the failing text (true) or the sign-in form (false); `None` where it has neither, so that
/// its author is unknown.
#[must_use]
pub fn sign_in_fails(html: &str) -> Option<bool> {
    if has_failing_text(html) {
        return Some(true);
    }
    let form = PASSWORD_FIELDS.iter().any(|field| html.contains(field)) && html.contains(SIGN_IN);
    form.then_some(false)
}

/// Whether a page's HTML has the failing text.
#[must_use]
pub fn has_failing_text(html: &str) -> bool {
    FAILING.iter().any(|words| html.contains(words))
}

#[cfg(test)]
mod tests {
    use super::sign_in_fails;

    #[test]
    fn only_the_kartes_own_words_say_anything() {
        for (html, fails) in [
            ("<h1>クライアント証明書が必要です</h1>", Some(true)),
            ("<title>400 No required SSL certificate was sent</title>", Some(true)),
            ("<input id=password type=\"password\"><button>ログイン</button>", Some(false)),
            ("<h1>このサイトはブロックされています</h1>", None),
            ("<h1>ログイン</h1><p>メンテナンス中です</p>", None),
            ("<div id=app></div>", None),
        ] {
            assert_eq!(sign_in_fails(html), fails, "{html}");
        }
    }
}
