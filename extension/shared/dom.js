// Creates and changes DOM elements. Text is always set as text, so untrusted text cannot become markup.

/**
 * The element with this id. The static markup must contain it; a unit test checks that.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/**
 * Creates an element with attributes and children. Empty and null children are skipped. A link that opens a tab says so to
 * screen readers: the page's markup has the words, as `#opens-tab`.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string | null)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const opensTab = attributes["target"] === "_blank" ? { "aria-describedby": "opens-tab" } : {};
  for (const [name, value] of Object.entries({ ...opensTab, ...attributes })) {
    element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== "") element.append(child);
  return element;
}

/**
 * Creates a button that ignores clicks while its handler runs, so that a second click does not repeat the action.
 * @param {Record<string, string>} attributes
 * @param {string} label
 * @param {() => unknown} press
 */
export function button(attributes, label, press) {
  const element = /** @type {HTMLButtonElement} */ (
    make("button", { type: "button", ...attributes }, label)
  );
  element.addEventListener("click", async () => {
    if (element.getAttribute("aria-disabled") === "true") return;
    element.setAttribute("aria-disabled", "true");
    try {
      await press();
    } finally {
      element.removeAttribute("aria-disabled");
    }
  });
  return element;
}

/**
 * Sets a text only if it differs: a live region would announce it again.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Shows or hides an element.
 * @param {HTMLElement} element
 * @param {boolean} visible
 */
export function show(element, visible) {
  element.hidden = !visible;
}
