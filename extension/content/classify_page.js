// Classifies the page in the tab: which screen of the karte it shows. Injected by the core; the value of the last
// expression is the result. Screens are recognised by visible text, and the sign-in form also by its fields. The vendor's
// class names are not used, because they change with every release.

(async () => {
  // A sentence after 「 is a quotation: the page is an article about the screen.
  const FAILING =
    /(?<!「)クライアント証明書が必要です|No required SSL certificate was sent|The SSL certificate error/;
  const ISSUING = /発行コード|発行する/;
  const SIGNED_IN = /受付一覧/;
  const LEFT = /ログアウトしました|ログインへ戻る|トップへ戻る/;

  // Set by detect_failure.js. A symbol and the prototypes are used, because an element of the page can shadow a property
  // of window (`<a id>`) or of document (`<form name>`).
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

  /** Whether the failing text was seen before Chrome translated the page. The translation sets a class on the document. */
  const failedBeforeTranslation = () =>
    notice?.hasFailed === true && /(^|\s)translated-(ltr|rtl)(\s|$)/.test(documentClass());

  const documentClass = () =>
    /** @type {HTMLElement | null} */ (
      Reflect.get(Document.prototype, "documentElement", document)
    )?.getAttribute("class") ?? "";

  /** Only text of the signed-in karte proves a sign-in: another page at its address may be a filter's or a maintenance page. */
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

  /**
   * Where the document came from. A page from the back/forward cache keeps the timing entry of its first load.
   * @param {PerformanceNavigationTiming | undefined} entry
   * @returns {import("../../types/messages.js").PageFacts["source"]}
   */
  const sourceOf = (entry) => {
    if (notice?.restored) return "back_forward_cache";
    if (!entry) return "unknown";
    const received = entry.transferSize > 0;
    if (entry.workerStart > 0) return received ? "network" : "service_worker";
    if (entry.deliveryType === "cache") return received ? "revalidated" : "http_cache";
    if (received) return "network";
    return entry.decodedBodySize > 0 ? "http_cache" : "unknown";
  };

  /** Whether the copy in the HTTP cache contains the failing text; null if it cannot be read. No request is sent. */
  const storedCopyFails = async () => {
    try {
      // eslint-disable-next-line no-restricted-globals -- "only-if-cached" never reaches the network, and opens no chooser
      const stored = await fetch(location.href, { cache: "only-if-cached", mode: "same-origin" });
      return FAILING.test(await stored.text());
    } catch {
      return null;
    }
  };

  // The tab may still show the previous page. Pages of other sites are not read.
  if (!/(^|\.)medley\.life\.?$/.test(location.hostname)) return null;
  const text = recognise();
  const source = sourceOf(navigation());
  const stored = text === "failing" && source === "http_cache";
  return {
    text,
    source,
    storedCopyFails: stored ? await storedCopyFails() : null,
    openedAt: Math.round(performance.timeOrigin),
    applyStuck: text === "failing" && notice?.applyStuck === true,
  };
})();
