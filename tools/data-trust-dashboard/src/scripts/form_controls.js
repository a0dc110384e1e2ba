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

  function draw(pillar, context) {
    const all = controls(pillar, context);
    if (!all.length) return [];
    const counts = Map.groupBy(all, ({ word }) => word);
    const title = [...counts].map(([word, some]) => `${some.length} ${word.replaceAll("_", " ")}`).join(", ");
    return [Panel.panel({ key: `controls ${pillar}`, title }, table(pillar, counts, context))];
  }

  function table(pillar, counts, { catalogue, reading, now }) {
    const [violations, evidence, deadline] = ["control_violations", "control_evidence", "deadline"].map((role) => catalogue.one(role, pillar));
    const columns = [{ title: "Control" }, { title: "State" }, { title: "Article" }, { title: "Data set" }, { title: "Violations", number: true }, { title: "Evidence as of" }, ...(deadline ? [{ title: "Deadline" }] : [])];
    const moment = (metric, labels) => { const at = reading.value(metric, labels); return at === null ? null : Moments.at(at, now); };
    return Table.table("Controls by state", columns, [...counts.values()].flat().map(({ labels, word, state }) => ({
      cells: [labels.control, [state ? States.sign(state, "") : Dom.h("span", { class: "sign muted", "aria-hidden": "true" }, "–"), word.replaceAll("_", " ")], labels.article, labels.dataset || null, reading.value(violations, labels), moment(evidence, labels), ...(deadline ? [moment(deadline, { dataset: labels.dataset })] : [])],
    })));
  }

  return { fits, draw, controls };
})();
