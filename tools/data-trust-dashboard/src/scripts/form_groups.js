// Groups compared: a dot a group on a common scale from 0, its interval, its rows, and the line that an objective
// draws from the best-off group. Fits every pillar that has rates by group.
const GroupsForm = (() => {
  const MOST = 18;

  const fits = (pillar, { catalogue }) => catalogue.all("group_rate", pillar).length > 0;

  function draw(pillar, context) {
    const rates = context.catalogue.all("group_rate", pillar);
    const drawn = compared(rates, context.reading).map((of) => panel(pillar, of, rates, context));
    return drawn.length ? [Panel.columns(drawn.map(({ node }) => node), drawn.map(({ height }) => height))] : [];
  }

  /** What groups are compared in: the labels of the rates without the group. */
  function compared(rates, reading) {
    const found = new Map();
    for (const rate of rates) {
      for (const { labels } of reading.samples(rate)) {
        const { group, ...rest } = labels;
        found.set(JSON.stringify(Object.entries(rest).sort()), rest);
      }
    }
    return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, rest]) => rest);
  }

  function panel(pillar, of, rates, context) {
    const { catalogue, reading, ui } = context;
    const key = `groups ${pillar} ${Object.values(of).join(" ")}`;
    const told = rates.filter((rate) => reading.samples(rate, of).length);
    const rate = told.find(({ name }) => name === ui.chosen.get(key)) ?? told[0];
    const groups = rows(rate, of, context);
    const limit = line(catalogue.companion(rate, "group_ratio"), groups, of, context);
    const shown = ui.open.has(key) ? groups : fewest(groups);
    const name = Catalogue.title(rate.key.replace(/^group_/, ""));
    const feature = of.sensitive_feature ?? "group";
    const chart = { id: key, height: Rows.height(shown.length), label: summary(name, feature, groups, limit), facts: [rate.name, shown, limit], draw: (colours) => config(name, shown, limit, colours) };
    const options = told.map((one) => ({ value: one.name, text: Catalogue.title(one.key.replace(/^group_/, "")) }));
    const node = Panel.panel(
      { key, title: `${name} by ${feature}`, about: [of.dataset, of.model].filter(Boolean).join(" · "), chart: key, tools: told.length > 1 ? [Panel.choice(ui, key, "Rate to compare", options)] : [] },
      Charts.canvas(chart, context.plan), Panel.more(ui, key, groups.length, MOST), caption(groups, limit), table(key, name, feature, groups, limit, ui));
    return { node, height: chart.height };
  }

  /** The groups, the highest rate first. */
  function rows(rate, of, { catalogue, reading, objectives }) {
    const [lower, upper, ratio] = ["lower", "upper", "group_ratio"].map((role) => catalogue.companion(rate, role));
    const count = catalogue.one("group_rows", rate.pillar);
    return reading.samples(rate, of).map(({ labels, value }) => {
      const judged = objectives.find((one) => one.metric === ratio && one.labels.check === of.check && one.labels.subject === [of.sensitive_feature, labels.group, of.segment].filter(Boolean).join("/"));
      return { group: labels.group, value, lower: reading.value(lower, labels), upper: reading.value(upper, labels), ratio: reading.value(ratio, labels), rows: reading.value(count, labels), state: judged?.state ?? null };
    }).sort((a, b) => b.value - a.value);
  }

  /** Where the limit on the ratio to the best-off group falls on the scale of the rates, or null. */
  function line(ratio, groups, of, { objectives }) {
    const objective = ratio && objectives.find((one) => one.metric === ratio && one.labels.check === of.check && one.min !== null);
    const best = groups.find((one) => one.ratio === 1);
    if (!objective || !best) return null;
    const chances = groups.some((one) => one.value > best.value); // of not being selected, where selection is no favour
    const at = chances ? 1 - objective.min * (1 - best.value) : objective.min * best.value;
    return { at, share: objective.min, best: best.group, title: objective.title, why: objective.why, reference: ratio.reference, chances };
  }

  /** The best-off and those furthest from it. */
  const fewest = (groups) => (groups.length > MOST ? [groups[0], ...groups.slice(1 - MOST)] : groups);

  function config(name, groups, limit, colours) {
    const ends = groups.flatMap(({ value, upper }) => [value, upper ?? 0]);
    const high = Math.max(...ends, limit?.at ?? 0) > 0.7 ? 1 : undefined;
    const of = (row) => groups[row];
    return {
      type: "scatter",
      data: { datasets: [
        Rows.dots(groups.map(({ value }) => value), (row) => (of(row).state === "unmet" ? { colour: colours.unmet, fill: colours.unmet, style: "triangle", radius: 6 } : { colour: colours.text, fill: colours.text })),
        Rows.lines(groups.length, (row) => (of(row).lower === null ? null : [of(row).lower, of(row).upper]), colours.muted, 2),
        Rows.lines(groups.length, () => [0, 0], colours.rule),
        ...(limit ? [Rows.limit(limit.at, groups.length, colours.text, [4, 4])] : []),
      ] },
      options: Rows.options({ names: groups.map(({ group }) => group), asides: groups.map(({ rows: count }) => (count === null ? "" : Numbers.short(count))), low: 0, high, title: name,
        tip: (row) => [of(row).group, `${name}: ${figure(of(row))}`, of(row).rows === null ? "" : Numbers.counted(of(row).rows, "row")].filter(Boolean) }, colours),
    };
  }

  const figure = ({ value, lower, upper }) => (lower === null ? Numbers.short(value) : `${Numbers.within(value, lower, upper)} (${Numbers.within(lower, lower, upper)} to ${Numbers.within(upper, lower, upper)})`);

  function summary(name, feature, groups, limit) {
    const ends = `from ${Numbers.short(groups.at(-1).value)} (${groups.at(-1).group}) to ${Numbers.short(groups[0].value)} (${groups[0].group})`;
    const below = groups.filter(({ state }) => state === "unmet").length;
    return `${name} of ${Numbers.counted(groups.length, "group")} of ${feature}, ${ends}.${limit ? ` ${below} beyond the limit.` : ""} The table below has the numbers.`;
  }

  function caption(groups, limit) {
    const interval = groups.some(({ lower }) => lower !== null);
    if (!limit && !interval) return null;
    const source = [limit?.reference, limit?.why].filter(Boolean).join(". ");
    return Dom.h("div", {},
      Panel.legend([
        interval && ["whisker", "interval"],
        limit && ["limit", Dom.h("span", { class: "strong" }, limit.title), `: ${Numbers.short(limit.share)} of the highest${limit.chances ? " chance not to be selected" : " rate"} (${limit.best}), here ${Numbers.short(limit.at)}`],
      ]),
      source ? Dom.h("p", { class: "muted" }, source) : null);
  }

  function table(key, name, feature, groups, limit, ui) {
    const interval = groups.some(({ lower }) => lower !== null), ratios = groups.some(({ ratio }) => ratio !== null);
    const columns = [{ title: Catalogue.title(feature) }, { title: name, number: true }, ...(interval ? [{ title: "From", number: true }, { title: "To", number: true }] : []), ...(ratios ? [{ title: "Of the best", number: true }] : []), { title: "Rows", number: true }, ...(limit ? [{ title: "State" }] : [])];
    return Table.folded(ui, `table ${key}`, "Table", () => Table.table(`${name} by ${feature}`, columns, groups.map((one) => ({
      cells: [one.group, one.value, ...(interval ? [one.lower, one.upper] : []), ...(ratios ? [one.ratio] : []), one.rows, ...(limit ? [one.state ? [States.sign(one.state), States.ALL[one.state].word] : ""] : [])],
    }))));
  }

  return { fits, draw };
})();
