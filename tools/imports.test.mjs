/** The rules for imports in eslint.config.js: they report circles and imports from another page's folder. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const eslint = new ESLint({ cwd: fileURLToPath(new URL("..", import.meta.url)) });
const CIRCLE = "import-x/no-cycle";
const WRONG_WAY = "import-x/no-restricted-paths";

/** File, its text, and the rule that reports it. @type {[string, string, string | undefined][]} */
const CASES = [
  ["popup/new.js", 'import "../guide/list.js";', WRONG_WAY],
  ["popup/new.js", 'void import("../report/text.js");', WRONG_WAY],
  ["options/new.js", 'import "../content/unsaved_input.js";', WRONG_WAY],
  ["guide/drawings/new.js", 'import "../../options/diary.js";', WRONG_WAY],
  ["shared/new.js", 'import "../guide/list.js";', WRONG_WAY],
  ["service_worker.js", 'import "./popup/popup.js";', WRONG_WAY],
  ["shared/dom.js", 'import "./sanitize.js";', CIRCLE],
  ["guide/steps.js", 'import "./causes.js";', CIRCLE],
  ["guide/drawings/new.js", 'import "../list.js"; import "../../shared/dom.js";', undefined],
  ["service_worker.js", 'import "./typo_redirect.js"; import "./rules/hosts.js";', undefined],
];

for (const [file, text, rule] of CASES) {
  test(`${file}: ${text} ${rule ?? "is allowed"}`, async () => {
    const [result] = await eslint.lintText(text, { filePath: `extension/${file}` });
    const found = result?.messages.map(({ ruleId }) => ruleId);
    const imports = found?.filter((id) => id?.startsWith("import-x/"));
    assert.deepEqual(imports, rule === undefined ? [] : [rule]);
  });
}
