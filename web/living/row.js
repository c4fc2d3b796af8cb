/* row.js - one assumption: its slider, its notation, its source and the author's value. */
const nearest = (place) => 5 * Math.round(place / 5); /* the slider's steps */

function addRow(input, prefix) {
  input.label ||= input.path;
  const id = prefix + input.path.replace(/[^A-Za-z0-9]/g, "-");
  const way = track(input), home = nearest(way.place(input.p50)), mine = changes.get(input.path);
  const box = make("input", { type: "text", id: id + "-t", value: mine ?? input.text, spellcheck: "false",
    autocomplete: "off", "aria-label": say("{label}, as text", { label: input.label }), "aria-describedby": id + "-e" });
  const slider = make("input", { type: "range", id, min: 0, max: 1000, step: 5, value: home,
    "aria-describedby": id + "-a" });
  const reset = make("button", { type: "button", class: "reset", hidden: true, text: say("reset"),
    "aria-label": say("reset: {label}", { label: input.label }) });
  const error = make("p", { class: "wrong", id: id + "-e", role: "alert", hidden: true });
  const rail = make("div", { class: "rail" }, slider);
  const [a, b] = [way.place(input.p5) / 1000, way.place(input.p95) / 1000];
  rail.style.setProperty("--a", a);
  rail.style.setProperty("--b", Math.max(b, a + 0.006));
  rail.style.setProperty("--m", way.place(input.p50) / 1000);
  const note = make("p", { class: "author", id: id + "-a" },
    make("span", { text: say("Author: {value}", { value: input.shown }) }));
  if (input.source) note.append(make("small", { text: input.source, title: input.source }));
  const node = make("div", { class: "assumption" }, make("label", { for: id, text: input.label }), box, rail, note, reset,
    error);
  const row = { input, node, box, slider, reset, error, way };
  slider.addEventListener("input", () => {
    const text = Number(slider.value) === home ? input.text : notation(input, way.value(Number(slider.value)));
    setChange(input.path, text, input.text);
  });
  const typed = () => {
    const text = box.value.trim();
    if (text !== (changes.get(input.path) ?? input.text)) setChange(input.path, text || input.text, input.text);
  };
  box.addEventListener("change", typed);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") typed();
    if (event.key !== "Escape") return;
    box.value = input.text;
    setChange(input.path, input.text, input.text);
  });
  reset.addEventListener("click", () => {
    setChange(input.path, input.text, input.text);
    slider.focus();
  });
  if (!rows.has(input.path)) rows.set(input.path, []);
  rows.get(input.path).push(row);
  show(row);
  return node;
}

/* A row as the reader's assumptions stand; `now` is the input as the engine reads it. */
function show(row, now) {
  const path = row.input.path, mine = changes.get(path), problem = wrong.get(path);
  const text = problem?.text ?? mine ?? row.input.text;
  if (document.activeElement !== row.box) row.box.value = text;
  row.node.classList.toggle("changed", mine !== undefined || problem !== undefined);
  row.reset.hidden = mine === undefined && problem === undefined;
  row.error.hidden = !problem;
  row.error.textContent = problem ? problem.message : "";
  row.box.setAttribute("aria-invalid", problem ? "true" : "false");
  if (mine === undefined && !problem) row.slider.value = nearest(row.way.place(row.input.p50));
  else if (now && document.activeElement !== row.slider) row.slider.value = nearest(row.way.place(now.p50));
  row.slider.setAttribute("aria-valuetext", now && mine !== undefined ? now.shown + " (" + text + ")" : text);
}

function showRows(inputs) {
  const now = new Map((inputs || []).map((input) => [input.path, input]));
  for (const [path, list] of rows) for (const row of list) show(row, now.get(path));
}
