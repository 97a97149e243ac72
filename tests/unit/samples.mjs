/** Reads the example policies for administrators: registry files and property lists. */

/**
 * The values of a registry file by their keys; text that is JSON is read, numbered values are a list.
 * @param {Buffer} file in UTF-16, as the registry editor writes and reads it
 */
export function readRegistry(file) {
  const text = file.toString("utf16le").replace(/^\ufeff/, "");
  const [head, ...lines] = text.split("\r\n");
  if (head !== "Windows Registry Editor Version 5.00") throw new Error(`no registry file: ${head}`);
  /** @type {Record<string, Record<string, unknown>>} */
  const keys = {};
  let key = "";
  for (const line of lines.filter((one) => one !== "")) {
    const [, name] = /^\[(.*)\]$/.exec(line) ?? [];
    if (name !== undefined) keys[(key = name)] = {};
    else Object.assign(/** @type {object} */ (keys[key]), value(line));
  }
  return keys;
}

/** @param {string} line */
function value(line) {
  const [, name = "", number, text] =
    /^"([^"]*)"=(?:dword:([0-9a-f]{8})|"((?:[^"\\]|\\.)*)")$/.exec(line) ?? [];
  if (number !== undefined) return { [name]: Number.parseInt(number, 16) };
  if (text === undefined) throw new Error(`cannot be read: ${line}`);
  return { [name]: text.replace(/\\(.)/g, "$1") };
}

/**
 * A property list of dictionaries, lists, texts and truth values.
 * @param {string} xml
 */
export function readPropertyList(xml) {
  const body = /<plist version="1.0">([^]*)<\/plist>/.exec(xml)?.[1] ?? "";
  const tokens = body.match(/<[^>]+>|[^<>\s][^<>]*/g) ?? [];
  return element(tokens);
}

/** @param {string} text */
const unescaped = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/**
 * @param {string[]} tokens taken away as they are read
 * @returns {unknown}
 */
function element(tokens) {
  const tag = tokens.shift();
  if (tag === "<true/>" || tag === "<false/>") return tag === "<true/>";
  if (tag === "<string>" || tag === "<key>") {
    const text = unescaped(tokens.shift() ?? "");
    tokens.shift();
    return text;
  }
  const [list, fields] = [
    /** @type {unknown[]} */ ([]),
    /** @type {Record<string, unknown>} */ ({}),
  ];
  if (tag !== "<array>" && tag !== "<dict>") throw new Error(`cannot be read: ${tag}`);
  while (tokens[0] !== tag.replace("<", "</")) {
    if (tag === "<array>") list.push(element(tokens));
    else fields[/** @type {string} */ (element(tokens))] = element(tokens);
  }
  tokens.shift();
  return tag === "<array>" ? list : fields;
}
