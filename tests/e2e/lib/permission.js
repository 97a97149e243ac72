/** Answers Chrome's own dialog about an optional permission as a person does, and sets the extension's site access. */
import { setTimeout as pause } from "node:timers/promises";
import { chooserOpens } from "./chooser.js";
import { until } from "./wait.js";

/**
 * Chrome's dialog has the focus on "no" and dims the page as the certificate chooser does. Waits until the permission is granted.
 * @param {import("./pc.js").Pc} pc
 * @param {string} permission
 * @param {Promise<unknown> | undefined} click opens the dialog; the browser may never report that it is over
 */
export async function answerYes(pc, permission, click) {
  click?.catch(() => undefined);
  await chooserOpens(pc.display);
  // In its first moments the dialog ignores keys, so the keys are pressed slowly.
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
 * Allows the extension in incognito windows (「シークレット モードでの実行を許可する」), which restarts the extension.
 * @param {import("./pc.js").Pc} pc
 */
export async function allowIncognito(pc) {
  const before = (await pc.extension.worker())?.targetId;
  await changeExtension(pc, { incognitoAccess: true });
  // A worker that is ending gives no answer.
  await until("the new worker", async () => {
    const worker = await pc.extension.worker();
    return worker !== undefined && worker.targetId !== before;
  });
  await until("the permission for incognito windows", () =>
    pc.extension.inWorker(() => chrome.extension.isAllowedIncognitoAccess()),
  );
}

/**
 * Sets the access to the karte's address, as a person does in the extension's menu.
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
