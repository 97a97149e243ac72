//! Tests the table against real product names, and against names that only sound similar.

use super::*;

fn check(id: &str, name: &str, want: Option<RequiredFor>) {
    let (id, name) = (id.into(), name.into());
    assert_eq!(required_for(&ExtensionFacts { id, name, ..ExtensionFacts::default() }), want);
}

/// Names as people see them: of products in the Chrome Web Store, and of tools as vendors call them; they cover every word
/// of the table.
const SEEN: [(RequiredFor, &str); 13] = [
    (
        RequiredFor::OnlineEligibility,
        "オンライン資格確認等システム 拡張機能 | 資格確認端末 連携ツール | \
         オンライン資格 照会",
    ),
    (RequiredFor::Hpki, "HPKI署名 Chrome拡張 | ＨＰＫＩ | HPKI Card Signer"),
    (RequiredFor::EPrescription, "電子処方箋管理サービス | 電子処方せん 署名ツール"),
    (
        RequiredFor::ETax,
        "e-Tax AP | ｅ－Ｔａｘ　ＡＰ | e‐Tax AP | eLTAX 署名モジュール | PCdesk Next | \
         国税電子申告・納税システム | 地方税ポータル | e-Gov電子申請 拡張機能 | \
         e-Gov Signer | ｅ－Ｇｏｖ | イーガブ 電子申請アプリ | 電子申告サポート | \
         電子入札コアシステム | GビズID 連携 | gBizID Connector | マイナポータルAP | \
         マイナポ アシスト | JPKI利用者ソフト | 公的個人認証サービス",
    ),
    (
        RequiredFor::CardReader,
        "カードリーダ連携 | ICカードリーダー・ライター | USB ｶｰﾄﾞﾘｰﾀﾞ | NFC Card Reader | \
         Smart Card Connector | SmartCard Bridge | スマートカード コネクタ | \
         ＩＣカード 読取 | マイナンバーカード 読取 | 個人番号カード 接続 | FeliCa Bridge | \
         フェリカ 読み取り | PaSoRi for Web | パソリ連携",
    ),
    (
        RequiredFor::ElectronicSignature,
        "電子署名ツール | 電子契約サービス連携 | 電子印鑑 GMOサイン | GMOサイン | \
         電子証明書 署名プラグイン | クラウドサイン | CloudSign for Chrome | \
         DocuSign eSignature for Chrome | Adobe Sign | Adobe Acrobat Sign | Web eID | \
         Electronic Signature Helper | Digital Signature Plugin | Digital Signing Tool",
    ),
    (
        RequiredFor::KarteLink,
        "電子カルテ連携ツール | カルテ連携くん | カルテ転記アシスト | カルテ入力支援 | \
         カルテ印刷補助 | CLINICS カルテ ヘルパー | レセコン連携 | レセプト点検 | \
         日レセ クライアント | ORCA連携 | WebORCA Helper | PACS Viewer Launcher | \
         DICOM Viewer | Web問診 取り込み | AI問診ユビー | カルテ連動",
    ),
    (
        RequiredFor::RemoteSupport,
        "Chrome リモート デスクトップ | Chrome Remote Desktop | リモートサポート for Web | \
         リモート アシスト | 遠隔サポート | 遠隔操作ツール | 遠隔保守クライアント | \
         Remote Support Agent | Remote Assistance | TeamViewer | AnyDesk | \
         Splashtop Business | LogMeIn Client | ISL Light | RemoteView | RemoteCall | \
         Zoho Assist | BeyondTrust Remote | Citrix Workspace Web Extension | \
         Omnissa Horizon Client | VMware Horizon Client",
    ),
    (
        RequiredFor::DeviceCheck,
        "Endpoint Verification | エンドポイントの確認 | エンドポイント検証 | \
         デバイス証明書チェッカー | Device Trust Connector | Device Verification | \
         端末認証 for Chrome",
    ),
    (
        RequiredFor::SingleSignOn,
        "Microsoft Single Sign On | シングル サインオン | 社内SSO | Windows Accounts | \
         Windows 10 Accounts | Okta Browser Plugin | OneLogin for Google Chrome | \
         PingOne Extension | JumpCloud Go | HENNGE One | CloudGate UNO | TrustLogin | \
         GMOトラスト・ログイン | SKUID",
    ),
    (
        RequiredFor::PasswordManager,
        "Trend Micro パスワードマネージャー | パスワード マネージャ | ﾊﾟｽﾜｰﾄﾞﾏﾈｰｼﾞｬｰ | \
         パスワードマネジャー | Keeper® Password Manager & Digital Vault | \
         ID・パスワード管理 | iCloud パスワード | ｉＣｌｏｕｄ　パスワード | \
         iCloud Passwords | 1Password – 秘密情報の保管 | Bitwarden | LastPass: Free Vault | \
         KeePass Helper | KeePassXC-Browser | Dashlane | NordPass | RoboForm | Enpass | \
         Proton Pass | Zoho Vault | Passbolt | Password Safe | Password Vault",
    ),
    (
        RequiredFor::ScreenReader,
        "Screen Reader | スクリーン リーダ | 選択した文字の読み上げ | 音声読上げ | \
         ChromeVox Classic Extension | NVDA Remote Helper | PC-Talker Neo | Read Aloud | \
         Text to Speech | Read&Write for Google Chrome™",
    ),
    (
        RequiredFor::LowVision,
        "Screen Magnifier | 拡大鏡 | 虫眼鏡ツール | 画面拡大 | 文字拡大ボタン | \
         ZoomText for Chrome | High Contrast | ハイ コントラスト | Invert Colors | 色反転 | \
         白黒反転モード | Color Enhancer | 色覚サポート",
    ),
];

#[test]
fn names_that_people_see_are_recognised() {
    for (want, names) in SEEN {
        for name in names.split(" | ") {
            check("", name, Some(want));
        }
    }
}

#[test]
fn every_word_of_the_table_has_such_a_name() {
    for (word, (need, plain)) in FOLDED.iter().zip(words()) {
        let of_need = SEEN.iter().filter(|(seen, _)| *seen == need);
        let mut names = of_need.flat_map(|(_, names)| names.split(" | "));
        assert!(names.any(|name| Folded::new(name).contains(&word.0)), "{plain}");
    }
}

fn words() -> impl Iterator<Item = (RequiredFor, &'static str)> {
    WORDS.iter().flat_map(|(need, words)| words.iter().map(|word| (*need, *word)))
}

#[test]
fn what_only_sounds_like_it_is_not() {
    for name in [
        "Coupon finder",
        "iCloud ブックマーク",
        "パスワード生成ツール",
        "Password Generator",
        "Password Alert",
        "Tab Keeper",
        "Lasso",
        "Espresso Timer",
        "Phone Login Blocker",
        "メール署名メーカー",
        "Email Signature Generator",
        "請求書サイン欄",
        "ポイントカード ナビ",
        "名刺カード作成",
        "Flashcard Reader",
        "YouTube リモコン",
        "Remote for YouTube",
        "リモートワーク背景",
        "Zoom Scheduler",
        "画像ズーム",
        "Hover Zoom+",
        "Dark Reader",
        "色見本",
        "ヘルペス診療メモ",
        "レセプション管理",
        "カルテット演奏会",
        "KARTE プレビュー",
        "Google 翻訳",
        "Adobe Acrobat: PDF の編集",
        "AdBlock",
        "タブ管理",
        "資格試験タイマー",
        "税率計算",
        "Speech Timer",
        "Contrast Checker",
        "",
    ] {
        check("", name, None);
    }
}

#[test]
fn an_id_counts_whatever_the_name_says() {
    check("nngceckbapebfimnlniiiahkandclblb", "renamed", Some(RequiredFor::PasswordManager));
    check("kgejglhpjiefppelpmljglcjbhoiplfn", "", Some(RequiredFor::ScreenReader));
    check("callobklhcbilhphinckomhgkigmfocg", "", Some(RequiredFor::DeviceCheck));
}

#[test]
fn the_browsers_half_of_a_program_may_be_needed() {
    let talks = |permission: &str, install_type: &str| {
        required_for(&ExtensionFacts {
            name: "Helper".into(),
            permissions: vec![permission.into()],
            install_type: install_type.into(),
            ..ExtensionFacts::default()
        })
    };
    assert_eq!(talks("nativeMessaging", "normal"), Some(RequiredFor::PcSoftware));
    assert_eq!(talks("storage", "sideload"), Some(RequiredFor::PcSoftware));
    assert_eq!(talks("storage", "normal"), None);
    assert_eq!(talks("storage", "development"), None);
}

#[test]
fn ids_have_the_form_of_ids() {
    let letters = |id: &str| id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b));
    assert!(IDS.iter().all(|(id, _)| letters(id)));
}
