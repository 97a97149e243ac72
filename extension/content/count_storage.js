// Counts the page's storage entries: numbers only, no names and no values. The value of the last expression is the result.
"use strict";
(async () => {
  /** @param {() => number | Promise<number>} counted */
  const count = async (counted) => {
    try {
      return await counted();
    } catch {
      return 0;
    }
  };
  /** Asks twice: while a page's databases are being cleared, Chrome may drop the first request without an answer. */
  const databases = async () => {
    const late = () => new Promise((resolve) => setTimeout(resolve, 500));
    const ask = () => Promise.race([indexedDB.databases(), late()]);
    return ((await ask()) ?? (await indexedDB.databases())).length;
  };
  try {
    return {
      local: localStorage.length,
      session: sessionStorage.length,
      databases: await count(databases),
      caches: await count(async () => (await caches.keys()).length),
      workers: await count(async () => (await navigator.serviceWorker.getRegistrations()).length),
    };
  } catch {
    return null;
  }
})();
