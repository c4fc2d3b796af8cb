/* area.js - a text area for scenarios: line numbers, colour, marked lines, and a Tab key that indents.
 *
 * A plain <textarea> holds the text, so undo, input methods and screen readers work as everywhere; it lies under a copy
 * of its lines that is only drawn.  Both have the size of the text and one box around them scrolls, so nothing has to be kept
 * in step.  Tab indents; Escape and then Tab leaves, for those who have no mouse. */

/* The pieces of one line: [class, text].  `inside` is true in a folded or literal block, where nothing is a key. */
function lineParts(line, inside) {
  if (/^\s*#/.test(line)) return [["c", line]];
  if (inside) return [["", line]];
  const key = /^(\s*(?:- +)*)(\x22[^\x22]*\x22|[^\s\x22\x27#\-:{[][^:#]*?)(:)(?=\s|$)/.exec(line);
  const rest = key ? line.slice(key[0].length) : line, parts = key ? [["", key[1]], ["k", key[2]], ["", key[3]]] : [];
  const comment = /\s#/.exec(rest.replace(/\x22[^\x22]*\x22|\x27[^\x27]*\x27/g, (quoted) => "x".repeat(quoted.length)));
  if (comment) parts.push(["", rest.slice(0, comment.index)], ["c", rest.slice(comment.index)]);
  else parts.push(["", rest]);
  return parts;
}

/* Which lines stand in a block scalar (key: >- or |): those after it that are indented deeper. */
function insideBlocks(lines) {
  let depth = -1;
  return lines.map((line) => {
    if (!line.trim()) return depth >= 0;
    const indent = line.search(/\S/);
    if (depth >= 0 && indent > depth) return true;
    depth = /[:-]\s+[>|][+-]?\d?\s*$/.test(line) ? indent : -1;
    return false;
  });
}

function textArea(text, label, changed) {
  const area = make("textarea", { id: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off",
    "aria-label": label, "aria-describedby": "tab-help" });
  const paint = make("div", { class: "paint", "aria-hidden": "true" });
  const gutter = make("div", { class: "gutter", "aria-hidden": "true" });
  const node = make("div", { class: "area" }, make("div", { class: "sheet" }, gutter, area, paint));
  let keys = [], marks = new Map(), leaveNext = false;
  area.value = text;

  const drawLine = (line, inside) => make("div", {}, ...lineParts(line, inside).map(([kind, piece]) =>
    kind ? make("span", { class: kind, text: piece }) : piece));
  const draw = () => {
    const lines = area.value.split("\n"), inside = insideBlocks(lines);
    const now = lines.map((line, i) => (inside[i] ? "1" : "0") + line);
    let first = 0, last = 0;
    while (first < now.length && first < keys.length && now[first] === keys[first]) first++;
    while (last < now.length - first && last < keys.length - first && now.at(-1 - last) === keys.at(-1 - last)) last++;
    for (let i = keys.length - last - 1; i >= first; i--) paint.children[i].remove();
    const fresh = lines.slice(first, lines.length - last).map((line, i) => drawLine(line, inside[first + i]));
    if (first === 0) paint.prepend(...fresh);
    else paint.children[first - 1].after(...fresh);
    if (now.length !== keys.length) gutter.textContent = lines.map((_, i) => i + 1).join("\n");
    keys = now;
    mark([...marks.values()]);
  };

  /* Problems by line; a line that is gone carries its mark no more. */
  function mark(problems) {
    for (const line of marks.keys()) paint.children[line - 1]?.classList.remove("bad");
    marks = new Map(problems.filter((p) => p.line > 0).map((p) => [p.line, p]));
    for (const line of marks.keys()) paint.children[line - 1]?.classList.add("bad");
    for (const flag of gutter.querySelectorAll("b")) flag.remove();
    for (const line of marks.keys()) {
      const flag = make("b", { text: line });
      flag.style.setProperty("--line", line);
      gutter.append(flag);
    }
  }

  /* The place of a problem: its line in the middle, the caret at its column, the word there selected. */
  function show({ line, column = 1 }) {
    const lines = area.value.split("\n"), at = Math.min(line, lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, l) => sum + l.length + 1, 0);
    const skip = [...lines[at]].slice(0, column - 1).join("").length;
    const length = /^[^\s:,}\]]*/.exec(lines[at].slice(skip))[0].length;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start + skip, start + skip + length);
    const row = paint.children[at];
    node.scrollTo({ top: row.offsetTop - node.clientHeight / 2 + row.offsetHeight,
      left: Math.max(0, (skip - 40) * 8) });
    node.scrollIntoView({ block: "nearest" });
  }

  /* Through the browser's own editing, so that undo takes it back. */
  function replace(from, to, written, selectFrom, selectTo) {
    area.setSelectionRange(from, to);
    if (!(written ? document.execCommand("insertText", false, written) : document.execCommand("delete")))
      area.setRangeText(written, from, to, "end");
    area.setSelectionRange(selectFrom, selectTo);
  }
  function indent(out) {
    const { value, selectionStart: a, selectionEnd: b } = area;
    const start = value.lastIndexOf("\n", a - 1) + 1;
    if (a === b && !out) return replace(a, b, " ".repeat(2 - ((a - start) % 2)), a + 2 - ((a - start) % 2), a + 2 - ((a - start) % 2));
    const end = b > a && value[b - 1] === "\n" ? b - 1 : b;
    const old = value.slice(start, end), now = old.replace(/^.*$/gm, (line) =>
      out ? line.replace(/^ {1,2}/, "") : line && "  " + line);
    if (now === old) return undefined;
    const first = Math.max(start, a + (out ? -Math.min(2, /^ */.exec(old)[0].length) : 2));
    return replace(start, end, now, a === b ? first : start, a === b ? first : start + now.length);
  }

  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const leaving = leaveNext;
    leaveNext = event.key === "Escape" || (leaveNext && event.key === "Shift");
    if (event.key === "Tab" && !leaving) {
      event.preventDefault();
      indent(event.shiftKey);
    } else if (event.key === "Enter" && !event.shiftKey) {
      const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
      const deep = /^ */.exec(area.value.slice(start, area.selectionStart))[0];
      if (!deep) return;
      event.preventDefault();
      const to = area.selectionStart + 1 + deep.length;
      replace(area.selectionStart, area.selectionEnd, "\n" + deep, to, to);
    }
  });
  area.addEventListener("input", () => {
    draw();
    changed(area.value);
  });
  draw();
  return { node, area, mark, show, set: (value) => {
    area.value = value;
    draw();
    changed(value);
  } };
}
