// The tables behind the charts: every number that is drawn can be read, copied and heard.
const Table = (() => {
  /** `columns`: {title, number}; `rows`: {cells, selected, more}; the first cell names the row, `more` is below it. */
  function table(caption, columns, rows) {
    return Dom.h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      Dom.h("table", {},
        Dom.h("caption", {}, caption),
        Dom.h("thead", {}, Dom.h("tr", {}, columns.map(({ title, number }) => Dom.h("th", { scope: "col", class: number ? "number" : null }, title)))),
        Dom.h("tbody", {}, rows.map((row) => line(columns, row)))));
  }

  function line(columns, { cells, selected = null, more = null }) {
    return [Dom.h("tr", { "aria-selected": selected === null ? null : String(selected) }, cells.map((content, index) =>
      index === 0 ? Dom.h("th", { scope: "row" }, content) : Dom.h("td", { class: columns[index].number ? "number" : null }, cell(content)))),
      more ? Dom.h("tr", { class: "more" }, Dom.h("td", { colspan: columns.length }, more)) : null];
  }

  const cell = (content) => (typeof content === "number" ? Numbers.exact(content) : content ?? "–");

  /** A table that is made only while it is open, so that closed ones cost nothing. */
  function folded(ui, key, summary, make) {
    const open = ui.open.has(key);
    return Dom.h("details", { open, "data-key": key, "data-toggle": key }, Dom.h("summary", {}, summary), open ? make() : null);
  }

  /** Every value of some metrics as a table: metric, labels, value. */
  function values(caption, metrics, reading) {
    const rows = metrics.flatMap((metric) => reading.samples(metric).map((sample) => ({
      cells: [
        Dom.h("span", { title: metric.help }, Dom.h("code", {}, metric.name)),
        Object.entries(sample.labels).filter(([, text]) => text).map(([name, text]) => `${name}: ${text}`).join(" · "),
        amount(sample.value, metric, reading.at),
      ],
    })));
    return table(caption, [{ title: "Metric" }, { title: "Of" }, { title: "Value", number: true }], rows);
  }

  function amount(value, metric, now) {
    if (metric.unit === "timestamp_seconds") return Dom.h("data", { value: String(value) }, Moments.at(value, now));
    return Numbers.exact(value);
  }

  return { table, folded, values };
})();
