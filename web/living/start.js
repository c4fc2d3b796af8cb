/* start.js - how does the page come to life? */
async function start() {
  findHoles();
  const head = document.querySelector(".headline");
  head.setAttribute("role", "status");
  head.setAttribute("aria-live", "polite");
  module = await WebAssembly.compile(await unpack("living-engine", "gzip"));
  snapshot = new Uint8Array(await unpack("living-snapshot", "deflate-raw"));
  pool.push(hire(true));
  const { inputs } = await pool[0].ready.catch(() => {
    pool[0] = hire(true, true);
    return pool[0].ready;
  });
  baseInputs = inputs.inputs;
  byPath = new Map(baseInputs.map((input) => [input.path, input]));
  clubs = inputs.clubs;
  terms = inputs.terms;
  views = inputs.views;
  const more = kinds === "workers" ? Math.min(3, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)) : 0;
  for (let i = 0; i < more; i++) pool.push(hire(false));
  lookDraws = room();
  const asked = readHash();
  buildSection();
  buildBar();
  document.addEventListener("click", keepHash);
  addEventListener("hashchange", () => { if (readHash()) request(); });
  state(authorsLine());
  if (asked) request();
  else setTimeout(warm, REST);
  performance.mark("entente:ready");
  document.body.dataset.living = kinds;
}

start().catch((error) => {
  /* The page keeps the author's answer, as it does without any script. */
  document.body.dataset.living = "off: " + (error.message || error.error || error);
});
