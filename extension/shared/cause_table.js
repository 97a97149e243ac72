// The causes in order of rank. Generated from crate/src/diagnosis/cause.rs by `cargo run --example generate .`.

/** `number`: on the vendor's help page; 0 is its precondition, null is not on that page. */
export const CAUSE_TABLE = {
  network: { number: null, fullyVisible: true, solvedByIncognito: false },
  url: { number: 2, fullyVisible: false, solvedByIncognito: false },
  clock: { number: 10, fullyVisible: true, solvedByIncognito: false },
  site_data: { number: 3, fullyVisible: true, solvedByIncognito: false },
  extensions: { number: 4, fullyVisible: true, solvedByIncognito: false },
  choice_remembered: { number: null, fullyVisible: false, solvedByIncognito: true },
  clinic_switch: { number: 8, fullyVisible: false, solvedByIncognito: true },
  certificate_missing: { number: 0, fullyVisible: false, solvedByIncognito: false },
  security_software: { number: 5, fullyVisible: false, solvedByIncognito: false },
  certificate_revoked: { number: 6, fullyVisible: false, solvedByIncognito: false },
  account_deleted: { number: 7, fullyVisible: false, solvedByIncognito: false },
  certificate_limit: { number: 9, fullyVisible: false, solvedByIncognito: false },
  browser: { number: 1, fullyVisible: true, solvedByIncognito: false },
};
