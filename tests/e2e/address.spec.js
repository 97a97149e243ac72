/** Wrong addresses, other hosts of the vendor, imitations, and pages that have nothing to do with the karte. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { arrives, correct, RIGHT } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { say } from "./lib/words.js";

const wrong = { primary: "url", verdict: "found", state: "wrong_address" };

for (const { name, url, reason } of [
  { name: "wrong path", url: "https://karte.medley.life/signin", reason: "wrong_address" },
  {
    name: "path with a slash",
    url: "https://karte.medley.life/d/signin/",
    reason: "wrong_address",
  },
  {
    name: "failing text on another host of the vendor",
    url: "https://app.medley.life/failing",
    reason: "other_medley_host",
  },
]) {
  test(name, async ({ start }) => {
    const pc = await start({ dotWorks: true });
    await correct(pc, "off");
    await pc.open(url);
    const look = await pc.click();
    check(look, { ...wrong, reason });
    // If a bookmark may have the wrong address, the fix for bookmarks is offered as well.
    expect(look.text.includes(say("fix_correct_bookmarks"))).toBe(reason === "wrong_address");
  });
}

test("a wrong path that is corrected leads to the certificate's own cause", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open("https://karte.medley.life/signin");
  await arrives(await pc.tab(), RIGHT);
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "suspected",
    rivals: ["security_software"],
  });
});

test("an imitation is named and never called right", async ({ lab, start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open("https://karte.medley.life.example.com/d/signin");
  check(await pc.click(), { ...wrong, reason: "look_alike" });
  expect((await lab.requests()).map(({ host }) => host)).toEqual([]);
});

test("http leads to https and to the certificate's own cause", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open("http://karte.medley.life/d/signin");
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "suspected",
    rivals: ["security_software"],
  });
});

test("the top of the app leads to the sign-in page", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open("https://karte.medley.life/d");
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "suspected",
    rivals: ["security_software"],
  });
});

for (const { name, url } of [
  { name: "another host of the vendor, nothing failing", url: "https://clinics.medley.life/" },
  { name: "an empty tab", url: "about:blank" },
]) {
  test(name, async ({ lab, start }) => {
    const pc = await start({ dotWorks: true });
    await pc.open(url);
    if (url !== "about:blank") await lab.saw("/favicon.ico");
    await lab.forget();
    check(await pc.click(), { primary: null, state: "elsewhere" });
    expect(await lab.log(), "a click there asks the network nothing").toEqual([]);
  });
}
