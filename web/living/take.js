/* take.js - how does a reader take the answer away, and check the author's? */
function tools() {
  const said = make("p", { class: "author", role: "status", id: "argue-said" });
  const button = (text, action) => make("button", { type: "button", class: "tool", text, onclick: action });
  const link = button(say("Copy a link to these assumptions"), async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = say("Copied. Whoever opens it in this file sees your assumptions.");
    } catch {
      said.textContent = say("The address of this page now holds your assumptions: copy it from there.");
    }
  });
  const save = (kind, type) => async () => {
    said.textContent = say("Counting all draws …");
    try {
      const out = await wholeAnswer(kind === "zip");
      const url = URL.createObjectURL(new Blob([out[kind]], { type }));
      make("a", { href: url, download: author.id + (isBase() ? "" : "-changed") + "." + kind }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
      said.textContent = "";
    } catch (out) {
      said.textContent = say("That did not work: {reason}", { reason: out.error || out });
    }
  };
  return make("div", { class: "tools" },
    make("details", {}, make("summary", { text: say("The same on the command line") }),
      make("pre", { tabindex: "0", "aria-label": say("Command") }, make("code", { id: "argue-command", text: command() }))),
    make("p", {}, link, button(say("Answer as JSON"), save("json", "application/json")), button(say("as CSV"), save("csv", "text/csv")),
      button(say("Everything as a ZIP"), save("zip", "application/zip")),
      button(say("Re-compute the author’s number"), verify)), said,
    make("p", { id: "verified", class: "author", role: "status" }));
}

const command = () => author.command + ordered().map(([path, text]) => " --set '" + path + "=" +
  text.replace(/'/g, "'\\''") + "'").join("");

/* Whoever has all results writes the answer at once. */
async function wholeAnswer(zip) {
  if (latest && latest.version === version && latest.csv && (!zip || latest.zip)) return latest;
  const wanted = version, job = { kind: "full", version, changes: ordered(), parts: [], zip };
  const known = latest && latest.version === version ? latest.known : undefined;
  const out = await (known ? pool[pool.length - 1].ask({ ...job, known }) : apart(job));
  if (wanted === version) latest = { ...latest, ...out, version };
  return out;
}

/* The author's draws and seed once more, here: the same text, and so every number to its last bit? */
async function verify() {
  const said = $("verified");
  said.className = "author";
  said.textContent = say("Counting {draws} draws …", { draws: thousands(author.draws) });
  try {
    const start = performance.now();
    const out = await apart({ kind: "full", version: 0, changes: [], parts: [] }, authorsWords.bytes);
    const numbers = (out.json.match(/-?\d[\d.e+-]*(?=[,\n}\]])/g) || []).length;
    const same = out.sha256 === author.json_sha256;
    said.className = same ? "author same" : "author differs";
    said.textContent = same
      ? say("✓ Identical to the last bit: {numbers} numbers, {bytes} bytes, SHA-256 {hash}…, counted here in {seconds} s.",
        { numbers: thousands(numbers), bytes: thousands(author.json_size), hash: out.sha256.slice(0, 16),
          seconds: ((performance.now() - start) / 1000).toFixed(1) })
      : say("✗ Not the same: the author’s answer has SHA-256 {theirs}, this page computed {ours}.",
        { theirs: author.json_sha256, ours: out.sha256 });
  } catch (out) {
    said.textContent = say("That did not work: {reason}", { reason: out.error || out });
  }
}
