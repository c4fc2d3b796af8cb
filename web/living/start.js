/* start.js - how does the page come to life? */
async function start() {
  unfoldPictures();
  findHoles();
  const head = document.querySelector(".headline");
  head.setAttribute("role", "status");
  head.setAttribute("aria-live", "polite");
  module = await WebAssembly.compile(carried.engine);
  snapshot = carried.snapshot;
  authorsWords = readWords(author.language);
  takeWords(authorsWords);
  findTexts();
  languageSwitch();
  pool.push(hire(true));
  const { inputs } = await pool[0].ready.catch(() => {
    pool[0] = hire(true, true);
    return pool[0].ready;
  });
  takeInputs(inputs);
  hireAll();
  lookDraws = room();
  const asked = readHash(), language = hashLanguage();
  buildSection();
  buildBar();
  document.addEventListener("click", keepHash);
  addEventListener("hashchange", () => {
    const wish = hashLanguage();
    if (readHash()) request();
    if (wish) speak(wish);
  });
  sayTexts();
  state(authorsLine());
  if (language && language !== author.language) await speak(language);
  else if (asked) request();
  else setTimeout(warm, REST);
  performance.mark("entente:ready");
  document.body.dataset.living = kinds;
}

start().catch((error) => {
  /* The page keeps the author's answer, as it does without any script. */
  document.body.dataset.living = "off: " + (error.message || error.error || error);
});
