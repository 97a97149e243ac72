/** The pages: every message and element that a script names exists, and permissions are requested within the click. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { corrections } from "./core.mjs";

/** @param {string} path */
const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const messages = JSON.parse(text("extension/_locales/ja/messages.json"));
const pages = {
  options: {
    html: text("extension/options/options.html"),
    scripts: [
      "extension/options/options.js",
      "extension/options/backup.js",
      "extension/options/backup_diff.js",
      "extension/options/bookmarks.js",
      "extension/options/clinics.js",
      "extension/options/diary.js",
      "extension/options/failure_text.js",
      "extension/options/language.js",
      "extension/options/settings.js",
      "extension/options/protected_extensions.js",
      "extension/options/version.js",
    ].map(text),
  },
  popup: {
    html: text("extension/popup/popup.html"),
    scripts: [text("extension/popup/address.js")],
  },
  repair: {
    html: text("extension/repair/repair.html"),
    scripts: [text("extension/repair/repair.js"), text("extension/repair/restart.js")],
  },
  welcome: {
    html: text("extension/welcome/welcome.html"),
    scripts: [text("extension/welcome/welcome.js")],
  },
};

for (const [name, { html, scripts }] of Object.entries(pages)) {
  test(`${name}: every word that is named is there, and the static text is the Japanese one`, () => {
    const named = scripts.flatMap((script) => [
      ...script.matchAll(/"((?:options|diary|popup|fix|error|restart|clinic|profile)_\w+)"/g),
    ]);
    for (const [, key = ""] of named) assert.ok(messages[key], key);
    for (const [, key = "", words] of html.matchAll(/data-i18n="(\w+)"[^>]*>([^<]*)</g)) {
      assert.equal(words?.replace(/\s+/g, " ").trim(), messages[key]?.message, key);
    }
  });

  test(`${name}: every element that a script or a label names is there`, () => {
    const ids = new Set([...html.matchAll(/\sid="([\w-]+)"/g)].map(([, id]) => id));
    const named = scripts.flatMap((script) => [
      ...script.matchAll(/(?:byId|toggle)\("([\w-]+)"\)/g),
    ]);
    for (const [, id] of named) assert.ok(ids.has(id), id);
    for (const [, list = ""] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)) {
      for (const id of list.split(" ")) assert.ok(ids.has(id), id);
    }
  });

  test(`${name}: a permission is asked for before anything is awaited`, () => {
    for (const script of scripts) {
      const parts = script.split("chrome.permissions.request").slice(0, -1);
      for (const part of parts) {
        const course = part.slice(part.lastIndexOf("async function"));
        assert.ok(course.startsWith("async function"));
        assert.doesNotMatch(course, /await/);
      }
    }
  });
}

test("the options page has its parts, and its switches wait for the worker", () => {
  const { html } = pages.options;
  const switches = [...html.matchAll(/<input[^>]*role="switch"[^>]*>/g)].map(([input]) => input);
  assert.equal(switches.length, 5);
  for (const input of switches) assert.match(input, /\sdisabled/);
  for (const id of [
    "suspended",
    "exceptions",
    "bookmarks",
    "correction-forced",
    "start-check-forced",
    "clinics",
    "history",
    "diary",
    "spared",
    "language",
    "backup-file",
    "version",
    "erase-heading",
  ]) {
    assert.match(html, new RegExp(`id="${id}"`));
  }
  assert.equal((html.match(/role="status"/g) ?? []).length, 12);
});

test("the permissions that the pages ask for are optional ones of the manifest", () => {
  const { optional_permissions: optional } = JSON.parse(text("manifest.json"));
  const scripts = Object.values(pages).flatMap((page) => page.scripts);
  const named = scripts.flatMap((script) => [...script.matchAll(/permissions:[^\n]*?"(\w+)"/g)]);
  assert.deepEqual(new Set(named.map(([, name]) => name)), new Set(optional));
});

test("every title of the icon has its words", () => {
  const titles = [...text("crate/src/messages/badge.rs").matchAll(/title: "(\w+)"/g)];
  assert.equal(titles.length, 13);
  for (const [, key = ""] of titles) assert.ok(messages[key], key);
});

test("the way to the karte is the answer's own button and stands nowhere else in the popup", () => {
  const [script = ""] = pages.popup.scripts;
  assert.doesNotMatch(script, /open_sign_in/);
});

test("the reasons of the messages are the core's", () => {
  const body = /export type UrlReason =([^;]*);/.exec(text("types/generated.d.ts"))?.[1] ?? "";
  assert.deepEqual(
    [...body.matchAll(/"(\w+)"/g)].map(([, reason]) => reason),
    corrections,
  );
});

test("a link that opens a tab says so to screen readers, in the markup and where a script makes it", () => {
  const folder = new URL("../../extension/", import.meta.url);
  for (const page of ["guide", "options", "popup", "repair", "report", "welcome"]) {
    const html = text(`extension/${page}/${page}.html`);
    const links = [...html.matchAll(/<a\b[^>]*target="_blank"[^>]*>/g)].map(([link]) => link);
    for (const link of links) assert.match(link, /aria-describedby="opens-tab"/, link);
    const made = readdirSync(new URL(page, folder))
      .filter((name) => name.endsWith(".js"))
      .some((name) => text(`extension/${page}/${name}`).includes('"_blank"'));
    if (links.length > 0 || made) assert.match(html, /id="opens-tab" data-i18n="opens_tab"/, page);
  }
  assert.match(
    text("extension/shared/dom.js"),
    /"_blank" \? \{ "aria-describedby": "opens-tab" \}/,
  );
});
