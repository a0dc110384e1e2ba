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

// From how many seconds on a larger unit is told, as Grafana does.
const AWAY = [[90, 1, "second"], [5400, 60, "minute"], [129600, 3600, "hour"], [2246400, 86400, "day"], [28000000, 2629800, "month"],
  [Infinity, 31557600, "year"]];

const worded = (value, unit) => {
  if (!Number.isFinite(value)) return "–";
  if (unit === "percentunit") return `${(value * 100).toFixed(1)}%`;
  if (unit === "s") return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
  if (unit === "bytes") return `${(value / 2 ** 20).toFixed(1)} MiB`;
  if (unit === "dateTimeFromNow") {
    const away = (value - Date.now()) / 1000, [, size, word] = AWAY.find(([limit]) => Math.abs(away) < limit);
    const count = Math.max(1, Math.round(Math.abs(away) / size)), told = `${count} ${word}${count === 1 ? "" : "s"}`;
    return away < 0 ? `${told} ago` : `in ${told}`;
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

const overridden = (panel, name) => {
  const fits = ({ id, options }) => (id === "byName" ? options === name : new RegExp(options.slice(1, -1)).test(name));
  const found = (panel.fieldConfig.overrides || []).filter((one) => fits(one.matcher)).flatMap((one) => one.properties);
  return Object.fromEntries(found.map((property) => [property.id, property.value]));
};

// A colour by name, the same on every panel, clear of the hues that stand for met and unmet.
const named = (name) => {
  const hash = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  const hue = (hash * 137.5) % 280, clear = hue < 130 ? hue + 40 : hue + 80;
  return `hsl(${clear} 55% ${55 + (hash % 3) * 10}%)`;
};

const stat = (panel, box) => {
  const last = panel.series.length ? number(panel.series[0].points.at(-1)) : NaN;
  const figure = element("div", phrase(panel, last), "figure");
  figure.style.color = coloured(panel, last);
  box.append(figure);
};

const timeseries = (panel, box) => {
  const holder = element("div", undefined, "chart");
  const canvas = element("canvas");
  holder.append(canvas);
  box.append(holder);
  const { unit, min, max } = defaults(panel);
  const datasets = panel.series.map((series) => {
    const own = overridden(panel, series.name), fixed = own.color && own.color.fixedColor;
    const colour = fixed === "text" ? "#ccccdc" : fixed || named(series.name);
    return { label: `${series.name}  ${worded(number(series.points.at(-1)), unit)}`, borderColor: colour, backgroundColor: colour,
      borderWidth: 1.5, pointRadius: 0, borderDash: own["custom.lineStyle"] ? own["custom.lineStyle"].dash : [],
      data: series.points.map((point) => ({ x: point[0] * 1000, y: number(point) })) };
  });
  new Chart(canvas, { type: "line", data: { datasets }, options: {
    animation: false, maintainAspectRatio: false, parsing: false,
    scales: { x: { type: "linear", min: BOARD.start * 1000, max: BOARD.end * 1000, ticks: { color: "#9ca3b4", maxTicksLimit: 6, callback: (at) => new Date(at).toISOString().slice(11, 16) }, grid: { color: "#23262d" } },
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

const FITS = 10; // So many moments are wide enough for a word.

const cells = (panel, box) => lined(panel, box, (series) => {
  const row = element("span", undefined, "cells");
  const known = new Map(series.points.map((point) => [Math.round((point[0] - BOARD.start) / BOARD.step), number(point)]));
  const moments = Array.from({ length: Math.floor((BOARD.end - BOARD.start) / BOARD.step) + 1 }, (_, moment) => known.get(moment));
  moments.forEach((value, moment) => {
    const lasts = moments.slice(moment).findIndex((one) => one !== value);
    const isWorded = value !== moments[moment - 1] && (lasts < 0 || lasts >= FITS) && panel.type === "state-timeline";
    const cell = element("i", isWorded && value !== undefined ? phrase(panel, value) : "");
    if (value !== undefined) cell.style.background = coloured(panel, value);
    row.append(cell);
  });
  return row;
});

// Rows are put together by the labels that every query has, as Grafana's transformation "merge" does.
const merged = (panel) => {
  const queries = Map.groupBy(panel.series, (series) => series.query);
  const names = [...queries.values()].map((every) => new Set(every.flatMap((series) => Object.keys(series.metric))));
  const shared = [...names[0]].filter((name) => names.every((one) => one.has(name)));
  const rows = new Map();
  for (const series of panel.series) {
    const key = JSON.stringify(shared.map((name) => series.metric[name]));
    const row = rows.get(key) || rows.set(key, {}).get(key);
    Object.assign(row, series.metric, { [panel.targets.length === 1 ? "Value" : `Value #${series.query}`]: number(series.points[0]) });
  }
  return [...rows.values()];
};

const cell = (panel, head, value) => {
  const own = overridden(panel, head);
  if (typeof value !== "number") return element("td", value || own.noValue);
  const state = (own.mappings || []).map((one) => one.options).find((one) => value >= one.from && value <= one.to);
  const made = element("td", state ? state.result.text : worded(value, own.unit || "short"));
  if (state) made.style.color = state.result.color;
  return made;
};

const table = (panel, box) => {
  const organise = panel.transformations.find((one) => one.id === "organize").options;
  const place = organise.indexByName;
  const shown = Object.entries(organise.renameByName).sort(([one], [other]) => place[one] - place[other]);
  const rows = merged(panel), made = element("table"), head = element("tr");
  for (const [, name] of shown) head.append(element("th", name));
  made.append(head);
  const sort = (panel.options.sortBy || [])[0];
  const by = sort && shown.find(([, name]) => name === sort.displayName)[0];
  if (by) rows.sort((one, other) => (sort.desc ? -1 : 1) * ((one[by] ?? -1) - (other[by] ?? -1)));
  for (const row of rows.slice(0, 40)) {
    const line = element("tr");
    for (const [field, name] of shown) line.append(cell(panel, name, row[field]));
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
    if (panel.series.length) WAYS[panel.type](panel, box);
    else box.append(element("div", defaults(panel).noValue, "none"));
  }
  main.append(box);
}
document.body.classList.add("drawn");
