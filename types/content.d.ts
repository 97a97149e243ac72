// What content/detect_failure.js leaves in the isolated world for content/classify_page.js and for a second copy of itself.

interface KarteNotice {
  /** False once the extension that injected this script was removed or reloaded. */
  alive(): boolean;
  /** The failing screen was seen in this document. */
  hasFailed: boolean;
  /** 「申請する」 was pressed here and nothing followed. */
  applyStuck: boolean;
  /** The page came back from the back/forward cache: its timing entry is an old one. */
  restored: boolean;
}

/** Known to Chromium, not yet to TypeScript's DOM library. */
interface PerformanceNavigationTiming {
  readonly deliveryType?: string;
}
