// Facts about rows: a line for each column that has a fault with a cell for each kind of it, what holds and what does not,
// what is due and when, and the figures of all rows. Fits pillars that tell shares by column.
const FactsForm = (() => {
  const MOST = 12;

  const byColumn = ({ role, unit, labels }) => role === "figure" && unit === "ratio" && labels.includes("column") && labels.every((label) => ["check", "dataset", "column"].includes(label));
  const byMoment = ({ unit }) => unit === "timestamp_seconds";
  const asCount = ({ labels, better }) => labels.includes("column") && better === "neither"; // neither good nor bad: among all values
  const asTruth = ({ role, unit, low, high, better }) => ["figure", "verdict"].includes(role) && unit === "" && low === 0 && high === 1 && better !== "neither";
  const asFigure = (metric) => metric.type === "gauge" && ["figure", "score"].includes(metric.role) && ![byColumn, byMoment, asTruth, asCount].some((other) => other(metric)) && !metric.key.endsWith("_info");

  const fits = (pillar, { catalogue }) => catalogue.metrics.some((metric) => metric.pillar === pillar && byColumn(metric));

  function draw(pillar, context) {
    return [...columns(pillar, context), ...truths(pillar, context), ...moments(pillar, context), ...PlainForm.draw(pillar, context, asFigure)];
  }

  /** A panel for each check that looks at columns. */
  function columns(pillar, context) {
    const { catalogue, reading } = context;
    const checks = new Map();
    for (const metric of catalogue.metrics.filter((one) => one.pillar === pillar && byColumn(one))) {
      for (const { labels, value } of reading.samples(metric)) {
        const of = checks.get(labels.check) ?? checks.set(labels.check, { dataset: labels.dataset, metrics: new Set(), rows: new Map() }).get(labels.check);
        const row = of.rows.get(labels.column) ?? of.rows.set(labels.column, { column: labels.column, cells: new Map() }).get(labels.column);
        of.metrics.add(metric);
        row.cells.set(metric, { value, off: PlainForm.isOff(metric, value), state: judged(metric, labels, context)?.state ?? null });
      }
    }
    return [...checks].map(([check, of]) => panel(pillar, check, of, context));
  }

  const judged = (metric, { check, column }, { objectives }) =>
    objectives.find((one) => one.metric === metric && one.labels.check === check && one.labels.subject === column);

  function panel(pillar, check, { dataset, metrics, rows }, { ui, checks }) {
    const key = `facts ${pillar} ${check}`;
    const all = [...rows.values()].map((row) => ({ ...row, at: rank([...row.cells.values()]) })).sort((a, b) => b.at - a.at);
    const faulty = all.filter(({ at }) => at > 0);
    const shown = ui.open.has(key) ? all : faulty.slice(0, MOST);
    const title = faulty.length ? `${faulty.length} of ${Numbers.counted(all.length, "column")} ${faulty.length === 1 ? "has" : "have"} a fault` : `None of ${Numbers.counted(all.length, "column")} has a fault`;
    return Panel.panel({ key, title, about: [checks.byName.get(check)?.title || check, dataset].filter(Boolean).join(" · ") },
      shown.length ? table(check, [...metrics], shown) : null, Panel.more(ui, key, all.length, shown.length));
  }

  /** How bad a column is: the worst state of its cells, and then its largest share. */
  function rank(cells) {
    const off = cells.filter((cell) => cell.off || (cell.state && cell.state !== "met"));
    const worst = Math.max(...off.map(({ state }) => States.ORDER.length - States.rank(state ?? "met")), 0);
    return 2 * worst + Math.max(...off.map(({ value }) => value), 0);
  }

  function table(check, metrics, rows) {
    const told = metrics.filter((metric) => rows.some(({ cells }) => cells.get(metric)?.off || cells.get(metric)?.state));
    const heads = [{ title: "Column" }, ...told.map((metric) => ({ title: Catalogue.title(metric.key.replace(/_ratio$/, "")), number: true }))];
    return Table.table(`Shares of the rows in ${check}, the worst column first`, heads, rows.map(({ column, cells }) => ({
      cells: [column, ...told.map((metric) => share(cells.get(metric)))],
    })));
  }

  function share(cell) {
    if (!cell) return null;
    const { value, off, state } = cell;
    return [state && state !== "met" ? States.sign(state) : null, Dom.h("span", { class: off ? "strong" : "muted" }, Numbers.exact(value, value ? Numbers.percent(value) : "0"))];
  }

  /** What holds or does not: rules, expectations and verdicts, what does not first. */
  function truths(pillar, { catalogue, reading, ui }) {
    const all = catalogue.metrics.filter((metric) => metric.pillar === pillar && asTruth(metric))
      .flatMap((metric) => reading.samples(metric).map((sample) => ({ metric, ...sample, off: PlainForm.isOff(metric, sample.value) })));
    if (!all.length) return [];
    const key = `truths ${pillar}`;
    const off = all.filter((one) => one.off);
    const ranked = all.sort((a, b) => b.off - a.off);
    const shown = ranked.slice(0, ui.open.has(key) ? all.length : Math.min(MOST, Math.max(off.length, 3)));
    const title = off.length ? `${off.length} of ${all.length} ${off.length === 1 ? "is" : "are"} not as promised` : `All ${all.length} are as promised`;
    return [Panel.panel({ key, title }, Table.table("Rules, expectations and verdicts", [{ title: "What" }, { title: "Of" }, { title: "Is it so" }], shown.map((one) => ({
      cells: [[States.sign(one.off ? "unmet" : "met", one.off ? "not as promised" : "as promised"), Catalogue.title(one.metric.key)], of(one.labels), one.value === 1 ? "yes" : "no"],
    }))), Panel.more(ui, key, all.length, shown.length))];
  }

  /** What is due, the soonest first, and the other moments that are known. */
  function moments(pillar, { catalogue, reading, now }) {
    const told = catalogue.metrics.filter((metric) => metric.pillar === pillar && byMoment(metric))
      .flatMap((metric) => reading.samples(metric).map((sample) => ({ metric, ...sample, due: metric.role === "deadline" })));
    if (!told.length) return [];
    const due = told.filter((one) => one.due), over = due.filter(({ value }) => value < now);
    const title = over.length ? `${over.length} of ${due.length} overdue` : due.length ? "Nothing is overdue" : "Moments";
    const ranked = told.sort((a, b) => b.due - a.due || a.value - b.value);
    return [Panel.panel({ key: `moments ${pillar}`, title }, Table.table("Moments", [{ title: "What" }, { title: "Of" }, { title: "When" }], ranked.map((one) => ({
      cells: [[one.due ? States.sign(one.value < now ? "unmet" : "met", one.value < now ? "overdue" : "in time") : null, Catalogue.title(one.metric.key.replace(/_timestamp_seconds$/, ""))], of(one.labels), Moments.both(one.value, now)],
    }))))];
  }

  const of = ({ check, dataset, ...own }) => [dataset, ...Object.values(own)].filter(Boolean).join(" · ");

  return { fits, draw };
})();
