/**
 * A small client of the DevTools protocol over Chromium's pipe.
 * Playwright's own pages are not used: they emulate focus, take over dialogs and do not list an extension's popup, but these
 * tests need the browser exactly as a person has it.
 */

import { setTimeout as pause } from "node:timers/promises";
import { until } from "./wait.js";

/** @typedef {Record<string, any>} Fields */
/** @typedef {{method: string, params: Fields, sessionId?: string}} CdpEvent */
/** @typedef {{targetId: string, type: string, url: string, title: string, attached: boolean, browserContextId?: string}} TargetInfo */

/** The connection to one browser. */
export class Connection {
  #next = 0;
  /** @type {Map<number, {resolve: (value: Fields) => void, reject: (why: Error) => void, sessionId?: string}>} */
  #open = new Map();
  /** @type {Set<(event: CdpEvent) => void>} */
  #listeners = new Set();
  #closed = false;
  #to;

  /**
   * @param {import("node:stream").Writable} to
   * @param {import("node:stream").Readable} from
   */
  constructor(to, from) {
    this.#to = to;
    /** @type {Buffer[]} */
    let rest = [];
    from.on("data", (/** @type {Buffer} */ chunk) => {
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0)) {
        rest.push(chunk.subarray(0, end));
        this.#take(JSON.parse(Buffer.concat(rest).toString("utf8")));
        rest = [];
        chunk = chunk.subarray(end + 1);
      }
      rest.push(chunk);
    });
    const close = () => this.#close();
    from.on("close", close).on("error", close);
    to.on("error", close);
  }

  /** @param {Fields} message */
  #take(message) {
    const waiting = this.#open.get(message.id);
    if (waiting) {
      this.#open.delete(message.id);
      if (message.error) waiting.reject(new Error(message.error.message));
      else waiting.resolve(message.result);
    } else if (message.method) {
      // The browser never answers a command to a target that was closed meanwhile.
      if (message.method === "Target.detachedFromTarget") this.#end(message.params.sessionId);
      for (const listener of [...this.#listeners]) listener(/** @type {CdpEvent} */ (message));
    }
  }

  /** @param {string} sessionId of a target that was closed */
  #end(sessionId) {
    for (const [id, { reject, ...command }] of this.#open) {
      if (command.sessionId !== sessionId) continue;
      this.#open.delete(id);
      reject(new Error("the target has gone"));
    }
  }

  #close() {
    this.#closed = true;
    for (const { reject } of this.#open.values()) reject(new Error("the browser has gone"));
    this.#open.clear();
  }

  /**
   * Sends a command; without a session it goes to the browser.
   * @param {string} method
   * @param {Fields} [params]
   * @param {string} [sessionId]
   * @returns {Promise<Fields>}
   */
  send(method, params = {}, sessionId) {
    if (this.#closed) return Promise.reject(new Error("the browser has gone"));
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#open.set(id, {
        resolve,
        reject: (why) => reject(new Error(`${method}: ${why.message}`)),
        ...(sessionId ? { sessionId } : {}),
      });
      this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /**
   * Calls `listener` for every event; the returned function removes it.
   * @param {(event: CdpEvent) => void} listener
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Waits for an event that `wanted` accepts.
   * @param {(event: CdpEvent) => boolean} wanted
   * @param {number} limit milliseconds
   * @param {string} what text for the error message
   * @returns {Promise<CdpEvent>}
   */
  waitFor(wanted, limit, what) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => end(() => reject(new Error(`no ${what} within ${limit} ms`))),
        limit,
      );
      const stop = this.listen((event) => {
        if (wanted(event)) end(() => resolve(event));
      });
      /** @param {() => void} settle */
      function end(settle) {
        clearTimeout(timer);
        stop();
        settle();
      }
    });
  }

  /** @returns {Promise<TargetInfo[]>} all pages, workers and popups */
  async targets() {
    const { targetInfos } = await this.send("Target.getTargets", { filter: [{}] });
    return targetInfos;
  }

  /**
   * @param {string} targetId
   * @returns {Promise<Session>}
   */
  async attach(targetId) {
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    return new Session(this, sessionId, targetId);
  }
}

/** A page, popup or worker that we are attached to. */
export class Session {
  /**
   * @param {Connection} connection
   * @param {string} id
   * @param {string} targetId
   */
  constructor(connection, id, targetId) {
    this.connection = connection;
    this.id = id;
    this.targetId = targetId;
  }

  /**
   * @param {string} method
   * @param {Fields} [params]
   */
  send(method, params) {
    return this.connection.send(method, params, this.id);
  }

  /**
   * Runs a function in the page or worker and returns its (awaited) value.
   * @template T
   * @template {unknown[]} A
   * @param {(...args: A) => T | Promise<T>} run must use nothing from outside but its arguments
   * @param {A} args
   * @returns {Promise<T>}
   */
  evaluate(run, ...args) {
    return this.#evaluate({}, run, args);
  }

  /**
   * The same in one of the page's execution contexts, such as that of a content script.
   * @template T
   * @template {unknown[]} A
   * @param {number} contextId
   * @param {(...args: A) => T | Promise<T>} run
   * @param {A} args
   * @returns {Promise<T>}
   */
  evaluateIn(contextId, run, ...args) {
    return this.#evaluate({ contextId }, run, args);
  }

  /**
   * @param {Fields} where
   * @param {Function} run
   * @param {unknown[]} args
   */
  async #evaluate(where, run, args) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      ...where,
      expression: `(${run})(...${JSON.stringify(args)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  /**
   * The execution contexts of the page: its own and those of content scripts.
   * @returns {Promise<{id: number, origin: string, name: string}[]>}
   */
  async contexts() {
    /** @type {any[]} */
    const found = [];
    const stop = this.connection.listen(({ sessionId, method, params }) => {
      if (sessionId !== this.id) return;
      if (method === "Runtime.executionContextCreated") found.push(params["context"]);
    });
    await this.send("Runtime.enable");
    await this.send("Runtime.disable");
    stop();
    return found;
  }

  /**
   * Clicks an element with real mouse events; clicks again if the page moved it meanwhile.
   * @param {string} selector
   */
  async click(selector) {
    await this.#watchClicks(selector);
    for (let once = 0; once < 3; once += 1) {
      await this.#press(selector);
      if (await this.#wasClicked()) return;
    }
  }

  /**
   * Notes when the element, or what replaces it, is clicked.
   * @param {string} selector
   */
  async #watchClicks(selector) {
    await this.evaluate((wanted) => {
      const seen = Object.assign(globalThis, { clicked: false });
      const note = (/** @type {Event} */ event) => {
        const { target } = event;
        if (target instanceof Element && target.closest(wanted)) seen.clicked = true;
      };
      addEventListener("click", note, { capture: true });
    }, selector);
  }

  /** Whether the click has arrived. A page that is closed or blocked by a dialog counts as clicked. */
  async #wasClicked() {
    const asked = this.evaluate(() => /** @type {{clicked?: boolean}} */ (globalThis).clicked);
    const patience = pause(1_000, undefined, { ref: false });
    return (await Promise.race([asked.catch(() => undefined), patience])) !== false;
  }

  /**
   * Presses the mouse on an element once it no longer moves: late drawing moves what is below.
   * @param {string} selector
   */
  async #press(selector) {
    const place = await until(`a visible ${selector} that stands still`, () =>
      this.evaluate(async (wanted) => {
        const element = document.querySelector(wanted);
        element?.scrollIntoView({ block: "center" });
        const before = element?.getBoundingClientRect();
        await new Promise((resolve) => void setTimeout(resolve, 40));
        const box = element?.getBoundingClientRect();
        const still = box && before && box.width > 0 && box.x === before.x && box.y === before.y;
        return still ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      }, selector),
    );
    for (const type of ["mousePressed", "mouseReleased"]) {
      const press = { type, ...place, button: "left", clickCount: 1 };
      await this.send("Input.dispatchMouseEvent", press);
    }
  }

  /** Detaches from the target without closing it. */
  async detach() {
    await this.connection
      .send("Target.detachFromTarget", { sessionId: this.id })
      .catch(() => undefined);
  }
}
