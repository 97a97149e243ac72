// Reports whether closing this page would lose typed text: one word, never the text. The value of the last expression is
// the result.

(() => {
  const NO_TEXT = new Set([
    "hidden",
    "button",
    "submit",
    "reset",
    "image",
    "checkbox",
    "radio",
    "range",
    "color",
  ]);
  const touched = navigator.userActivation.hasBeenActive;

  /**
   * Whether a person may have typed this text. Autofilled text does not count. The page's default value does not count as
   * long as the person has not clicked or typed anything on the page.
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   */
  const isTyped = (field) =>
    !NO_TEXT.has(field.type) &&
    !field.matches(":autofill") &&
    field.value !== "" &&
    (touched || field.value !== field.defaultValue);

  /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
  const fields = document.querySelectorAll("input, textarea");
  /** @type {NodeListOf<HTMLElement>} */
  const editors = document.querySelectorAll("[contenteditable]:not([contenteditable=false])");
  const isWritten = (/** @type {HTMLElement} */ editor) => editor.innerText.trim() !== "";
  if ([...fields].some(isTyped) || [...editors].some(isWritten)) return "typed";
  return touched ? "empty" : "untouched";
})();
