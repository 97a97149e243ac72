/** The format of a scenario in tests/corpus/scenarios.json; the recorder refuses everything else. */
import { readFile } from "node:fs/promises";

/**
 * @typedef {object} PcWords
 * @property {string[]} [certificates] installed from the beginning; `young` is one that was issued five minutes ago
 * @property {boolean} [calibrated] this PC has seen the dot host ask for a certificate
 * @property {boolean} [severalClinics] the person said that this PC serves several clinics
 * @property {boolean} [started] the extension saw the browser start
 * @property {string} [brand] what the browser calls itself to the extension
 * @property {string} [clock] offset of the browser's clock in faketime's format
 * @property {string[]} [others] further extensions, see others.js
 * @property {"none" | "closed"} [names] no name can be resolved; or names lead to a port where nobody listens
 * @property {string[]} [args] further switches of the browser
 * @property {boolean} [without] starts without our extension; the step `load` adds it
 * @property {boolean} [onClick] the person lets our extension see the site only on a click
 */
/** @typedef {string | [string, ...any[]]} Step */
/**
 * @typedef {object} Scenario
 * @property {string[]} truth the causes that are really present
 * @property {PcWords} [pc]
 * @property {Record<string, unknown>} [site] settings of the imitation, from the beginning
 * @property {Step[]} does what the person does, see steps.js
 * @property {string} shows what must be seen before the diagnosis, see proof.js
 * @property {string} [sent] the imitation's verdict on the certificate in the last request
 * @property {boolean} [cached] the imitation must not have seen a request since the step `forget`
 * @property {boolean} [native] the icon is clicked, which gives the permission to see the tab
 * @property {[string, string][]} [says] what the person answers after the diagnosis
 */

const WORDS = "truth pc site does shows sent cached native says".split(" ");
const PC_WORDS =
  "certificates calibrated severalClinics started brand clock others names args without onClick".split(
    " ",
  );

/**
 * All scenarios by name, in the file's order.
 * @param {URL} file
 * @returns {Promise<[string, Scenario][]>}
 */
export async function scenarios(file) {
  /** @type {[string, Scenario][]} */
  const all = Object.entries(JSON.parse(await readFile(file, "utf8")));
  for (const [name, scenario] of all) {
    refuse(name, scenario, WORDS);
    refuse(name, scenario.pc ?? {}, PC_WORDS);
  }
  return all;
}

/**
 * @param {string} name
 * @param {object} said
 * @param {string[]} known
 */
function refuse(name, said, known) {
  const unknown = Object.keys(said).find((word) => !known.includes(word));
  if (unknown) throw new Error(`${name}: nobody knows what ${unknown} means`);
}
