// Any pillar: small multiples of its gauges against their limits. It needs no change when a new check appears.
const PlainForm = (() => {
  const MOST = 12;

  /** Panels of the gauges of a pillar that `drawn` chooses. */
  function draw(pillar, context, drawn = isFigure) {
    const { catalogue, reading, ui } = context;
    const all = catalogue.metrics.filter((metric) => metric.pillar === pillar && drawn(metric)).flatMap((metric) => reading.samples(metric).map(({ labels, value }) => one(metric, labels, value, context)));
    if (!all.length) return [];
    const key = `plain ${pillar}`;
    const ranked = all.sort((a, b) => States.rank(a.state ?? "met") - States.rank(b.state ?? "met") || isOff(b.metric, b.value) - isOff(a.metric, a.value));
    const shown = ui.open.has(key) ? ranked : ranked.slice(0, MOST);
    return [Panel.panel({ key, title: "Figures" }, Dom.h("div", { class: "multiples" }, shown.map((figure) => multiple(figure, context))), Panel.more(ui, key, all.length, MOST))];
  }

  const isFigure = ({ type, role, unit }) => type === "gauge" && role === "figure" && unit !== "timestamp_seconds" && unit !== "rows";

  /** Whether a value is not the best that there is, where its metric has one. */
  const isOff = ({ better, low, high }, value) => (better === "lower" && low !== null && value > low) || (better === "higher" && high !== null && value < high);

  function one(metric, labels, value, { objectives }) {
    const judged = objectives.find((objective) => objective.metric === metric && objective.labels.check === labels.check && objective.labels.subject === subject(labels));
    return { metric, labels, value, max: judged?.max ?? null, min: judged?.min ?? null, state: judged?.state ?? null };
  }

  const subject = ({ check, dataset, model, method, ...own }) => Object.values(own).join("/");

  function multiple({ metric, labels, value, max, min, state }, { past, span, reading, now, checks }) {
    const points = past.series(metric, span, reading, now).find((series) => Reading.identity({ name: "", labels: series.labels }) === Reading.identity({ name: "", labels }))?.points ?? [];
    return Dom.h("div", { class: "multiple" },
      Dom.h("p", { title: metric.help }, state ? States.sign(state) : null, Catalogue.title(metric.key)),
      Dom.h("p", { class: "muted" }, [subject(labels).replaceAll("/", ", "), checks.byName.get(labels.check)?.title || labels.check, labels.dataset].filter(Boolean).join(" · ")),
      Dom.h("p", { class: "value-line" }, Numbers.exact(value, amount(metric, value))),
      state ? [Marks.bullet({ value, max, min, state, metric }), Dom.h("p", { class: "muted" }, Objectives.limit({ max, min }))] : null,
      TimeAxis.known(points).length > 1 ? Marks.spark(points, TimeAxis.start(now - span, now, [points]), now) : null);
  }

  /** A share too small for digits is one in percent. */
  const amount = ({ unit }, value) => (unit === "ratio" && value > 0 && value < 1e-3 ? Numbers.percent(value) : Numbers.short(value));

  return { draw, isOff };
})();
