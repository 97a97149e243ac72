// Counts what the karte keeps in this page's storage: a number, no names and no values. The last line is the result.
"use strict";
(() => {
  try {
    return localStorage.length + sessionStorage.length;
  } catch {
    return null;
  }
})();
