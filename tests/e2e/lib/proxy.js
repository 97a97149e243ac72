/** A forward proxy that sees every connection of a browser, lets those to the vendor's names through to the lab, and no others. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";

/** The vendor's names, also with a dot at the end. */
const VENDOR = /^([\w-]+\.)*medley\.life\.?$/;

/** What Chromium asks by itself, with no extension installed either, although its background networking is switched off. */
const CHROMIUMS_OWN = {
  "accounts.google.com": "which Google accounts the browser is signed in to",
  "clients2.google.com": "the time, and updates of extensions",
  "connectivitycheck.gstatic.com": "whether a hotspot wants a sign-in first, after an error of TLS",
  "content-autofill.googleapis.com":
    "what the fields of a form are, such as those of the sign-in page",
  "optimizationguide-pa.googleapis.com": "hints for pages of Chromium's own",
  "update.googleapis.com": "updates of parts of the browser",
};

/** The proxy. */
export class Proxy {
  /** Everything that was asked for since the last look, as `host:port`. @type {string[]} */
  #asked = [];
  /** @type {Set<import("node:stream").Duplex>} */
  #open = new Set();

  /** Bytes that were let through to the vendor's names. */
  bytes = 0;

  /** @param {{tls: number, http: number}} ports of the lab */
  constructor(ports) {
    this.ports = ports;
    this.server = createServer((asked, answer) => this.#forward(asked, answer));
    this.server.on("connect", (asked, near, head) => this.#tunnel(asked.url ?? "", near, head));
    this.server.on("connection", (socket) => this.#keep(socket));
  }

  /** @param {{tls: number, http: number}} ports of the lab */
  static async start(ports) {
    const proxy = new Proxy(ports);
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** Switches for a browser whose every request goes through here, those to its own machine included. */
  get args() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    return [`--proxy-server=127.0.0.1:${port}`, "--proxy-bypass-list=<-loopback>"];
  }

  /** What was asked for since the last time, each once and in order. */
  take() {
    const taken = [...new Set(this.#asked)].sort();
    this.#asked = [];
    return taken;
  }

  /** The same without what Chromium asks by itself. */
  takeOurs() {
    return this.take().filter((place) => !(place.replace(/:\d+$/, "") in CHROMIUMS_OWN));
  }

  /**
   * @param {import("node:http").IncomingMessage} asked
   * @param {import("node:http").ServerResponse} answer
   */
  #forward(asked, answer) {
    const { hostname, port, pathname, search } = new URL(asked.url ?? "", "http://none.invalid");
    this.#asked.push(`${hostname}:${port || 80}`);
    if (!VENDOR.test(hostname)) return void answer.writeHead(502).end();
    const { method, headers, rawHeaders } = asked;
    this.bytes += `${method} ${asked.url}${rawHeaders.join("")}`.length;
    asked.on("data", (piece) => (this.bytes += piece.length));
    const to = { host: "127.0.0.1", port: this.ports.http, path: pathname + search };
    const further = request({ ...to, method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    further.on("error", () => answer.destroy());
    asked.pipe(further);
    return undefined;
  }

  /**
   * What goes through a tunnel is encrypted; where it leads is not.
   * @param {string} place
   * @param {import("node:stream").Duplex} near
   * @param {Buffer} head
   */
  #tunnel(place, near, head) {
    this.#asked.push(place);
    if (!VENDOR.test(place.replace(/:\d+$/, ""))) {
      return void near.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    }
    const far = connect(this.ports.tls, "127.0.0.1", () => {
      near.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      far.write(head);
      this.bytes += head.length;
      near.on("data", (piece) => (this.bytes += piece.length));
      far.pipe(near).pipe(far);
    });
    this.#keep(far);
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    return undefined;
  }

  /** @param {import("node:stream").Duplex} socket */
  #keep(socket) {
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    // Whoever hangs up is seen by the other side.
    socket.on("error", () => undefined);
  }

  /** Ends it. */
  async stop() {
    for (const socket of this.#open) socket.destroy();
    this.server.close();
    await once(this.server, "close");
  }
}
