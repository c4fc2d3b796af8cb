/* rules.js - the rule of a club, as a menu. */
function ruleMenu(club) {
  const n = club.members, options = [[club.rule, say("as written: {rule}", { rule: club.rule })]];
  const third = Math.ceil((2 * n) / 3), most = Math.floor(n / 2) + 1;
  const more = [["consensus", say("consensus: all {n}", { n })],
    ["count >= " + (n - 1), say("all but one: {k} of {n}", { k: n - 1, n })],
    ["count >= " + third, say("two thirds: {k} of {n}", { k: third, n })],
    ["count >= " + most, say("majority: {k} of {n}", { k: most, n })]];
  for (const [rule, words] of more)
    if (!options.some(([known]) => known === rule) && !(rule === "consensus" && club.rule === "unanimity"))
      options.push([rule, words]);
  const mine = changes.get(club.path);
  if (mine !== undefined && !options.some(([rule]) => rule === mine)) options.push([mine, mine]);
  const menu = make("select", { id: "rule-" + club.path.replace(/[^A-Za-z0-9]/g, "-") },
    ...options.map(([rule, words]) => make("option", { value: rule, text: words })));
  menu.value = mine ?? club.rule;
  menu.addEventListener("change", () => setChange(club.path, menu.value, club.rule));
  const error = make("p", { class: "wrong", role: "alert", hidden: true });
  const node = make("div", { class: "rule" },
    make("label", { for: menu.id, text: club.name.startsWith("the ") ? say("How {club} decides", { club: club.name })
      : say("How {club} decide", { club: club.name }) }),
    menu, error);
  club.show = () => {
    const problem = wrong.get(club.path);
    menu.value = changes.get(club.path) ?? club.rule;
    node.classList.toggle("changed", changes.has(club.path));
    error.hidden = !problem;
    error.textContent = problem ? problem.message : "";
  };
  return node;
}
