import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { crates, sbom } from "./sbom.mjs";

const folder = mkdtempSync(join(tmpdir(), "karte-sbom-"));
const zip = join(folder, "karte-signin-doctor-1.2.3.zip");
writeFileSync(zip, "any bytes");
const text = sbom(zip);
const list = JSON.parse(text);
test.after(() => rmSync(folder, { recursive: true }));

test("it is valid CycloneDX, and the same twice", async () => {
  const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  assert.equal(faults, null);
  assert.equal(sbom(zip), text);
});

test("it names the package, its version and its hash", () => {
  const { name, version, hashes } = list.metadata.component;
  assert.deepEqual([name, version], ["karte-signin-doctor", "1.2.3"]);
  assert.equal(
    hashes[0].content,
    "23914a83c3c7080988b4aab957e8c1abf4a281df9cc77c7e1d43d3e81f39e94e",
  );
});

test("every crate has its licence, its version and the hash of the lock file", () => {
  assert.ok(list.components.length > 30);
  for (const { name, version, purl, licenses, hashes } of list.components) {
    assert.equal(purl, `pkg:cargo/${name}@${version}`);
    assert.match(licenses[0].expression, /MIT|Apache-2.0|Zlib/, name);
    assert.match(hashes[0].content, /^[0-9a-f]{64}$/, name);
  }
});

test("what docs/dependencies.md calls shipped is listed as shipped", () => {
  const page = readFileSync(new URL("../docs/dependencies.md", import.meta.url), "utf8");
  const shipped = page.split(/^## /m).find((part) => part.startsWith("Shipped")) ?? "";
  const direct = [...shipped.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  const required = list.components
    .filter((/** @type {{scope: string}} */ { scope }) => scope === "required")
    .map((/** @type {{name: string}} */ { name }) => name);
  assert.ok(direct.length > 10);
  assert.deepEqual(
    direct.filter((name) => !required.includes(name)),
    [],
  );
  assert.ok(crates("normal,build").length > required.length, "what only builds is told apart");
});
