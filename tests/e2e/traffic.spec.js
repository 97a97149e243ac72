/** A proxy records all traffic of the browser: only the karte's hosts are contacted, and none while the extension is idle. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { Proxy } from "./lib/proxy.js";
import { PAGES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { neighbours, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

/** All that the extension may contact: the sign-in page, its dot host, and plain HTTP for the time. */
const OURS = ["karte.medley.life:443", "karte.medley.life.:443", "karte.medley.life:80"];
/** A site of the vendor that the person opens. */
const CLINICS = "https://clinics.medley.life/";

/** @type {Proxy} */ let proxy;
/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;
/** All hosts that we have contacted in a test. @type {Set<string>} */ let everything;

test.beforeEach(async ({ lab }) => {
  proxy = await Proxy.start(lab.ports);
  others = await neighbours(["popup", "observer"]);
  everything = new Set();
});
test.afterEach(async () => {
  await proxy.stop();
  await others.remove();
});

/**
 * Checks that only these hosts were contacted since the last check. Connections stay open, so not each host appears again.
 * @param {string} when
 * @param {string[]} allowed
 */
function asked(when, allowed) {
  const seen = proxy.takeOurs();
  expect(
    seen.filter((place) => !allowed.includes(place)),
    `asked by ${when}`,
  ).toEqual([]);
  seen.forEach((place) => everything.add(place));
}

/** @param {Pc} pc @param {object} message */
const tell = (pc, message) => pc.popup?.ask(message);

/** @param {Pc} pc */
async function search(pc) {
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  await experiment.found("bad");
}

test("pages of ours ask nobody, and neither does being installed", async ({ start }) => {
  const pc = await start({ args: proxy.args });
  asked("being installed", []);
  for (const address of PAGES) {
    const page = await pc.browser.newTab(`${pc.extension.origin}/${address}`);
    const drawn = () => document.querySelector("main")?.checkVisibility();
    await until(address, () => page.session.evaluate(drawn));
    await page.close();
    asked(address, []);
  }
});

test("looking, answering, fixing, reporting and searching ask the karte alone", async ({
  lab,
  start,
}) => {
  test.setTimeout(180_000);
  const pc = await start({ args: proxy.args, others: others.folders, dotWorks: true });
  await pc.click();
  await pc.closePopup();
  asked("a look at no page of the karte", []);
  await pc.open(CLINICS);
  asked("the person", ["clinics.medley.life:443"]);
  await pc.click();
  await pc.closePopup();
  asked("a look at another site of the vendor", OURS);
  await pc.open();
  await pc.click();
  asked("a look at the failing page", OURS);
  await tell(pc, { kind: "answer", question: "dialog", value: "no_dialog" });
  asked("an answer", OURS);
  for (const fix of ["clear_cache", "clear_karte", "clear_medley"]) {
    expect(await pc.popup?.fix(fix), fix).toMatchObject({ kind: "fixed" });
    asked(fix, OURS);
  }
  expect(await tell(pc, { kind: "report" })).toMatchObject({ kind: "report" });
  await pc.closePopup();
  asked("a report", OURS);
  await pc.open("http://karte.medley.life/login");
  asked("a wrong address", OURS);
  await lab.set(PLAIN);
  await search(pc);
  asked("a search", OURS);
  await lab.set({ server_certificate: "expired" });
  await (await pc.tab()).show();
  await pc.open();
  await pc.click();
  await pc.closePopup();
  asked("a look at a page that does not come", OURS);
  expect([...everything].sort()).toEqual([...OURS, "clinics.medley.life:443"].sort());
});

test("at rest nobody is asked", async ({ lab, start }) => {
  const pc = await start({ args: proxy.args, dotWorks: true });
  await pc.open();
  await pc.click();
  await pc.rests();
  await pc.closePopup();
  await pc.open("about:blank");
  asked("a look", OURS);
  await lab.forget();
  // The browser ends a worker that has been idle for half a minute; the test waits for that.
  const over = async () => !(await pc.extension.worker());
  await until("the worker's own end", over, { limit: 80_000, step: 500 });
  asked("nobody", []);
  expect(await lab.log()).toEqual([]);
});
