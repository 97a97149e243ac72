// Builds and changes elements; text goes in as text only, so nothing that a page or an extension says can become markup.

/**
 * The element with this id; the static markup promises that it is there.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/**
 * A new element with attributes and children; empty children are left out.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string | null)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null && child !== "") element.append(child);
  return element;
}

/**
 * A button that stays off while its press is at work, so that a second press cannot do it twice.
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
 * Sets a text only when it differs: a live region would read it out again.
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
