// What turned out against what was estimated, over time: realised as a line, estimated dashed with its band, what
// training logged as a rule; beside it what is recommended, with the reasons. Fits pillars with estimates or advice.
const CourseForm = (() => {
  const fits = (pillar, { catalogue }) => catalogue.all("estimate", pillar).length > 0;

  function draw(pillar, context) {
    const { catalogue, reading } = context;
    const pairs = catalogue.all("estimate", pillar).map((estimate) => ({ estimate, realised: catalogue.byName.get(estimate.of) })).filter(({ realised }) => realised);
    const found = subjects(pairs, reading).map((of) => panel(pillar, of, pairs, context));
    const advice = Advice.panel(pillar, context);
    if (!found.length && !advice) return [];
    return [Dom.h("div", { class: found.length === 1 && advice ? "panels wide-narrow" : "panels two" }, found, advice)];
  }

  /** The models and data sets that have a figure over all rows. */
  function subjects(pairs, reading) {
    const found = new Map();
    for (const metric of pairs.flatMap(({ estimate, realised }) => [realised, estimate])) {
      for (const { labels } of reading.samples(metric)) {
        if (!labels.group) found.set(`${labels.dataset} ${labels.model}`, { dataset: labels.dataset, model: labels.model });
      }
    }
    return [...found.values()];
  }

  function panel(pillar, of, pairs, context) {
    const { ui } = context;
    const key = `course ${pillar} ${of.dataset} ${of.model}`;
    const told = pairs.filter(({ realised, estimate }) => context.reading.samples(realised, of).length || context.reading.samples(estimate, of).length);
    const pair = told.find(({ realised }) => realised.name === ui.chosen.get(key)) ?? told[0];
    const name = Catalogue.title(pair.realised.key);
    const lines = courses(pair, of, context);
    const chart = { id: key, height: 260, facts: [pair.realised.name, lines], draw: (colours) => config(lines, colours), label: summary(name, lines) };
    const alone = [lines.realised, lines.estimate].every((points) => TimeAxis.known(points).length < 2);
    const options = told.map(({ realised }) => ({ value: realised.name, text: Catalogue.title(realised.key) }));
    return Panel.panel({ key, title: `${name}: ${headline(lines)}`, about: [of.dataset, of.model].filter(Boolean).join(" · "), chart: alone ? null : key, tools: told.length > 1 ? [Panel.choice(ui, key, "Figure to show", options)] : [] },
      alone ? Dom.h("p", { class: "empty" }, Marks.ALONE) : Charts.canvas(chart, context.plan),
      Panel.legend([
        now(lines.realised) !== null && ["", "realised"],
        now(lines.estimate) !== null && ["dashed", lines.lower.length ? "estimated, with its interval" : "estimated"],
        lines.baseline !== null && ["rule", `at training, ${Numbers.short(lines.baseline)}`],
        ...lines.limits.map((limit) => ["limit", limit]),
      ]),
      context.past.exists ? null : Dom.h("p", { class: "muted" }, "The exporter keeps no history: the line begins when this page was opened."),
      table(key, name, lines, context));
  }

  function courses({ realised, estimate }, of, { catalogue, reading, past, span, now: at, objectives }) {
    const course = (metric) => past.series(metric, span, reading, at).find(({ labels }) => labels.dataset === of.dataset && labels.model === of.model && !labels.group)?.points ?? [];
    const baseline = catalogue.one("baseline", realised.pillar);
    const judged = objectives.filter((one) => one.metric === realised && one.labels.dataset === of.dataset && one.labels.model === of.model && !one.labels.subject.replaceAll("/", ""));
    const told = { realised: course(realised), estimate: course(estimate) };
    return {
      from: TimeAxis.start(at - span, at, Object.values(told)), to: at, ...told,
      lower: course(catalogue.companion(estimate, "lower")), upper: course(catalogue.companion(estimate, "upper")),
      baseline: reading.value(baseline, { model: of.model, metric: realised.key }),
      limitValues: judged.flatMap(({ min, max }) => [min, max]).filter((limit) => limit !== null),
      limits: judged.map((one) => `${one.title} (${Objectives.limit(one)})`),
    };
  }

  const now = (points) => points.at(-1)?.[1] ?? null;

  function headline({ realised, estimate, lower, upper }) {
    const digits = (value) => (now(lower) === null ? Numbers.short(value) : Numbers.within(value, now(lower), now(upper)));
    return [now(realised) !== null && `${digits(now(realised))} realised`, now(estimate) !== null && `${digits(now(estimate))} estimated`].filter(Boolean).join(", ");
  }

  const summary = (name, lines) => `${name} over time: ${headline(lines)}${lines.baseline === null ? "" : `, ${Numbers.short(lines.baseline)} at training`}. The table below has the numbers.`;

  function config(lines, colours) {
    const points = (course) => course.map(([x, y]) => ({ x, y: y ?? NaN }));
    const dot = (course) => course.map((_, index) => (index === course.length - 1 ? 5 : 0));
    const line = (course, colour, more) => ({ data: points(course), borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: dot(course), pointHitRadius: 6, ...more });
    const rule = (y, colour, dash) => ({ data: [{ x: lines.from, y }, { x: lines.to, y }], borderColor: colour, borderWidth: 1.25, borderDash: dash, pointRadius: 0, pointHitRadius: 0 });
    const band = (course, fill) => ({ data: points(course), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, fill, backgroundColor: `${colours.accent}2e` });
    return {
      type: "line",
      data: { datasets: [
        line(lines.realised, colours.text, { label: "realised" }),
        line(lines.estimate, colours.accent, { label: "estimated", borderDash: [6, 4] }),
        band(lines.lower, false), band(lines.upper, "-1"),
        ...(lines.baseline === null ? [] : [rule(lines.baseline, colours.muted, [2, 3])]),
        ...lines.limitValues.map((limit) => rule(limit, colours.text, [])),
      ] },
      options: {
        parsing: false,
        interaction: { mode: "nearest", axis: "x", intersect: false },
        scales: {
          x: TimeAxis.axis(lines.from, lines.to, colours),
          y: { grace: "15%", grid: { color: colours.rule, drawTicks: false }, border: { display: false }, ticks: { color: colours.muted, maxTicksLimit: 6, padding: 8, callback: (value) => Numbers.short(value) } },
        },
        plugins: { tooltip: { filter: ({ dataset }) => Boolean(dataset.label), displayColors: false, callbacks: {
          title: ([item]) => (item ? Moments.local(item.parsed.x, lines.to) : ""),
          label: ({ dataset, parsed }) => `${dataset.label}: ${Numbers.short(parsed.y)}`,
        } } },
      },
    };
  }

  function table(key, name, lines, { ui, now: at }) {
    const columns = [{ title: "Time" }, { title: "Realised", number: true }, { title: "Estimated", number: true }, { title: "From", number: true }, { title: "To", number: true }];
    const by = (points) => new Map(points);
    return Table.folded(ui, `table ${key}`, "Table", () => {
      const courses = [lines.realised, lines.estimate, lines.lower, lines.upper].map(by);
      const moments = [...new Set(courses.flatMap((course) => [...course.keys()]))].sort((a, b) => b - a);
      return Table.table(`${name}, the latest first`, columns, moments.map((moment) => ({ cells: [Moments.at(moment, at), ...courses.map((course) => course.get(moment) ?? null)] })));
    });
  }

  return { fits, draw };
})();
