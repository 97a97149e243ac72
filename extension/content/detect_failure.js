// Detects the failing screen of the karte, and a certificate request (「申請する」) without a response; tells the worker.
// It compares the first 4,000 characters of visible text with fixed sentences and stores none of them.

(() => {
  // A symbol, because an element of the page (`<a id>`) can shadow any property name that window does not have.
  const PLACE = Symbol.for("karteNotice");
  const place = /** @type {{ [key: symbol]: KarteNotice | undefined }} */ (globalThis);
  const { addEventListener: listen, removeEventListener: unlisten } = EventTarget.prototype;
  const { createTreeWalker, querySelector } = Document.prototype;
  if (place[PLACE]?.alive()) return;

  const FAILING =
    /(?<!「)クライアント証明書が必要です|NorequiredSSLcertificatewassent|TheSSLcertificateerror/;
  const ISSUING = /発行コード|発行する/;
  const SIGNED_IN = /受付一覧/;
  const APPLY = "申請する";
  const TICK_MS = 500;
  const WATCH_MS = 60_000;
  const STUCK_MS = 15_000;
  // The failing screen is short. A longer page is the karte in use and is not read further.
  const MOST_NODES = 1_000;
  const MOST_CHARACTERS = 4_000;
  const UNSEEN = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA"]);

  let failing = false;
  let until = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let tick;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let stuck;

  const state = {
    alive: () => typeof globalThis.chrome?.runtime?.id === "string",
    applyStuck: false,
    restored: false,
    hasFailed: false,
  };
  place[PLACE] = state;

  /**
   * `document.body` or `document.documentElement`, even if an element of the page shadows the name.
   * @param {"body" | "documentElement"} name
   */
  const part = (name) =>
    /** @type {HTMLElement | null} */ (Reflect.get(Document.prototype, name, document));

  const retire = () => {
    observer.disconnect();
    clearTimeout(tick);
    clearTimeout(stuck);
    unlisten.call(document, "click", /** @type {EventListener} */ (pressed), true);
    removeEventListener("pageshow", shown);
  };

  /** @param {import("../../types/messages.js").Seen["what"]} what */
  const tell = (what) => {
    try {
      chrome.runtime.sendMessage({ kind: "seen", what }).catch(() => {});
    } catch {
      retire();
    }
  };

  /** The first text of the page, without white space. */
  const visibleText = () => {
    const body = part("body");
    if (!body) return "";
    const walker = createTreeWalker.call(document, body, NodeFilter.SHOW_TEXT);
    let text = "";
    for (
      let seen = 0;
      seen < MOST_NODES && text.length < MOST_CHARACTERS && walker.nextNode();
      seen += 1
    ) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (!UNSEEN.has(node.parentElement?.tagName ?? "")) text += node.data;
    }
    return text.replace(/\s+/g, "");
  };

  const check = () => {
    const text = visibleText();
    const fails = FAILING.test(text) && !SIGNED_IN.test(text) && !isHidden();
    const now = fails || (state.hasFailed && isTranslated());
    if (now !== failing) tell(now ? "failing" : "gone");
    failing = now;
    state.hasFailed ||= now;
    if (!now) state.applyStuck = false;
  };

  /** Whether Chrome has translated the page: its text is then unknown, but the screen is still the same. */
  const isTranslated = () =>
    /(^|\s)translated-(ltr|rtl)(\s|$)/.test(part("documentElement")?.getAttribute("class") ?? "");

  /** Whether the text is present but hidden. Called only after a match, because `innerText` costs a layout. */
  const isHidden = () =>
    !FAILING.test((part("body")?.innerText ?? "").slice(0, MOST_CHARACTERS).replace(/\s+/g, ""));

  const observer = new MutationObserver(() => {
    // Disconnected until the next tick: a page with many changes costs one check per tick and no callbacks.
    observer.disconnect();
    tick = setTimeout(checkOrRetire, TICK_MS);
  });

  function checkOrRetire() {
    if (state.alive()) glance();
    else retire();
  }

  /** Checks once, and keeps observing while the screen is shown or may still appear. */
  function glance() {
    check();
    if (failing || performance.now() < until) {
      const root = part("documentElement");
      if (root) observer.observe(root, { childList: true, subtree: true, characterData: true });
    }
  }

  const watch = () => {
    until = performance.now() + WATCH_MS;
    observer.disconnect();
    clearTimeout(tick);
    // `alive()` is not called here, to keep the cost low on pages without the failing screen.
    glance();
  };

  /** @param {EventTarget | null} target */
  const isApply = (target) => {
    const button =
      target instanceof Element
        ? Element.prototype.closest.call(target, "button, a, [role=button], input")
        : null;
    const label =
      button instanceof HTMLInputElement
        ? button.value
        : button && Reflect.get(Node.prototype, "textContent", button);
    return label?.trim() === APPLY;
  };

  const waitForIssuing = () => {
    const from = location.href;
    state.applyStuck = false;
    clearTimeout(stuck);
    stuck = setTimeout(() => {
      if (!state.alive()) return retire();
      if (location.href !== from || ISSUING.test(visibleText())) return;
      state.applyStuck = true;
      tell("apply_stuck");
    }, STUCK_MS);
  };

  /** @param {MouseEvent} event */
  function pressed(event) {
    if (!state.alive()) return retire();
    if (isApply(event.target)) waitForIssuing();
    // The failing screen may also appear after the password was entered, long after the page was loaded.
    else if (querySelector.call(document, "input[type=password]")) watch();
  }

  /** @param {PageTransitionEvent} event */
  function shown(event) {
    if (!event.persisted) return;
    state.restored = true;
    failing = false;
    watch();
  }

  const how = { capture: true, passive: true };
  listen.call(document, "click", /** @type {EventListener} */ (pressed), how);
  addEventListener("pageshow", shown);
  watch();
})();
