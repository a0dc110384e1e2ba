// What is recommended for each model, and why.
const Advice = (() => {
  /** A panel, or null where no model has a policy. */
  function panel(pillar, { catalogue, reading, objectives }) {
    const [retrain, look] = ["retrain", "investigate"].map((role) => catalogue.one(role, pillar));
    const models = [...new Set([retrain, look].flatMap((metric) => reading.samples(metric).map(({ labels }) => labels.model)))];
    if (!models.length) return null;
    return Panel.panel({ key: `advice ${pillar}`, title: title(reading, retrain, look) }, models.map((model) => Dom.h("div", { class: "advice" },
      Dom.h("p", { class: "strong" }, model),
      reasons("Retrain it", reading.samples(retrain, { model }), objectives),
      reasons("Have somebody look at it", reading.samples(look, { model }), objectives))));
  }

  function title(reading, retrain, look) {
    const holds = (metric) => reading.samples(metric).some(({ value }) => value === 1);
    return holds(retrain) ? "Retraining is recommended" : holds(look) ? "A look is recommended" : "Nothing is recommended";
  }

  function reasons(what, samples, objectives) {
    if (!samples.length) return null;
    return Dom.h("div", {}, Dom.h("p", { class: "muted" }, what), Dom.h("ul", { class: "advice" }, samples.map(({ labels, value }) =>
      Dom.h("li", {}, States.sign(value === 1 ? "unmet" : "met", value === 1 ? "yes" : "no"), Dom.h("span", { class: value === 1 ? "strong" : "muted" }, `${value === 1 ? "because of" : "not because of"} ${labels.reason.replaceAll("_", " ")}${value === 1 ? rest(labels.reason, objectives) : ""}`)))));
  }

  /** On what the breaches of a pillar rest, where none of its unmet objectives goes by a bare value. */
  function rest(pillar, objectives) {
    const unmet = objectives.filter(({ labels, state }) => labels.pillar === pillar && state === "unmet");
    return unmet.length && unmet.every(({ decide }) => decide && decide !== "point") ? ", decided on evidence" : "";
  }

  return { panel };
})();
