/** What the extension must not do: make things worse on a PC without a certificate, or send anything unasked. */
import { expect } from "@playwright/test";
import { setTimeout as pause } from "node:timers/promises";
import { check } from "./lib/check.js";
import { choose, chooserIsOpen } from "./lib/chooser.js";
import { test } from "./lib/test.js";

const DOT = "karte.medley.life.";
const MAIN = "karte.medley.life";

test("a look at a healthy page leaves the main host's memory alone", async ({ lab, start }) => {
  // The page does not require a certificate yet, so the browser makes no decision for the main host.
  await lab.set({ client_auth: "off", failing: "after_password" });
  const pc = await start();
  await pc.open();
  await lab.saw("/favicon.ico");
  await lab.set({ client_auth: "optional" });
  check(await pc.click(), { primary: null, state: "sign_in_page" });
  await pc.closePopup();
  await pc.profile.install(lab.certificate("clinic-a"));
  await lab.set({ failing: "at_once" });
  await pc.openAnd(choose, "ログイン");
});

test("a look at a page that did not come asks the dot host only", async ({ lab, start }) => {
  await lab.set({ reset: "client_hello" });
  // Otherwise the browser would reload its error page by itself, and so connect to the main host.
  const pc = await start({ args: ["--disable-auto-reload"] });
  await pc.open();
  await lab.set({ reset: null });
  await lab.forget();
  await pc.click();
  await pc.closePopup();
  const asked = (await lab.requests()).map(({ host, cert }) => `${host} ${cert}`);
  expect(new Set(asked)).toEqual(new Set([`${DOT} null`]));
  await pc.profile.install(lab.certificate("clinic-a"));
  await pc.openAnd(choose, "ログイン");
});

test("the dot host is asked once beside a session's first visit, and never on the main host", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  // The browser requests the icon after a page has loaded; loading the next page would cancel that request.
  await lab.saw("/favicon.ico");
  await (await pc.tab()).reload();
  await pc.open();
  const hellos = (await lab.log()).filter(({ kind }) => kind === "client_hello");
  expect(hellos.filter(({ sni }) => sni === DOT)).toHaveLength(1);
  const asked = await lab.requests();
  expect(new Set(asked.map(({ method, host, path }) => `${method} ${host}${path}`))).toEqual(
    new Set([`GET ${MAIN}/d/signin`, `GET ${MAIN}/favicon.ico`]),
  );
});

test("the page stays as it is without the extension", async ({ start }) => {
  const html = async (/** @type {import("./lib/pc.js").Pc} */ pc) =>
    (await pc.tab()).session.evaluate(() => document.documentElement.outerHTML);
  const pc = await start({ dotWorks: true });
  await pc.open();
  await pc.diagnosedEarly("certificate_missing");
  expect((await pc.click()).diagnosis.primary).toBe("certificate_missing");
  const beside = await html(pc);
  const without = await start({ without: true });
  await without.open();
  expect(beside).toContain("クライアント証明書が必要です");
  expect(beside).toBe(await html(without));
});

test("no dialog opens because of our looks", async ({ lab, start }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await lab.set({ client_auth: "off" });
  await pc.open();
  // Otherwise the browser's own request for the icon would open the dialog.
  await lab.saw("/favicon.ico");
  await lab.set({ client_auth: "optional" });
  await pc.click();
  expect(await chooserIsOpen(pc.display)).toBe(false);
});

test("only the karte is asked, and nothing at rest", async ({ lab, start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open("https://clinics.medley.life/");
  await pc.open();
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "suspected",
    rivals: ["security_software"],
  });
  await pc.rests();
  await pc.closePopup();
  const hosts = new Set((await lab.log()).map(({ sni, host }) => host ?? sni));
  expect([...hosts].sort()).toEqual(["clinics.medley.life", MAIN, DOT]);
  await pc.open("about:blank");
  await lab.forget();
  // There is no event for "nothing happens", so the test waits for a fixed time.
  await pause(8_000);
  expect(await lab.log()).toEqual([]);
});
