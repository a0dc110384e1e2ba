// Objectives as they stand: the values say how, the checks' settings say what they are called and who minds them.
const Objectives = (() => {
  /** All objectives of a reading, the worst first. */
  function all({ catalogue, reading, checks }) {
    return reading.samples(catalogue.one("objective_met"))
      .map(({ labels, value }) => one(catalogue, reading, checks.byName.get(labels.check), labels, value))
      .sort(worse);
  }

  function one(catalogue, reading, check, labels, met) {
    const { subject, ...objective } = labels;
    const read = (role) => reading.value(catalogue.one(role), labels);
    const limit = (bound) => reading.value(catalogue.one("objective_limit"), { ...objective, bound });
    const set = check?.objectives[labels.objective] ?? {};
    const metric = catalogue.judged(labels.pillar, labels.objective);
    const told = (role) => reading.samples(catalogue.one(role), { check: labels.check })[0]?.labels;
    const info = { ...told("check_info"), ...told("check_about") };
    const known = read("objective_known") === 1;
    return {
      labels,
      key: ["objective", labels.check, labels.objective, subject].join(" "),
      state: met === 1 ? "met" : !known ? "unknown" : read("objective_insufficient") === 1 ? "insufficient" : "unmet",
      value: read("objective_value"),
      interval: Subject.interval(metric, labels, catalogue, reading),
      max: limit("max"),
      min: limit("min"),
      since: read("objective_since"),
      changed: changed(catalogue, reading, labels),
      metric,
      decide: set.decide,
      title: set.title || Catalogue.title(labels.objective),
      why: set.why || check?.why || "",
      owner: set.owner || info.owner || "",
      team: set.team || info.team || "",
      runbook: set.runbook || info.runbook || "",
      check,
    };
  }

  /** Whether it was ever judged otherwise: a first judgement is no change. */
  function changed(catalogue, reading, labels) {
    return reading.samples(catalogue.one("objective_runs"), labels).filter(({ value }) => value > 0).length > 1;
  }

  function worse(a, b) {
    return States.rank(a.state) - States.rank(b.state) || excess(b) - excess(a) || a.title.localeCompare(b.title);
  }

  /** How far the value lies beyond its limit, as a share of the limit: so that objectives can be ranked. */
  function excess({ value, max, min }) {
    if (value === null) return -1;
    const beyond = Math.max(max === null ? -Infinity : value - max, min === null ? -Infinity : min - value);
    return beyond / (Math.abs(max ?? min) || 1);
  }

  /** "at most 0.1", "at least 0.8", or both. */
  function limit({ max, min }) {
    return [max !== null && `at most ${Numbers.short(max)}`, min !== null && `at least ${Numbers.short(min)}`].filter(Boolean).join(" and ");
  }

  /** What it is about, in one line. */
  const about = ({ labels }) => [labels.subject.replaceAll("/", ", "), labels.dataset, labels.model].filter(Boolean).join(" · ");

  return { all, limit, about };
})();
