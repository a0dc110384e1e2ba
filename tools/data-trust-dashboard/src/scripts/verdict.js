// The first thing that is read: what is wrong, in words, and the trust ratio with its last seven days.
const Verdict = (() => {
  const WEEK = 604800;

  /** "2 objectives unmet, 1 of insufficient evidence, 11 met", the worst in its colour; quiet when all is met. */
  function headline(objectives) {
    const counts = States.count(objectives);
    if (!objectives.length) return ["No objective is set"];
    if (counts.met === objectives.length) return [`All ${Numbers.counted(counts.met, "objective")} ${counts.met === 1 ? "is" : "are"} met`];
    const told = States.ORDER.filter((state) => counts[state]);
    return told.map((state, index) => {
      const word = state === "insufficient" ? `of ${States.ALL[state].word}` : state;
      const words = `${index === 0 ? Numbers.counted(counts[state], "objective") : counts[state]} ${word}`;
      return index === 0 ? Dom.h("span", { class: state }, shape(state), words) : Dom.h("span", { class: "quiet" }, ", ", words);
    });
  }

  const shape = (state) => Dom.h("span", { class: "sign", "aria-hidden": "true" }, States.ALL[state].shape);

  function trust({ catalogue, reading, past, now }) {
    const metric = catalogue.one("trust_overall");
    const value = reading.value(metric);
    if (value === null) return null;
    const points = past.series(metric, WEEK, reading, now)[0]?.points ?? [];
    const [first, ...others] = TimeAxis.known(points);
    const before = others.length ? `${Numbers.ratio(first[1])} ${Moments.relative(first[0], now)}` : "no history yet";
    return Dom.h("div", { class: "trust", "data-key": "trust" },
      Dom.h("strong", {}, Numbers.exact(value, Numbers.ratio(value))),
      others.length ? Marks.spark(points, TimeAxis.start(now - WEEK, now, [points]), now, { low: 0, high: 1 }) : Dom.h("span"),
      Dom.h("p", { class: "muted", title: metric.help }, `trust ratio, of 1 · ${before}`));
  }

  /** Which checks fail, and for how long: what they say is old, or nothing. */
  function failing({ standing, now }) {
    const failed = standing.filter(({ state }) => state === "unmet");
    if (!failed.length) return null;
    const [worst] = failed.sort((a, b) => (a.valuesAt ?? 0) - (b.valuesAt ?? 0));
    const since = worst.valuesAt === null ? "without values" : ["last good values ", Moments.age(worst.valuesAt, now)];
    return Dom.h("p", { "data-key": "failing" }, States.sign("unmet", ""), Dom.h("a", { href: "#exporter" }, `${Numbers.counted(failed.length, "check")} failing`), `: ${worst.title}, `, since);
  }

  /** Which controls are not adhered to: they are no objectives, but nobody should read past them. */
  function controls(context) {
    return context.catalogue.all("control_state").map(({ pillar }) => {
      const { unmet, unknown, accepted } = States.count(ControlsForm.worst(ControlsForm.controls(pillar, context)));
      const told = [[unmet, "violated"], [unknown, "without evidence"], [accepted, accepted === 1 ? "accepted gap" : "accepted gaps"]].filter(([count]) => count);
      if (!told.length) return null;
      const [[count, word], ...others] = told;
      const what = accepted === count && !others.length ? `${count} ${word}` : `${Numbers.counted(count, "control")} ${word}`;
      return Dom.h("p", { "data-key": `controls of ${pillar}` }, States.sign(unmet ? "unmet" : unknown ? "unknown" : "accepted", ""), Dom.h("a", { href: `#pillar-${pillar}` }, what), others.map(([some, words]) => `, ${some} ${words}`));
    });
  }

  return { headline, trust, failing, controls };
})();
