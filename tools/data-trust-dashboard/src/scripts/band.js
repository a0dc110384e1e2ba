// A pillar's band: its name and counts by state at the left, what was made for its question at the right.
const Band = (() => {
  const FORMS = [GroupsForm, ScoresForm, ControlsForm, CourseForm, FactsForm];

  /** The things that are counted in a pillar: its objectives and its controls. */
  function judged(pillar, context) {
    return [...context.objectives.filter(({ labels }) => labels.pillar === pillar), ...ControlsForm.worst(ControlsForm.controls(pillar, context)).filter(({ state }) => state)];
  }

  /** The pillars that something is known of, and those that nothing watches here. */
  function pillars(context) {
    const watched = (pillar) => context.standing.some((check) => check.pillar === pillar) || judged(pillar, context).length > 0;
    const configured = context.reading.samples(context.catalogue.one("check_info")).map(({ labels }) => labels.pillar);
    const all = [...new Set([...configured, ...context.catalogue.pillars])]; // in the order of the config
    return { watched: all.filter(watched), unwatched: all.filter((pillar) => !watched(pillar)) };
  }

  function band(pillar, context) {
    return Dom.h("section", { class: "band", "data-key": `band ${pillar}`, "aria-labelledby": `pillar-${pillar}` }, head(pillar, context), Dom.h("div", { class: "panels" }, body(pillar, context)));
  }

  function head(pillar, context) {
    const checks = context.standing.filter((check) => check.pillar === pillar);
    const newest = Math.max(...checks.map(({ valuesAt }) => valuesAt ?? 0), 0);
    const things = judged(pillar, context);
    return Dom.h("div", { class: "band-head" },
      Dom.h("h2", { id: `pillar-${pillar}` }, Catalogue.title(pillar)),
      things.length ? States.tally(things) : Dom.h("p", { class: "muted" }, "No objective is set here"),
      checks.length ? Dom.h("p", { class: "muted" }, Numbers.counted(checks.length, "check"), newest ? [", values of ", ...Moments.both(newest, context.now)] : ", none has values yet") : null,
      newest || !checks.length ? Dom.h("div", { class: "panel-tools" }, Dom.h("button", { class: "tool", "data-csv": pillar, "aria-label": `Save the values of ${pillar} as CSV` }, "CSV")) : null);
  }

  function body(pillar, context) {
    const { catalogue, reading, ui } = context;
    const metrics = catalogue.metrics.filter((metric) => metric.pillar === pillar && reading.samples(metric).length);
    const formed = FORMS.filter((form) => form.fits(pillar, context)).flatMap((form) => form.draw(pillar, context));
    const drawn = formed.length ? formed : PlainForm.draw(pillar, context);
    if (!drawn.length) return Dom.h("p", { class: "empty" }, waiting(pillar, context));
    return [drawn, Table.folded(ui, `values ${pillar}`, "All values", () => Table.values(`All values of ${pillar}`, metrics, reading))];
  }

  function waiting(pillar, { standing, now }) {
    const checks = standing.filter((check) => check.pillar === pillar);
    const failed = checks.find(({ message }) => message);
    if (failed) return `No values: ${failed.title}: ${failed.message}`;
    const next = Math.min(...checks.map(({ next: at }) => at ?? Infinity));
    return Number.isFinite(next) ? ["No values yet; the next run is due ", Moments.age(next, now), "."] : "No values yet.";
  }

  return { band, pillars, judged };
})();
