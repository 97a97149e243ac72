/** Chrome's own dialog about an optional permission, answered as a person does, and its switch for the site's address. */
import { setTimeout as pause } from "node:timers/promises";
import { chooserOpens } from "./chooser.js";
import { until } from "./wait.js";

/**
 * Chrome's dialog has the focus on "no", and is as dark around as the certificate chooser: its effect is what is waited for.
 * @param {import("./pc.js").Pc} pc
 * @param {string} permission
 * @param {Promise<unknown> | undefined} click what opens it; the browser may never say that it is over
 */
export async function answerYes(pc, permission, click) {
  click?.catch(() => undefined);
  await chooserOpens(pc.display);
  // In its first moments it takes no keys, and a key that it has not yet taken would be the next one's.
  await pause(2_000);
  await pc.display.press("Tab");
  await pause(300);
  await pc.display.press("Return");
  await until(permission, () =>
    pc.extension.inWorker(
      (name) =>
        chrome.permissions.contains({
          permissions: [/** @type {chrome.runtime.ManifestPermission} */ (name)],
        }),
      permission,
    ),
  );
}

/**
 * Changes a switch of an extension on Chrome's own page, as a person does there.
 * @param {import("./pc.js").Pc} pc
 * @param {Record<string, unknown>} change as `chrome.developerPrivate.updateExtensionConfiguration` names it
 */
async function changeExtension({ browser, extension }, change) {
  const { cdp } = browser;
  const url = "chrome://extensions/";
  const { targetId } = await cdp.send("Target.createTarget", { url, background: true });
  const page = await cdp.attach(targetId);
  const press = () =>
    page.evaluate(
      async (extensionId, what) => {
        const { developerPrivate } = /** @type {any} */ (chrome);
        await developerPrivate.updateExtensionConfiguration({ extensionId, ...what });
        return true;
      },
      extension.id,
      change,
    );
  await until("Chrome's own page", press);
  await cdp.send("Target.closeTarget", { targetId });
}

/**
 * 「シークレット モードでの実行を許可する」; it starts the extension anew.
 * @param {import("./pc.js").Pc} pc
 */
export async function allowIncognito(pc) {
  const before = (await pc.extension.worker())?.targetId;
  await changeExtension(pc, { incognitoAccess: true });
  // A worker that ends answers nothing that it was asked.
  await until("the new worker", async () => {
    const worker = await pc.extension.worker();
    return worker !== undefined && worker.targetId !== before;
  });
  await until("the permission for incognito windows", () =>
    pc.extension.inWorker(() => chrome.extension.isAllowedIncognitoAccess()),
  );
}

/**
 * What a person chooses in the extension's menu for the karte's address.
 * @param {import("./pc.js").Pc} pc
 * @param {"ON_CLICK" | "ON_ALL_SITES"} hostAccess
 */
export async function permit(pc, hostAccess) {
  await changeExtension(pc, { hostAccess });
  const wanted = hostAccess !== "ON_CLICK";
  const has = () =>
    pc.extension.inWorker(() =>
      chrome.permissions.contains({ origins: ["https://karte.medley.life/*"] }),
    );
  await until(`the permission ${hostAccess}`, async () => (await has()) === wanted);
}
