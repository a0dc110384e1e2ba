// The columns of one data set, and what each is made from; what nobody has told is said to be unknown.
const Columns = (() => {
  function table({ chosen, column }) {
    const { schema } = chosen.told, names = [...new Set([...Object.keys(schema ?? {}), ...chosen.made.map((one) => one.column)])];
    if (!names.length) return Dom.h("p", { class: "muted" }, "Its columns are unknown: nobody has told them.");
    return Dom.h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Columns" },
      Dom.h("table", {},
        Dom.h("caption", {}, "What each column is made from"),
        Dom.h("thead", {}, Dom.h("tr", {}, ["Column", "Type", "Made from"].map((title) => Dom.h("th", { scope: "col" }, title)))),
        Dom.h("tbody", {}, names.map((name) => Dom.h("tr", { "aria-selected": name === column ? "true" : null }, Dom.h("th", { scope: "row" }, name), Dom.h("td", {}, schema?.[name] || "unknown"), Dom.h("td", {}, made(chosen, name)))))));
  }

  function made(node, name) {
    const ways = node.made.filter(({ column }) => column === name);
    if (!ways.length) return Dom.h("span", { class: "muted" }, node.ins.length ? "unknown" : "unknown: no job is known that makes it");
    return Dom.h("ul", {}, ways.flatMap(({ job, sources }) => (sources.length ? sources : [null]).map((source) => Dom.h("li", {}, source ? link(source) : "no column", Dom.h("span", { class: "muted" }, ` by ${job.name}`)))));
  }

  const link = ({ node, column }) => Dom.h("button", { class: "link", "data-choose": node.id, "data-column": column }, `${node.name} · ${column}`);

  return { table };
})();
