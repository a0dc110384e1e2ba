// Two distributions of one thing on one axis: numbers as steps, the reference thin, the current thick; categories as bars.
const DistributionsForm = (() => {
  const MOST = 20;

  /** The panel of the thing `chosen` of a check, its chart as tall as its neighbour. */
  function panel(check, chosen, tall, context) {
    const key = `distributions ${check}`;
    const about = `${chosen.kind} ${Numbers.short(chosen.value)} of ${Numbers.short(chosen.threshold)} · ${chosen.method}`;
    const evidence = context.evidence(check);
    const detail = evidence?.details.columns?.[chosen.name];
    if (!detail?.rows) return Panel.panel({ key, title: chosen.name, about }, Dom.h("p", { class: "empty" }, evidence === undefined ? "Reading the evidence …" : "The exporter keeps no distribution of it."));
    const steps = detail.bins ? ofNumbers(detail.bins) : ofCategories(detail.categories);
    const rows = detail.rows;
    const chart = { id: key, height: Math.min(innerWidth < 720 ? 220 : 420, Math.max(220, tall)), facts: [chosen.name, steps], draw: (colours) => config(steps, colours), label: `Distributions of ${chosen.name} in the reference and now. The table below has the numbers.` };
    return Panel.panel({ key, title: `${chosen.name}, then and now`, about, chart: key },
      Charts.canvas(chart, context.plan),
      Panel.legend([[steps.starts ? "thin" : "hollow", `reference, ${Numbers.counted(rows.reference, "row")}`], [steps.starts ? "accent" : "filled", `now, ${Numbers.counted(rows.current, "row")}`]]),
      evidence.windows.reference ? Dom.h("p", { class: "muted" }, `Reference: ${evidence.windows.reference}. Now: ${evidence.windows.current}.`) : null,
      table(key, chosen, steps, context.ui));
  }

  const shares = (counts) => {
    const all = counts.reduce((sum, one) => sum + one, 0) || 1;
    return counts.map((one) => one / all);
  };

  /** Bins: the first and the last are open, so each is drawn as wide as its neighbour. */
  function ofNumbers({ edges, reference, current }) {
    if (!edges.length) return { names: ["all values"], reference: shares(reference), current: shares(current), starts: null };
    const width = edges.length > 1 ? edges[1] - edges[0] : Math.abs(edges[0]) || 1;
    const names = [`below ${Numbers.short(edges[0])}`, ...edges.slice(1).map((end, index) => `${Numbers.short(edges[index])} to ${Numbers.short(end)}`), `${Numbers.short(edges.at(-1))} or more`];
    return { names, reference: shares(reference), current: shares(current), starts: [edges[0] - width, ...edges, edges.at(-1) + width] };
  }

  /** Codes in their order, other categories the most frequent first; the rest are counted together. */
  function ofCategories({ names, reference, current, other }) {
    const order = names.map((_, index) => index).sort((a, b) => reference[b] - reference[a] || current[b] - current[a]);
    const [first, rest] = [order.slice(0, MOST), order.slice(MOST)];
    if (names.every((name) => name.trim() && Number.isFinite(Number(name)))) first.sort((a, b) => names[a] - names[b]);
    const counted = (side) => {
      const last = other[side === reference ? "reference" : "current"] + rest.reduce((sum, index) => sum + side[index], 0);
      return shares([...first.map((index) => side[index]), ...(last || rest.length ? [last] : [])]);
    };
    const sides = { reference: counted(reference), current: counted(current) };
    const longest = Math.max(sides.reference.length, sides.current.length);
    const padded = (side) => [...side, ...Array(longest - side.length).fill(0)];
    return { names: [...first.map((index) => names[index]), ...(longest > first.length ? ["all others"] : [])], reference: padded(sides.reference), current: padded(sides.current), starts: null };
  }

  function config({ names, reference, current, starts }, colours) {
    const share = { beginAtZero: true, grid: { color: colours.rule, drawTicks: false }, border: { display: false }, ticks: { color: colours.muted, maxTicksLimit: 5, padding: 8, callback: Numbers.percent }, title: { display: true, text: "Share of rows", color: colours.muted } };
    const drawn = starts ? stepped({ reference, current, starts }, colours) : bars({ names, reference, current }, colours);
    const place = (index) => Math.min(index, names.length - 1);
    return {
      type: drawn.type,
      data: { labels: starts ? undefined : names, datasets: drawn.datasets },
      options: {
        parsing: starts ? false : undefined,
        interaction: { mode: "index", intersect: false },
        scales: { x: { grid: { display: false }, border: { color: colours.rule }, ...drawn.x }, y: share },
        plugins: { tooltip: { displayColors: false, callbacks: {
          title: ([{ dataIndex }]) => names[place(dataIndex)],
          label: ({ dataset, dataIndex }) => `${dataset.label}: ${Numbers.percent((dataset.label === "now" ? current : reference)[place(dataIndex)])}`,
        } } },
      },
    };
  }

  /** Bins of numbers, on an axis that ends at round ones. */
  function stepped({ reference, current, starts }, colours) {
    const [low, high] = [starts[0], starts.at(-1)], by = Numbers.step(low, high);
    const points = (side) => starts.map((x, index) => ({ x, y: side[Math.min(index, side.length - 1)] }));
    const line = (label, side, borderColor, borderWidth, order) => ({ label, data: points(side), stepped: "before" && true, borderColor, borderWidth, pointRadius: 0, pointHitRadius: 8, order });
    return {
      type: "line",
      datasets: [line("now", current, colours.accent, 2.5, 0), line("reference", reference, colours.muted, 1.25, 1)],
      x: { type: "linear", min: -Numbers.roundUp(-low, by), max: Numbers.roundUp(high, by), ticks: { color: colours.muted, stepSize: by, maxRotation: 0, callback: (value) => Numbers.short(value) } },
    };
  }

  /** Categories side by side: the reference hollow, now filled. */
  function bars({ names, reference, current }, colours) {
    const bar = (label, data, backgroundColor, borderColor) => ({ label, data, backgroundColor, borderColor, borderWidth: 1, categoryPercentage: 0.8, barPercentage: 0.95 });
    return {
      type: "bar",
      datasets: [bar("reference", reference, colours.surface, colours.muted), bar("now", current, colours.accent, colours.accent)],
      x: { type: "category", ticks: { color: colours.muted, maxRotation: 90, callback: (value) => Charts.cut(names[value] ?? "", 14) } },
    };
  }

  function table(key, chosen, { names, reference, current }, ui) {
    const columns = [{ title: "Values" }, { title: "Reference", number: true }, { title: "Now", number: true }];
    return Table.folded(ui, `table ${key}`, "Table", () => Table.table(`Share of rows by value of ${chosen.name}`, columns,
      names.map((name, index) => ({ cells: [name, Numbers.exact(reference[index], Numbers.percent(reference[index])), Numbers.exact(current[index], Numbers.percent(current[index]))] }))));
  }

  return { panel };
})();
