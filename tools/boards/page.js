const PALETTE = ["#7f8fd6", "#5bc0be", "#d6a77f", "#b48ad6", "#8fd67f", "#d67f9c", "#c9c96b", "#7fb4d6"];
const main = document.querySelector("main");
document.querySelector("h1").textContent = BOARD.title;
document.querySelector("header p").textContent = BOARD.text;

const element = (name, text, kind) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};

const defaults = (panel) => panel.fieldConfig.defaults;
const number = (point) => Number(point[1]);

const worded = (value, unit) => {
  if (!Number.isFinite(value)) return "–";
  if (unit === "percentunit") return `${(value * 100).toFixed(1)}%`;
  if (unit === "s") return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
  if (unit === "bytes") return `${(value / 2 ** 20).toFixed(1)} MiB`;
  if (unit === "dateTimeFromNow") {
    const away = (value - Date.now()) / 1000, size = Math.abs(away);
    const [count, word] = size < 90 ? [size, "s"] : size < 5400 ? [size / 60, "min"] : size < 129600 ? [size / 3600, "h"] : [size / 86400, "d"];
    return away < 0 ? `${count.toFixed(0)} ${word} ago` : `in ${count.toFixed(0)} ${word}`;
  }
  return Number.isInteger(value) ? value.toLocaleString("en") : value.toPrecision(4);
};

const coloured = (panel, value) => {
  const steps = defaults(panel).thresholds.steps;
  return steps.filter((step) => step.value === null || value >= step.value).at(-1).color;
};

const phrase = (panel, value) => {
  const mapping = (defaults(panel).mappings || []).find((one) => one.options[String(value)]);
  return mapping ? mapping.options[String(value)].text : worded(value, defaults(panel).unit);
};

const stat = (panel, box) => {
  const last = panel.series.length ? number(panel.series[0].points.at(-1)) : NaN;
  const figure = element("div", Number.isNaN(last) ? defaults(panel).noValue || "none" : phrase(panel, last), "figure");
  figure.style.color = Number.isNaN(last) ? "#7b8291" : coloured(panel, last);
  box.append(figure);
};

const timeseries = (panel, box) => {
  const holder = element("div", undefined, "chart");
  const canvas = element("canvas");
  holder.append(canvas);
  box.append(holder);
  const { unit, min, max } = defaults(panel);
  const datasets = panel.series.map((series, index) => {
    const isLimit = series.name.startsWith("limit"), isEstimate = series.name.includes("estimated");
    const colour = isLimit ? "#ccccdc" : PALETTE[index % PALETTE.length];
    return { label: `${series.name}  ${worded(number(series.points.at(-1)), unit)}`, borderColor: colour, backgroundColor: colour,
      borderWidth: 1.5, pointRadius: 0, borderDash: isLimit ? [8, 6] : isEstimate ? [4, 4] : [],
      data: series.points.map((point) => ({ x: point[0] * 1000, y: number(point) })) };
  });
  new Chart(canvas, { type: "line", data: { datasets }, options: {
    animation: false, maintainAspectRatio: false, parsing: false,
    scales: { x: { type: "linear", ticks: { color: "#9ca3b4", maxTicksLimit: 6, callback: (at) => new Date(at).toISOString().slice(11, 16) }, grid: { color: "#23262d" } },
      y: { min, max, ticks: { color: "#9ca3b4", callback: (value) => worded(Number(value), unit) }, grid: { color: "#23262d" } } },
    plugins: { legend: { position: "bottom", align: "start", labels: { color: "#ccccdc", boxWidth: 12, boxHeight: 2 } } } } });
};

const lined = (panel, box, draw) => {
  const list = element("div", undefined, "scroll");
  for (const series of panel.series) {
    const line = element("div", undefined, "line");
    line.append(element("span", series.name), draw(series));
    list.append(line);
  }
  box.append(list);
};

const bargauge = (panel, box) => {
  const { unit, max } = defaults(panel);
  const top = max ?? Math.max(...panel.series.map((series) => number(series.points.at(-1))));
  lined(panel, box, (series) => {
    const value = number(series.points.at(-1)), holder = element("span");
    const bar = element("div", worded(value, unit), "bar");
    bar.style.width = `${(100 * value) / top}%`;
    holder.append(bar);
    return holder;
  });
};

const cells = (panel, box) => lined(panel, box, (series) => {
  const row = element("span", undefined, "cells");
  let former = null;
  const known = new Map(series.points.map((point) => [Math.round((point[0] - BOARD.start) / BOARD.step), number(point)]));
  for (let moment = 0; moment * BOARD.step <= BOARD.end - BOARD.start; moment += 1) {
    const value = known.get(moment), isKnown = value !== undefined;
    const word = isKnown && panel.type === "state-timeline" ? phrase(panel, value) : "";
    const cell = element("i", word === former ? "" : word);
    if (isKnown) cell.style.background = coloured(panel, value);
    row.append(cell);
    former = word;
  }
  return row;
});

const table = (panel, box) => {
  const organise = panel.transformations.find((one) => one.id === "organize").options;
  const place = organise.indexByName;
  const shown = Object.entries(organise.renameByName).sort(([one], [other]) => place[one] - place[other]);
  const rows = new Map();
  for (const series of panel.series) {
    const key = JSON.stringify(Object.entries(series.metric).filter(([name]) => name !== "state").sort());
    const row = rows.get(key) || rows.set(key, {}).get(key);
    Object.assign(row, series.metric, { [panel.targets.length === 1 ? "Value" : `Value #${series.query}`]: number(series.points[0]) });
  }
  const made = element("table"), head = element("tr");
  for (const [, name] of shown) head.append(element("th", name));
  made.append(head);
  const sort = (panel.options.sortBy || [])[0];
  const by = sort && shown.find(([, name]) => name === sort.displayName)[0];
  const units = Object.fromEntries((panel.fieldConfig.overrides || []).map((one) => [one.matcher.options, one.properties[0].value]));
  for (const row of [...rows.values()].sort((one, other) => (by ? (other[by] ?? -1) - (one[by] ?? -1) : 0)).slice(0, 40)) {
    const line = element("tr");
    for (const [field, name] of shown) {
      const value = row[field];
      line.append(element("td", typeof value === "number" ? worded(value, units[name] || "short") : value ?? ""));
    }
    made.append(line);
  }
  const list = element("div", undefined, "scroll");
  list.append(made);
  box.append(list);
};

const WAYS = { stat, timeseries, bargauge, table, "state-timeline": cells, "status-history": cells };

for (const panel of BOARD.panels) {
  const { x, y, w, h } = panel.gridPos;
  const box = element("section", undefined, panel.type === "row" ? "row" : "");
  box.style.gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
  if (panel.type === "row") box.textContent = panel.title;
  else {
    box.append(element("h2", panel.title));
    main.append(box);
    if (panel.series.length || panel.type === "stat") WAYS[panel.type](panel, box);
    else box.append(element("div", "No data", "none"));
  }
  main.append(box);
}
document.body.classList.add("drawn");
