// Controls by state: no chart and no proud percentage, but a table of what is adhered to and what is not.
const ControlsForm = (() => {
  const STATES = { violated: "unmet", no_evidence: "unknown", accepted_gap: "unknown", met: "met", not_applicable: null };

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
    return [Panel.panel({ key: `controls ${pillar}`, title }, table(pillar, all, context))];
  }

  function table(pillar, all, { catalogue, reading, now }) {
    const [violations, evidence, info] = ["control_violations", "control_evidence", "control_info"].map((role) => catalogue.one(role, pillar));
    const columns = [{ title: "Control" }, { title: "State" }, { title: "Article" }, { title: "Data set" }, { title: "Violations", number: true }, { title: "Evidence as of" }];
    return Table.table("Controls by state", columns, all.map(({ labels, word, state }) => ({
      cells: [
        name(labels, reading.samples(info, { control: labels.control, framework: labels.framework })[0]),
        [state ? States.sign(state, "") : Dom.h("span", { class: "sign muted", "aria-hidden": "true" }, "–"), word.replaceAll("_", " ")],
        labels.article, labels.dataset || null, reading.value(violations, labels), moment(reading.value(evidence, labels), now),
      ],
    })));
  }

  /** The control's title with its id and whose limit it is held to, or its id alone. */
  function name({ control }, info) {
    if (!info?.labels.title) return control;
    const limit = info.labels.limit ? ` · ${info.labels.limit.replaceAll("_", " ")}` : "";
    return [Dom.h("span", { class: "strong" }, info.labels.title), Dom.h("br"), Dom.h("span", { class: "muted" }, control, limit)];
  }

  const moment = (at, now) => (at === null ? null : Moments.at(at, now));

  return { fits, draw, controls, worst };
})();
