import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import globals from "globals";
import { readdirSync } from "node:fs";
import { NO_CODE_FROM_TEXT } from "./tools/lint/no-code-from-text.mjs";

/** In the sources `import()` is refused altogether: a service worker cannot import at run time. */
const noCodeFromText = [
  ...NO_CODE_FROM_TEXT,
  {
    selector: "ImportExpression",
    message: "A service worker cannot import() at run time; import at the top.",
  },
];

/** A request from a page opens Chrome's certificate chooser; from the service worker it never does. */
const noRequests = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];
const requestMessage =
  "Opens Chrome's certificate chooser when it is not the service worker that asks.";

/** What pages leave to the worker: they draw, ask for permissions and send messages. */
const noWorkOfTheWorker = {
  selector:
    "MemberExpression[object.name='chrome'][property.name=/^(storage|management|browsingData|cookies|webRequest|declarativeNetRequest|webNavigation)$/]",
  message: "Pages only draw and send messages; the worker does this.",
};

/** The folders that hold a page: everything below `extension/` with markup. */
const PAGES = readdirSync(new URL("extension", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) =>
    readdirSync(new URL(`extension/${name}`, import.meta.url)).some((file) =>
      file.endsWith(".html"),
    ),
  );

/** Imports go one way: a page imports from its own folder and from shared/, and nothing imports a page. */
const oneWay = [
  { target: "shared", except: [] },
  { target: "*.js", except: ["typo_redirect.js", "rules", "wasm", "build.js"] },
  ...PAGES.map((page) => ({ target: page, except: [page] })),
].map(({ target, except }) => ({
  target: `./extension/${target}`,
  from: "./extension",
  except: [...except, "shared"].map((path) => `./${path}`),
  message: "A page imports from its own folder and from shared/ only.",
}));

export default defineConfig([
  globalIgnores(["dist/", "target/", "node_modules/", "tests/e2e/results/"]),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-caller": "error",
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-eval": "error",
      "no-extend-native": "error",
      "no-implicit-coercion": ["error", { boolean: false }],
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-new-wrappers": "error",
      "no-script-url": "error",
      "no-sequences": "error",
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "all" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-promise-reject-errors": "error",
      "prefer-template": "error",
      radix: "error",
      "require-await": "error",
    },
  },
  {
    files: ["extension/**/*.js"],
    languageOptions: { globals: { ...globals.browser, chrome: "readonly" } },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver()] },
    rules: {
      "no-console": ["error", { allow: ["error"] }],
      "no-restricted-syntax": ["error", ...noCodeFromText],
      "no-alert": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: oneWay }],
    },
  },
  {
    files: ["extension/**/*.js"],
    ignores: ["extension/service_worker.js"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...noRequests.map((name) => ({ name, message: requestMessage })),
      ],
      "no-restricted-properties": [
        "error",
        ...["window", "self", "globalThis"].flatMap((object) =>
          noRequests.map((property) => ({ object, property, message: requestMessage })),
        ),
        { object: "navigator", property: "sendBeacon", message: requestMessage },
      ],
    },
  },
  {
    files: [...PAGES, "shared"].map((folder) => `extension/${folder}/**/*.js`),
    rules: { "no-restricted-syntax": ["error", ...noCodeFromText, noWorkOfTheWorker] },
  },
  {
    // Chrome injects these as classic scripts; each keeps its names to itself.
    files: ["extension/content/**/*.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-implicit-globals": "error" },
  },
  {
    files: ["extension/service_worker.js"],
    languageOptions: { globals: globals.serviceworker },
  },
  {
    files: ["*.config.js", "tools/**/*.mjs", "tests/**/*.{js,mjs}"],
    // Functions that are handed to the browser name its globals.
    languageOptions: { globals: { ...globals.node, ...globals.browser, chrome: "readonly" } },
    rules: {
      "no-restricted-syntax": "off",
      // How Playwright's fixtures say that they need no other.
      "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
    },
  },
]);
