// ESLint selectors for everything that turns text into markup or code. Used by eslint.config.js for the sources, and by
// code.mjs for the shipped scripts, the module that wasm-bindgen generated included.

/** @param {string} message @param {...string} selectors */
const refuse = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

const MARKUP = "turns text into markup; build nodes instead";
const CODE = "turns text into code";
const PARSERS =
  "/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|DOMParser)$/";

/** A property's name, written with a dot or as a text in brackets. @param {string} pattern */
const property = (pattern) => [
  `MemberExpression[property.name=${pattern}]`,
  `MemberExpression[property.value=${pattern}]`,
];

export const NO_CODE_FROM_TEXT = [
  ...refuse(`innerHTML or outerHTML ${MARKUP}`, ...property("/^(inner|outer)HTML$/")),
  ...refuse(`srcdoc ${MARKUP}`, ...property("'srcdoc'")),
  ...refuse(
    `A parser of markup ${MARKUP}`,
    `Identifier[name=${PARSERS}]`,
    `MemberExpression > Literal[value=${PARSERS}]`,
  ),
  ...refuse(
    `document.write ${MARKUP}`,
    "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
  ),
  ...refuse(
    `A handler as an attribute ${CODE}; use addEventListener`,
    "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^on/i]",
  ),
  ...refuse(`eval ${CODE}`, "Identifier[name='eval']"),
  ...refuse(
    `Function() ${CODE}`,
    ":matches(CallExpression, NewExpression)[callee.name='Function']",
    ":matches(CallExpression, NewExpression)[callee.property.name='Function']",
  ),
  ...refuse(
    `A timer with a text ${CODE}`,
    ...["callee.name", "callee.property.name"].map(
      (callee) =>
        `CallExpression[${callee}=/^set(Timeout|Interval)$/][arguments.0.type=/^(Literal|TemplateLiteral)$/]`,
    ),
  ),
  ...refuse(
    "A policy of Trusted Types lets text become markup or code",
    "CallExpression[callee.property.name='createPolicy']",
  ),
  ...refuse("importScripts loads code at run time", "CallExpression[callee.name='importScripts']"),
];

/** A file beside the script, named as a constant, can only be a file of the extension. */
export const NO_OTHER_CODE = refuse(
  "import() loads code at run time",
  String.raw`ImportExpression:not([source.value=/^\.\u002f[\w.-]+\.js$/])`,
);
