// Scores against thresholds: lollipops ranked by how far each has come towards its threshold, and what stands behind
// the one that is chosen: two distributions on one axis. Fits every pillar that has scores.
const ScoresForm = (() => {
  const MOST = 20;
  const FURTHEST = 6; // times the threshold; what lies beyond is drawn at the edge

  const fits = (pillar, { catalogue }) => catalogue.all("score", pillar).some(({ labels }) => labels.includes("column"));

  function draw(pillar, context) {
    return scored(pillar, context).flatMap(([check, rows]) => panels(pillar, check, rows, context));
  }

  /** The scores by check, the furthest from where it should be first. */
  function scored(pillar, { catalogue, reading }) {
    const checks = new Map();
    const verdict = catalogue.one("verdict", pillar);
    const significant = verdict && catalogue.companion(verdict, "significant");
    for (const metric of catalogue.all("score", pillar)) {
      for (const { labels, value } of reading.samples(metric)) {
        const threshold = reading.value(catalogue.one("threshold", pillar), labels);
        const progress = metric.better === "higher" ? threshold / value : value / threshold;
        const beyond = reading.value(verdict, labels) === 1;
        const doubted = beyond && reading.value(significant, labels) === 0;
        const { check, dataset, model, method, ...own } = labels;
        checks.set(check, [...(checks.get(check) ?? []), { name: Object.values(own).join(", "), method, dataset, value, threshold, progress, doubted, reached: beyond && !doubted, kind: Catalogue.title(metric.key) }]);
      }
    }
    return [...checks].map(([check, rows]) => [check, rows.sort((a, b) => b.progress - a.progress)]);
  }

  function panels(pillar, check, rows, context) {
    const { ui } = context;
    const key = `scores ${check}`;
    const shown = ui.open.has(key) ? rows : rows.slice(0, MOST);
    const chosen = rows.find(({ name }) => name === ui.chosen.get(key)) ?? rows[0];
    const moved = rows.filter(({ reached }) => reached).length;
    const doubted = rows.filter((row) => row.doubted).length;
    const chart = { id: key, height: Rows.height(shown.length), facts: [shown, chosen.name], draw: (colours) => config(shown, chosen, colours), pick: (row) => shown[row] && ui.choose(key, shown[row].name),
      label: `${moved} of ${rows.length} have reached their threshold${doubted ? `, ${doubted} more by what may be chance` : ""}; the furthest is ${rows[0].name} with ${Numbers.short(rows[0].progress)} of it. The table below has the numbers.` };
    return [Dom.h("div", { class: "panels wide-narrow" },
      Panel.panel({ key, title: moved ? `${moved} of ${rows.length} have moved` : `None of ${rows.length} has moved`, about: `${check} · ${rows[0].dataset ?? ""}`, chart: key },
        Charts.canvas(chart, context.plan), Panel.more(ui, key, rows.length, MOST),
        Panel.legend([["limit", "the threshold: what lies to its right has moved"], doubted && ["hollow", `not significant: ${doubted} beyond it, by what may be chance`]]), table(key, rows, chosen, ui)),
      DistributionsForm.panel(check, chosen, chart.height - 24, context))];
  }

  function config(rows, chosen, colours) {
    const reach = Math.max(1.2, 1.1 * rows[0].progress);
    const edge = Math.min(FURTHEST, Numbers.roundUp(reach, reach > 2 ? 1 : 0.5));
    const x = rows.map(({ progress }) => Math.min(progress, edge));
    const at = (row) => rows[row];
    const shape = (row) => {
      const colour = at(row).reached || at(row).doubted ? colours.unmet : at(row) === chosen ? colours.accent : colours.muted;
      const beyond = at(row).progress > edge ? { style: "triangle", turn: 90, radius: 7 } : {};
      return { colour, fill: at(row).reached ? colour : at(row) === chosen ? colours.accent : colours.surface, ...beyond };
    };
    return {
      type: "scatter",
      data: { datasets: [Rows.dots(x, shape), Rows.lines(rows.length, (row) => [0, x[row]], colours.muted), Rows.limit(1, rows.length, colours.text)] },
      options: Rows.options({ names: rows.map(({ name }) => name), asides: rows.map(({ value }) => Numbers.short(value)), low: 0, high: edge, title: "Share of the threshold",
        tip: (row) => [at(row).name, `${at(row).kind} ${Numbers.short(at(row).value)}, threshold ${Numbers.short(at(row).threshold)}`, at(row).method, at(row).doubted && "not significant: it may be chance", "Click to see the distributions"].filter(Boolean) }, colours),
    };
  }

  function table(key, rows, chosen, ui) {
    const columns = [{ title: "Name" }, { title: "Score", number: true }, { title: "Threshold", number: true }, { title: "Method" }, { title: "Moved" }, { title: "Distributions" }];
    return Table.folded(ui, `table ${key}`, "Table", () => Table.table("Scores, the furthest first", columns, rows.map((one) => ({
      selected: one === chosen,
      cells: [one.name, one.value, one.threshold, `${one.method} (${one.kind.toLowerCase()})`, one.reached ? [States.sign("unmet", "moved"), "yes"] : one.doubted ? "not significant" : "no",
        Dom.h("button", { class: "link", "data-choose": key, "data-value": one.name, "data-key": `show ${key} ${one.name}`, "aria-label": `Show the distributions of ${one.name}` }, "show")],
    }))));
  }

  return { fits, draw };
})();
