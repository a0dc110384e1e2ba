// Checks: what the config says of them, and how they run.
class Checks {
  /** `answer` is the exporter's own list; a check that only `/metrics` knows yet is shown all the same. */
  constructor(answer) {
    this.byName = new Map(answer.map((check) => [check.name, Checks.described(check)]));
  }

  static described({ name, pillar, settings, last_run: run }) {
    return { ...settings, name, pillar, message: run?.message ?? "" };
  }

  /** How each check stands in a reading, those that need somebody first. */
  standing(catalogue, reading) {
    const read = (role, check) => reading.value(catalogue.one(role), { check });
    return reading.samples(catalogue.one("check_info")).map(({ labels }) => {
      const about = reading.samples(catalogue.one("check_about"), { check: labels.check })[0]?.labels ?? {};
      const outcome = reading.samples(catalogue.one("check_outcome"), { check: labels.check }).find(({ value }) => value === 1)?.labels.outcome ?? "";
      return {
        ...labels,
        ...about,
        title: about.title || labels.check,
        outcome,
        state: outcome === "" ? "unknown" : outcome === "ok" ? "met" : "unmet",
        message: this.byName.get(labels.check)?.message ?? "",
        ran: read("check_run", labels.check),
        valuesAt: read("check_values", labels.check),
        next: read("check_next", labels.check),
        staleAt: read("check_stale", labels.check),
      };
    }).sort((a, b) => States.rank(a.state) - States.rank(b.state));
  }
}
