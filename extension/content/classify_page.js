// Classifies the page in the tab: which screen of the karte it shows. Injected by the core; the value of the last
// expression is the result. Screens are recognised by visible text only: the vendor's class names change with every release.

(() => {
  // After 「 the sentence is quoted, so the page is an article about the screen.
  const FAILING =
    /(?<!「)クライアント証明書が必要です|No required SSL certificate was sent|The SSL certificate error/;
  const ISSUING = /発行コード|発行する/;
  const SIGNED_IN = /受付一覧/;
  const LEFT = /ログアウトしました|ログインへ戻る|トップへ戻る/;

  // Set by detect_failure.js. A symbol and the prototypes are used, because an element of the page can take the place
  // of a name of window (`<a id>`) or document (`<form name>`).
  const place = /** @type {{ [key: symbol]: KarteNotice | undefined }} */ (globalThis);
  const notice = place[Symbol.for("karteNotice")];
  const has = (/** @type {string} */ selector) =>
    Document.prototype.querySelector.call(document, selector) !== null;

  /** @returns {PerformanceNavigationTiming | undefined} */
  const navigation = () =>
    /** @type {PerformanceNavigationTiming | undefined} */ (
      performance.getEntriesByType("navigation")[0]
    );

  /** @param {string} text the visible text without white space */
  const hasSignInForm = (text) =>
    (has("#email") && has("#password")) ||
    (has("input[type=password]") && text.includes("ログイン"));

  const isAppPage = () =>
    /^\/d(\/|$)/.test(location.pathname) && !location.pathname.startsWith("/d/signin");

  /** Chrome's translation marks the document; the failing text was seen in it before. */
  const failedBeforeTranslation = () =>
    notice?.hasFailed === true && /(^|\s)translated-(ltr|rtl)(\s|$)/.test(documentClass());

  const documentClass = () =>
    /** @type {HTMLElement | null} */ (
      Reflect.get(Document.prototype, "documentElement", document)
    )?.getAttribute("class") ?? "";

  /** Only positive marks prove a sign-in: other text under the karte's address may be a filter's or a maintenance page. */
  /** @returns {import("../../types/messages.js").PageFacts["text"]} */
  const recognise = () => {
    const body = /** @type {HTMLElement | null} */ (
      Reflect.get(Document.prototype, "body", document)
    );
    const visible = body?.innerText ?? "";
    const text = visible.replace(/\s+/g, "");
    if (SIGNED_IN.test(text)) return "signed_in";
    if (FAILING.test(visible) || FAILING.test(text) || failedBeforeTranslation()) return "failing";
    if (ISSUING.test(text)) return "issuing";
    if (hasSignInForm(text)) return "sign_in";
    if (text === "" && isBlank(body)) return "blank";
    return isAppPage() && !LEFT.test(text) ? "app" : "other";
  };

  /** @param {HTMLElement | null} body */
  const isBlank = (body) =>
    document.readyState === "complete" &&
    (body === null || body.getElementsByTagName("*").length === 0);

  /** @param {PerformanceNavigationTiming | undefined} entry */
  const fromCache = (entry) => {
    if (!entry || notice?.restored || entry.workerStart > 0) return null;
    if (entry.deliveryType === "cache") return true;
    if (entry.transferSize > 0) return false;
    return entry.decodedBodySize > 0 ? true : null;
  };

  /** @param {PerformanceNavigationTiming | undefined} entry */
  const connectGapMs = (entry) =>
    entry && entry.connectStart > 0 ? Math.round(entry.connectStart - entry.fetchStart) : null;

  // The tab may still show the previous page. Pages of other sites are not read.
  if (!/(^|\.)medley\.life\.?$/.test(location.hostname)) return null;
  const entry = navigation();
  const text = recognise();
  return {
    text,
    fromCache: fromCache(entry),
    connectGapMs: connectGapMs(entry),
    openedAt: Math.round(performance.timeOrigin),
    applyStuck: text !== "issuing" && notice?.applyStuck === true,
  };
})();
