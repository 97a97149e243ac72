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
  try {
    return {
      local: localStorage.length,
      session: sessionStorage.length,
      databases: await count(async () => (await indexedDB.databases()).length),
      caches: await count(async () => (await caches.keys()).length),
      workers: await count(async () => (await navigator.serviceWorker.getRegistrations()).length),
    };
  } catch {
    return null;
  }
})();
