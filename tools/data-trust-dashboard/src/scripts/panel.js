// The frame around what a band shows: a title, what it is about, tools, and content.
const Panel = (() => {
  /** `chart`: the id of the chart that can be saved; `table`: the key of the rows that can. */
  function panel({ key, title, about, tools = [], chart = null }, ...content) {
    return Dom.h("figure", { class: "panel", "data-key": key, id: id(key) },
      Dom.h("div", { class: "panel-head" },
        Dom.h("figcaption", {}, Dom.h("h3", {}, title), about ? Dom.h("p", { class: "muted" }, about) : null),
        Dom.h("div", { class: "panel-tools" }, tools, chart ? Dom.h("button", { class: "tool", "data-picture": chart, "data-title": [title, about].filter(Boolean).join(" · "), "aria-label": `Save “${title}” as PNG` }, "PNG") : null)),
      content);
  }

  /** Where a link leads to the panel of `key`. */
  const id = (key) => `panel-${key.replace(/\W+/g, "-")}`;

  /** A choice between several things, kept under `key` while the page is open. */
  function choice(ui, key, label, options) {
    const chosen = ui.chosen.get(key) ?? options[0]?.value;
    return Dom.h("select", { "data-choose": key, "data-key": key, "aria-label": label }, options.map(({ value, text }) => Dom.h("option", { value, selected: value === chosen }, text)));
  }

  /** "show all 40" where only some are shown. */
  function more(ui, key, all, shown) {
    if (all <= shown && !ui.open.has(key)) return null;
    return Dom.h("button", { class: "link muted", "data-flip": key, "data-key": `flip ${key}` }, ui.open.has(key) ? "Show fewer" : `Show all ${all}`);
  }

  /** The keys to a chart's marks. */
  const legend = (items) => Dom.h("ul", { class: "legend" }, items.filter(Boolean).map(([mark, ...text]) => Dom.h("li", {}, Dom.h("span", { class: `key ${mark}`, "aria-hidden": "true" }), Dom.h("span", {}, text))));

  /** Panels in two columns, each where there is room first; `heights` are those of their charts. */
  function columns(panels, heights) {
    if (panels.length === 1) return Dom.h("div", { class: "panels" }, panels);
    const sides = [{ height: 0, panels: [] }, { height: 0, panels: [] }];
    panels.forEach((panel, index) => {
      const side = sides[0].height <= sides[1].height ? sides[0] : sides[1];
      side.panels.push(panel);
      side.height += heights[index] + 200; // what is around a chart
    });
    return Dom.h("div", { class: "panels two" }, sides.map(({ panels: some }) => Dom.h("div", { class: "panels" }, some)));
  }

  return { panel, id, choice, more, legend, columns };
})();
