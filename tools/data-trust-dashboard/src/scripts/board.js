// What is unmet, the worst first: how bad, since when, who minds it, and why. What is not known follows; met ones fold.
const Board = (() => {
  const MOST = 6;

  function board(context) {
    const { objectives, ui } = context;
    const open = objectives.filter(({ state }) => state !== "met"), met = objectives.filter(({ state }) => state === "met");
    const shown = ui.open.has("board") ? open : open.slice(0, MOST);
    return Dom.h("section", { "aria-label": "Objectives" },
      objectives.length && !open.length ? Dom.h("p", { class: "muted" }, "Nothing is unmet, and nothing is unknown.") : null,
      shown.length ? Dom.h("ul", { class: "board" }, shown.map((one) => row(one, context)), open.length > MOST ? Dom.h("li", { class: "more" }, Panel.more(ui, "board", open.length, MOST)) : null) : null,
      met.length ? Table.folded(ui, "met", `${Numbers.counted(met.length, "objective")} met`, () => Dom.h("ul", { class: "board" }, met.map((one) => row(one, context)))) : null);
  }

  function row(one, context) {
    const { ui, now } = context;
    return Dom.h("li", { class: `objective ${one.state === "unknown" ? "unknown-row" : ""}`, "data-key": one.key },
      Dom.h("div", {}, Dom.h("p", { class: "title" }, States.sign(one.state), one.title), Dom.h("p", { class: "about" }, Objectives.about(one))),
      Dom.h("div", { class: "figures-box" }, Marks.bullet(one), Dom.h("p", { class: "figures" }, one.value === null ? Dom.h("b", {}, "not known") : Dom.h("span", {}, Dom.h("b", {}, Numbers.exact(one.value)), ends(one)), Dom.h("span", {}, Objectives.limit(one))),
        one.state === "insufficient" ? Dom.h("p", { class: "chip insufficient" }, States.ALL[one.state].word) : null),
      Dom.h("div", { class: "people muted" }, Dom.h("p", {}, one.since === null ? "has not run yet" : ["since ", ...Moments.both(one.since, now)]), Dom.h("p", {}, one.owner || "nobody is named")),
      Dom.h("div", { class: "actions" },
        Dom.h("button", { class: "link", "data-flip": one.key, "data-key": `why ${one.key}`, "aria-expanded": String(ui.open.has(one.key)), "aria-label": `Why: ${one.title}` }, "why"),
        Evidence.link(one.runbook, "runbook")),
      ui.open.has(one.key) ? Evidence.of(one, context) : null);
  }

  /** " (0.12 to 0.24)", where it is known how sure the value is. */
  const ends = ({ interval }) => {
    if (!interval) return null;
    const [lower, upper] = [interval.lower, interval.upper].map((end) => Numbers.within(end, interval.lower, interval.upper));
    return ` (${lower} to ${upper})`;
  };

  return { board };
})();
