//! For each rule of the address table (`url_correction`): some addresses that it corrects, and near misses that it leaves alone.

use karte_signin_doctor::base::parse_url::parse_url;
use karte_signin_doctor::url_correction::{UrlClass, UrlReason, classify};

struct Proof {
    reason: UrlReason,
    /// Corrected, offered or warned of, for this reason.
    hits: &'static [&'static str],
    /// No hit for this reason, and never corrected.
    misses: &'static [&'static str],
}

/// One row for each rule.
///
/// Offered and not corrected: a path that is the sign-in path behind marks for which a pattern of two kilobytes has no room
/// (`"d/signin"`, `/d/signin】`), and a word that mixes full-width letters with spaces. One typing error in `signin` directly
/// under `/d/` is corrected. Any other word there may be a page of the app and stays as it is.
const PROOFS: [Proof; 16] = [
    Proof {
        reason: UrlReason::Insecure,
        hits: &[
            "http://karte.medley.life/d/signin",
            "http://karte.medley.life/d/patients/1?tab=2#x",
            "http://karte.medley.life/d/signin?next=%2Fd%2Freception",
            "http://taro:pw@karte.medley.life/d/reception",
        ],
        misses: &["https://karte.medley.life/d/signin", "http://example.com/d/signin"],
    },
    Proof {
        reason: UrlReason::Www,
        hits: &[
            "https://www.karte.medley.life/d/signin",
            "https://www.karte.medley.life/d/reception",
        ],
        misses: &["https://www.medley.life/about", "https://www.karte.example/d/signin"],
    },
    Proof {
        reason: UrlReason::Port,
        hits: &[
            "https://karte.medley.life:8443/d/signin",
            "https://karte.medley.life:444/d/reception",
        ],
        misses: &["https://karte.medley.life:443/d/signin", "https://localhost:8443/d/signin"],
    },
    Proof {
        reason: UrlReason::SignInPath,
        hits: &[
            "https://karte.medley.life/",
            "https://karte.medley.life/signin",
            "https://karte.medley.life/sign-in",
            "https://karte.medley.life/login",
            "https://karte.medley.life/d/sign-in",
            "https://karte.medley.life/d/singin",
            "https://karte.medley.life/d/siginin",
            "https://karte.medley.life/d/signin/index.html",
            "https://karte.medley.life/d/signin/",
            "https://karte.medley.life/d/signin%20",
            "https://karte.medley.life/d/signin。",
            "https://karte.medley.life/ｄ／ｓｉｇｎｉｎ",
            "https://karte.medley.life/ｌｏｇｉｎ",
            "https://karte.medley.life/d/ＳＩＧＮＩＮ",
            "https://karte.medley.life/d/ｓignin",
            "https://karte.medley.life/%20signin",
            "https://karte.medley.life/d/signin」",
            "https://taro@karte.medley.life/login",
            "https://karte.medley.life/%22d/signin%22",
            "https://karte.medley.life/d/signin】",
            "https://medley-karte:pw@karte.medley.life/login",
            "https://karte.medley.life//d//signin",
            "https://karte.medley.life/D/SIGNIN",
            "http://www.karte.medley.life:8080/d/d/signin/",
            "https://karte.medley.life/login?next=%2Fd%2Freception#top",
        ],
        misses: &[
            "https://karte.medley.life/d",
            "https://karte.medley.life/d/",
            "https://karte.medley.life/d/signin?next=%2Fd",
            "https://karte.medley.life/d/signing-off",
            "https://karte.medley.life/d/reception/login",
            "https://karte.medley.life/d/signing",
            "https://karte.medley.life/d/design",
            "https://karte.medley.life/d/ＣＴ",
            "https://karte.medley.life/d/受付",
            "https://medley-karte:pw@karte.medley.life/d/signin",
        ],
    },
    Proof {
        reason: UrlReason::OtherHost,
        hits: &[
            "https://app.medley.life/d/signin",
            "https://training.medley.life/d/signin?clinic=3",
            "http://demo.medley.life/d/signin/",
            "https://staging.medley.life/d/login",
            "https://karte-training.medley.life/d/signin",
            "https://karte2.medley.life/d/signin",
            "http://clinic.karte.medley.life:81//d/signin/",
            "https://a.kalte.medley.life/d/signin",
        ],
        misses: &[
            "https://training.medley.life/",
            "https://demo.medley.life/d/signin/help",
            "https://app.medley.life/signin",
            "https://clinics.medley.life/login",
            "https://a.clinics.medley.life/d/signin",
            "https://+app.medley.life/d/signin",
            "https://app..medley.life/d/signin",
            "https://app.medley.life./d/signin",
        ],
    },
    Proof {
        reason: UrlReason::TypedHost,
        hits: &[
            "https://karte.medly.life/",
            "https://kartemedley.life/d/signin",
            "http://karte.medley.jp/",
            "https://kalte.medley.life/login",
            "http://kalte.medley.life:81//d/signin/?next=%2Fd",
            "https://karte.medley.life./d/patients/1?x=1",
            "https://medley-karte:pw@karte.medley.life./d",
        ],
        misses: &[
            "https://karte.medly.life/blog",
            "https://kalte.medley.life/blog",
            "https://carte.example/d/signin",
        ],
    },
    Proof {
        reason: UrlReason::TypedScheme,
        hits: &[
            "https://https//karte.medley.life/d/signin",
            "http://ttps//karte.medley.life",
            "https://https://KARTE.medley.life?a#b",
            "https://https//www.karte.medley.life:8443/login",
            "https://https://karte.medley.life/d/patients/1?x=1",
        ],
        misses: &[
            "https://https//example.com/",
            "http://http/",
            "https://https//karte.medley.life.evil.example/",
            "https://https//karte.medley.lifestyle/",
            "https://https//karte.medley.life@evil.example/",
            "https://https//karte.medley.life:pw@evil.example/",
            "https://https://https://karte.medley.life/",
        ],
    },
    Proof {
        reason: UrlReason::PatientSite,
        hits: &["https://clinics.medley.life/", "https://clinics-app.com/d/signin"],
        misses: &["https://clinics.example.com/", "https://intercom.help/clinics/"],
    },
    Proof {
        reason: UrlReason::VendorSite,
        hits: &["https://medley.life/", "https://clinics-cloud.com/karte"],
        misses: &["https://medley.example/", "https://www.medley.co.jp/"],
    },
    Proof {
        reason: UrlReason::SearchBox,
        hits: &[
            "https://www.google.com/search?q=karte.medley.life%2Fd%2Fsignin",
            "https://search.yahoo.co.jp/search?p=https%3A%2F%2Fkarte.medley.life",
        ],
        misses: &[
            "https://www.google.com/search?q=medley",
            "https://www.bing.com/maps?x=karte.medley.life",
        ],
    },
    Proof {
        reason: UrlReason::Gateway,
        hits: &[
            "https://karte-medley-life.translate.goog/d/signin?_x_tr_sl=ja&_x_tr_tl=en",
            "https://karte.medley.life.mcas.ms/d/signin",
            "https://karte.medley.life.mcas.ms./d/signin",
            "https://www-karte-medley-life.translate.goog/d/signin",
        ],
        misses: &[
            "https://www-medley-life.translate.goog/",
            "https://karte.medley.life.mcas.example/d/signin",
        ],
    },
    Proof {
        reason: UrlReason::ForeignLetters,
        hits: &[
            "https://kаrte.mеdley.lifе/d/signin",
            "https://karte.mеdley.life/",
            "https://kаrte.medley.life.example.com/",
            "https://kаrte-medley-life.example/",
            "https://kártè.mèdlèy.lìfè/",
            "https://www.kаrtе.mеdley.life.рф/",
        ],
        misses: &[
            "https://кафе.example/",
            "https://日本語.jp/d/signin",
            "https://kárte.example/d/signin",
            "https://kаrte.medley.life/login",
        ],
    },
    Proof {
        reason: UrlReason::ForeignDomain,
        hits: &[
            "https://karte.medley.life.example.com/d/signin",
            "https://xkarte.medley.life.evil/",
            "https://karte.medley.life.日本語.jp/",
            "https://karte.medley.life.рф/",
            "https://https//karte.medley.life.evil.example/",
        ],
        misses: &["https://example.com/karte.medley.life/d/signin", "https://life.example.com/"],
    },
    Proof {
        reason: UrlReason::UserName,
        hits: &[
            "https://karte.medley.life@evil.example/",
            "https://KARTE:Medley@evil.example/",
            "https://medley.life:443@evil.example/",
            "https://k%61rte.m%65dley.life@evil.example/",
            "https://kаrte.mеdley.life@evil.example/",
            "https://ｋａｒｔｅ.medley%ff@evil.example/",
            "https://karte.medley.life@app.medley.life/",
        ],
        misses: &[
            "https://user@example.com/",
            "https://example.com/@karte.medley.life",
            "https://medley-team@bitbucket.org/medley-team/karte.git",
            "https://medley-karte:pw@karte.medley.life/d/signin",
        ],
    },
    Proof {
        reason: UrlReason::Hyphens,
        hits: &[
            "https://karte-medley.life/d/signin",
            "https://karte-medley-life.example/",
            "https://karte-medley.life.日本語.jp/",
        ],
        misses: &["https://medley-karte.example/", "https://life-karte.example/"],
    },
    Proof {
        reason: UrlReason::NearHost,
        hits: &[
            "https://kalte.medlei.life/d/signin",
            "https://karte.medlxx.life/",
            "https://www.karte.medly.life/",
            "https://app.karte.medly.life/d/signin",
            "https://karte.medlxx.life.example.com/",
            "https://karte-medley.com/d/signin",
            "https://karte-medley.jp/",
            "https://karte.medley.org/d/signin",
            "https://karte.medley.online/",
            "https://medley-karte.life/login",
            "https://karte.medley.com/blog",
        ],
        misses: &[
            "https://karte.medley.jp/blog",
            "https://kartemedley.example/",
            "https://karte.life/",
            "https://www.karte.example.life/",
            "https://medley.example/karte",
        ],
    },
];

fn sort(text: &str) -> UrlClass {
    classify(&parse_url(text).unwrap_or_else(|| panic!("{text}")))
}

#[test]
fn every_rule_fires_on_its_own_and_leaves_near_misses_alone() {
    for proof in &PROOFS {
        for hit in proof.hits {
            assert_eq!(sort(hit).reason(), Some(proof.reason), "{hit}");
        }
        for miss in proof.misses {
            let got = sort(miss);
            assert_ne!(got.reason(), Some(proof.reason), "{miss}");
            assert!(!matches!(got, UrlClass::Corrected { .. }), "{miss}: {got:?}");
        }
    }
}

#[test]
fn a_corrected_address_is_right() {
    for hit in PROOFS.iter().flat_map(|proof| proof.hits) {
        if let Some(to) = sort(hit).to() {
            assert_eq!(sort(to), UrlClass::Right, "{hit} -> {to}");
        }
    }
}
