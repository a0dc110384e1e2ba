// The name of the page, how it is connected, and what the reader may choose.
const Masthead = (() => {
  const WORDS = { sample: "Sample data", connecting: "Connecting …", live: "Live", polling: "Polling", lost: "Disconnected" };
  const SIGNS = { live: "met", polling: "met", lost: "unmet", sample: "unknown", connecting: "unknown" };

  /** "● Live · data as of 14:02 (3 min ago)" */
  function link({ connection, standing, now }) {
    const newest = Math.max(0, ...standing.map(({ valuesAt }) => valuesAt ?? 0));
    return Dom.h("p", { class: "link-state", role: "status" },
      Dom.h("span", {}, States.sign(SIGNS[connection.link], ""), WORDS[connection.link]),
      newest ? Dom.h("span", {}, "· data as of ", ...Moments.both(newest, now)) : null);
  }

  function masthead(context) {
    const { choices, reading, segments } = context;
    const several = (name) => {
      const known = Scope.choices(reading, name);
      return known.length > 1 ? known : [];
    };
    return Dom.h("header", { class: "masthead" },
      Dom.h("div", {}, Dom.h("p", { class: "product" }, "DTE Trust Dashboard"), link(context)),
      Dom.h("form", { class: "controls", "aria-label": "What to show" },
        Dom.h("div", { class: "range", role: "radiogroup", "aria-label": "Time range" }, Object.keys(Address.RANGES).map((range) =>
          Dom.h("label", {}, Dom.h("input", { type: "radio", name: "range", value: range, checked: range === choices.range, "data-key": `range ${range}` }), range.replace(/(\d+)/, "$1 ")))),
        filter("dataset", "All data sets", choices, several("dataset")), filter("model", "All models", choices, several("model")),
        filter("segment", "All rows", choices, segments)));
  }

  function filter(name, all, choices, known) {
    if (!known.length && !choices[name]) return null;
    const options = [...new Set([...known, choices[name]].filter(Boolean))];
    return Dom.h("select", { name, "aria-label": all, "data-key": `filter ${name}` }, Dom.h("option", { value: "", selected: !choices[name] }, all), options.map((one) => Dom.h("option", { value: one, selected: one === choices[name] }, one)));
  }

  return { masthead, link };
})();
