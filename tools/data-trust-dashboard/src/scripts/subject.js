// What an objective is about: its own group or column, on how many rows, beside the best and the worst, and its course.
const Subject = (() => {
  const SCOPE = ["check", "dataset", "model", "method"];

  const text = (metric, labels) => metric.labels.filter((label) => !SCOPE.includes(label)).map((label) => labels[label]).filter(Boolean).join("/");

  /** The ends between which the truth behind its value lies, or null where none are told. */
  function interval(metric, { check, subject }, catalogue, reading) {
    const [lower, upper] = ["lower", "upper"].map((role) => {
      const end = metric && catalogue.companion(metric, role);
      return end ? reading.samples(end, { check }).find(({ labels }) => text(end, labels) === subject)?.value ?? null : null;
    });
    return lower === null || upper === null ? null : { lower, upper };
  }

  /** Rows of the very group or column, and both ends of what it is compared with. */
  function facts({ labels, metric }, evidence, context) {
    if (!metric || !labels.subject) return [];
    const all = context.reading.samples(metric, { check: labels.check });
    const mine = all.find((one) => text(metric, one.labels) === labels.subject);
    if (mine?.labels.group) return ofGroup(mine, all, metric, evidence, context);
    const rows = evidence?.details.columns?.[labels.subject]?.rows;
    if (rows) return [["Rows of it", `${Numbers.counted(rows.current, "row")}, and ${Numbers.short(rows.reference)} in the reference`]];
    return context.catalogue.all("group_rate", labels.pillar).map((rate) => {
      const [low, high] = ends(context.reading.samples(rate, { check: labels.check, sensitive_feature: labels.subject }));
      return [Catalogue.title(rate.key.replace(/^group_/, "")), high && `highest ${told(high, rate, context)}; lowest ${told(low, rate, context)}`];
    });
  }

  function ofGroup(mine, all, metric, evidence, context) {
    const [low, high] = ends(all.filter(({ labels }) => labels.group && labels.sensitive_feature === mine.labels.sensitive_feature));
    const [best, worst] = metric.better === "lower" ? [low, high] : [high, low];
    const rows = count(mine, metric, context), used = evidence?.rows.current;
    return [
      ["This group", rows !== null && `${told(mine, metric, context)}${used ? `, of ${Numbers.short(used)} in all` : ""}`],
      ["Best group", told(best, metric, context)],
      ["Worst group", worst === mine ? "this one" : told(worst, metric, context)],
    ];
  }

  /** The samples with the lowest and the highest value. */
  function ends(samples) {
    const sorted = samples.toSorted((a, b) => a.value - b.value);
    return [sorted[0], sorted.at(-1)];
  }

  const count = ({ labels: { check, sensitive_feature, group } }, { pillar }, { catalogue, reading }) =>
    reading.value(catalogue.one("group_rows", pillar), { check, sensitive_feature, group });

  /** "Asian, 0.847 on 4,697 rows" */
  function told(sample, metric, context) {
    const rows = count(sample, metric, context);
    return `${sample.labels.group}, ${Numbers.short(sample.value)}${rows === null ? "" : ` on ${Numbers.counted(rows, "row")}`}`;
  }

  /** Its value over the time that is looked at, and where it is drawn among others. */
  function trend({ labels, value }, { catalogue, past, span, reading, now, plan }) {
    const identity = (of) => Reading.identity({ name: "", labels: of });
    const points = past.series(catalogue.one("objective_value"), span, reading, now).find((one) => identity(one.labels) === identity(labels))?.points ?? [];
    const [first, ...others] = TimeAxis.known(points);
    const { check, dataset, model, pillar, subject } = labels;
    const keys = [`groups ${pillar} ${[check, dataset, model, subject.split("/")[0]].join(" ")}`, `course ${pillar} ${dataset} ${model}`, `scores ${check}`];
    const chart = keys.find((key) => plan.has(key));
    return [
      others.length ? Marks.spark(points, TimeAxis.start(now - span, now, [points]), now) : value === null ? "no value. " : `${Marks.ALONE} `,
      others.length ? [`${Numbers.short(first[1])} `, Moments.age(first[0], now), " · "] : null,
      Dom.h("a", { href: `#${chart ? Panel.id(chart) : `pillar-${pillar}`}` }, chart ? "its chart" : "its pillar"),
    ];
  }

  return { facts, interval, trend };
})();
