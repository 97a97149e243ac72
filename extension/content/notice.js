// Notices the failing screen of the karte and a request for a certificate that leads nowhere, and tells the worker.
// It compares the first few thousand characters of visible text with fixed sentences and keeps nothing of them.

(() => {
  // Under a symbol: an element of the page can take the place of any name that window does not have (`<a id>`).
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
  // The failing screen is short; more than this would be somebody's work, which is none of our business.
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
  };
  place[PLACE] = state;

  /**
   * A part of the page, whatever element has its name.
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

  /** The first visible text of the page, without white space. */
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
    const now = FAILING.test(text) && !SIGNED_IN.test(text) && !isHidden();
    if (now !== failing) tell(now ? "failing" : "gone");
    failing = now;
  };

  /** Whether the text is there but not shown; asked only once the text was found, because it costs a layout. */
  const isHidden = () =>
    !FAILING.test((part("body")?.innerText ?? "").slice(0, MOST_CHARACTERS).replace(/\s+/g, ""));

  const observer = new MutationObserver(() => {
    // Deaf between ticks: a page that draws a lot costs one look per tick and no callbacks.
    observer.disconnect();
    tick = setTimeout(look, TICK_MS);
  });

  function look() {
    if (state.alive()) glance();
    else retire();
  }

  /** One look, and on with watching while that makes sense. */
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
    // Whether the extension is still there is asked later: a page without the failing screen need not pay for that.
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
    // The failing screen may also be drawn after the password, long after the page was loaded.
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
