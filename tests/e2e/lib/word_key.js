/** Keys of extensions that are packed for tests: each is derived from a word, so the id is known before packing. */
import { createECDH, createHash, createPrivateKey, createPublicKey } from "node:crypto";

/**
 * The key derived from a word: for tests only, because everybody can derive it.
 * @param {string} word
 * @returns {import("../../../tools/crx.mjs").Key}
 */
export function keyOf(word) {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(createHash("sha256").update(word).digest());
  const point = ecdh.getPublicKey();
  const [d, x, y] = [ecdh.getPrivateKey(), point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString("base64url"),
  );
  const jwk = { kty: "EC", crv: "P-256", d, x, y };
  const own = createPrivateKey({ format: "jwk", key: jwk });
  const open = createPublicKey(own).export({ type: "spki", format: "der" });
  return { own, open };
}
