// Controls by state: no chart and no proud percentage, but a table of what is adhered to and what is not.
const ControlsForm = (() => {
  const MOST = 10;
  const STATES = { violated: "unmet", no_evidence: "unknown", accepted_gap: "accepted", met: "met", not_applicable: null };

  const fits = (pillar, { catalogue }) => catalogue.all("control_state", pillar).length > 0;

  /** Every control in the state that it is in, the worst first. */
  function controls(pillar, { catalogue, reading }) {
    const order = Object.keys(STATES);
    return reading.samples(catalogue.one("control_state", pillar)).filter(({ value }) => value === 1)
      .map(({ labels: { state: word, ...labels } }) => ({ labels, word, state: word in STATES ? STATES[word] : "unknown" }))
      .sort((a, b) => order.indexOf(a.word) - order.indexOf(b.word) || a.labels.control.localeCompare(b.labels.control, "en", { numeric: true }));
  }

  /** Each control once, in the worst state that it is in on any data set. */
  function worst(all) {
    const seen = new Set();
    const isNew = ({ labels: { framework, control } }) => seen.size < seen.add(`${framework} ${control}`).size;
    return all.filter(isNew);
  }

  function draw(pillar, context) {
    const all = controls(pillar, context);
    if (!all.length) return [];
    const counts = Map.groupBy(worst(all), ({ word }) => word);
    const title = [...counts].map(([word, some]) => `${some.length} ${word.replaceAll("_", " ")}`).join(", ");
    const key = `controls ${pillar}`;
    const shown = context.ui.open.has(key) ? all : all.slice(0, MOST);
    return [Panel.panel({ key, title }, table(pillar, shown, context), Panel.more(context.ui, key, all.length, MOST))];
  }

  function table(pillar, all, context) {
    const { catalogue, reading, ui, now } = context;
    const [violations, evidence, info] = ["control_violations", "control_evidence", "control_info"].map((role) => catalogue.one(role, pillar));
    const columns = [{ title: "Control" }, { title: "State" }, { title: "Law" }, { title: "Data set" }, { title: "Violations", number: true }, { title: "Evidence as of" }];
    return Table.table("Controls by state", columns, all.map(({ labels, word, state, key = ["control", ...Object.values(labels)].join(" ") }) => ({
      more: ui.open.has(key) ? ControlWhy.of(labels, reading.value(evidence, labels), context) : null,
      cells: [
        name(labels, reading.samples(info, { control: labels.control, framework: labels.framework })[0], key, ui),
        Dom.h("span", { class: "nowrap" }, state ? States.sign(state, "") : Dom.h("span", { class: "sign muted", "aria-hidden": "true" }, "–"), word.replaceAll("_", " ")),
        Dom.h("div", { class: "law" }, law(labels, context)), labels.dataset || null, reading.value(violations, labels), moment(reading.value(evidence, labels), now),
      ],
    })));
  }

  /** The article with the name of its law: two laws have an Article 10. */
  function law({ framework, article }, { catalogue, reading }) {
    const { law: short, title } = reading.samples(catalogue.one("framework_info"), { framework })[0]?.labels ?? {};
    return `${short || title || framework} Art. ${article}`;
  }

  /** The control's title with its id and whose limit it is held to, or its id alone; and the way to why. */
  function name({ control }, info, key, ui) {
    const title = info?.labels.title || control;
    const limit = info?.labels.limit ? ` · ${info.labels.limit.replaceAll("_", " ")}` : "";
    return [Dom.h("span", { class: "strong" }, title), Dom.h("br"), Dom.h("span", { class: "muted" }, control, limit, " · "),
      Dom.h("button", { class: "link", "data-flip": key, "data-key": `why ${key}`, "aria-expanded": String(ui.open.has(key)), "aria-label": `Why: ${title}` }, "why")];
  }

  const moment = (at, now) => (at === null ? null : Moments.at(at, now));

  return { fits, draw, controls, worst };
})();
