// Rules for permissions: not more than tools/permissions.json lists, and no way for other sites or extensions to reach us.

/** @typedef {import("../lint-extension.mjs").Rule} Rule */
/** @typedef {import("../lint-extension.mjs").Json} Json */

/** The effect of a new permission on installed copies. */
const MEANS = {
  permissions: "Chrome would switch the extension off everywhere until somebody agrees",
  host_permissions: "Chrome would switch the extension off everywhere until somebody agrees",
  content_scripts: "Chrome would switch the extension off everywhere until somebody agrees",
  optional_permissions: "a click could ask people for more than docs/permissions.md promises",
  optional_host_permissions: "a click could ask people for more than docs/permissions.md promises",
};

/**
 * What the manifest asks for under a key.
 * @param {Json} manifest
 * @param {string} key
 * @returns {string[]}
 */
function asked(manifest, key) {
  if (key !== "content_scripts") return manifest[key] ?? [];
  return (manifest[key] ?? []).flatMap((/** @type {Json} */ script) => [
    ...(script.matches ?? []),
    ...(script.all_frames ? [`${script.matches} in every frame`] : []),
    ...(script.world ? [`the world ${script.world}`] : []),
  ]);
}

/** @type {Rule} */
export function* noNewPermissions({ manifest, allowed }) {
  for (const [key, means] of Object.entries(MEANS)) {
    const [wants, may] = [asked(manifest, key), allowed[key] ?? []];
    for (const more of wants.filter((/** @type {string} */ one) => !may.includes(one))) {
      yield (
        `manifest: ${key} asks for ${more}, which no release has asked for before: ${means}. ` +
        "If it must be: docs/permissions.md, CHANGELOG.md, then tools/permissions.json"
      );
    }
    for (const gone of may.filter((/** @type {string} */ one) => !wants.includes(one))) {
      yield `tools/permissions.json: ${key} names ${gone}, which the manifest no longer asks for: take it out`;
    }
  }
}

/** @type {Rule} */
export function* notReachableByOthers({ manifest }) {
  if (manifest.web_accessible_resources !== undefined) {
    yield "manifest: web_accessible_resources lets every page load files of ours";
  }
  // Without the key Chrome lets every other extension connect.
  if (JSON.stringify(manifest.externally_connectable) !== '{"ids":[]}') {
    yield 'manifest: externally_connectable is not {"ids":[]}: others could send messages';
  }
}
