/* boot.js - how does the page unpack what it carries?
 *
 * The one script that the page's policy names.  Two blocks hold the pieces that their data-pieces list: the engine with its
 * catalogues and the rest of the script, and the snapshot with the pictures for telephones.  The module in living-boot turns
 * the bytes back (apps/press), each block in a worker of its own where there are workers.  The script then runs from
 * memory; it finds the pieces as globalThis.carried. */
(() => {
"use strict";
const block = (id) => document.getElementById(id);
const bytes = (id) => Uint8Array.from(atob(block(id).textContent), (c) => c.charCodeAt(0));
/* A worker gets the source text of this, so nothing outside of it is used. */
async function unpack(module, packed) {
  const e = (await WebAssembly.instantiate(module, {})).exports, view = new DataView(packed.buffer);
  const sizes = Array.from({ length: packed[0] }, (_, i) => view.getUint32(1 + 4 * i, true) & 0x7fffffff);
  const model = e.memory.buffer.byteLength, at = model + e.boot_model_size(), out = at + packed.length;
  e.memory.grow(Math.ceil((out + sizes.reduce((sum, one) => sum + one, 0) - model) / 65536));
  new Uint8Array(e.memory.buffer).set(packed, at);
  e.boot_unpack(at, packed.length, model, out);
  let next = out;
  return sizes.map((one) => new Uint8Array(e.memory.buffer.slice(next, next += one)));
}
const apart = (url, module, packed) => new Promise((done, fail) => {
  const worker = new Worker(url);
  worker.onmessage = ({ data }) => {
    worker.terminate();
    Array.isArray(data) ? done(data) : fail(data);
  };
  worker.onerror = fail;
  worker.postMessage([module, packed]);
});
async function start() {
  const stream = new Blob([bytes("living-boot")]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  const url = URL.createObjectURL(new Blob(["onmessage = ({ data }) => (" + unpack +
    ")(...data).then(postMessage, (error) => postMessage(String(error)));"], { type: "text/javascript" }));
  const pieces = await Promise.all(["living-engine", "living-snapshot"].map(async (id) => {
    const packed = bytes(id), names = block(id).dataset.pieces.split(" ");
    const out = await apart(url, module, packed).catch(() => unpack(module, packed));
    return names.map((name, i) => [name, out[i]]);
  }));
  URL.revokeObjectURL(url);
  globalThis.carried = Object.fromEntries(pieces.flat());
  const script = document.createElement("script");
  script.src = URL.createObjectURL(new Blob([carried.script], { type: "text/javascript" }));
  document.body.append(script);
}
/* The page keeps the author's answer, as it does without any script. */
start().catch((error) => { document.body.dataset.living = "off: " + (error.message || error); });
})();
