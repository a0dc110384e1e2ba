// What stands behind a value: asked for when somebody wants to know, forgotten when too much is held.
class EvidenceStore {
  static HELD = 30;

  constructor(exporter, redraw) {
    this.exporter = exporter;
    this.redraw = redraw;
    this.held = new Map();
  }

  /** The evidence of a check's values of the time `at`: undefined while it is read, null where there is none. */
  evidence(check, at) {
    return this.of(`/api/v1/results?check=${encodeURIComponent(check)}`, at, ({ results }) => results[0]?.values?.evidence);
  }

  /** What is told of a control on each data set, likewise. */
  controls(name, at) {
    return this.of(`/api/v1/controls?control=${encodeURIComponent(name)}`, at, ({ controls }) => controls);
  }

  of(path, at, pick) {
    const found = this.held.get(path);
    if (found?.at !== at) this.read(path, at, pick, found?.told);
    return this.held.get(path)?.told;
  }

  async read(path, at, pick, former) {
    this.held.delete(path);
    this.held.set(path, { at, told: former });
    if (this.held.size > EvidenceStore.HELD) this.held.delete(this.held.keys().next().value);
    try {
      this.held.set(path, { at, told: pick(await this.exporter.json(path)) ?? null });
    } catch {
      this.held.set(path, { at, told: former ?? null });
    }
    this.redraw();
  }
}

const Evidence = (() => {
  const DECIDE = { interval: "the whole interval of the value", both: "what is beyond the limit and significant as well" };

  /** Why an objective is as it is: what was meant, what was measured, on which rows, since when, and who minds it. */
  function of(objective, context) {
    const { labels, metric, why, check, state, since, owner, team, decide } = objective;
    const evidence = context.evidence(labels.check);
    const facts = [
      ...Subject.facts(objective, evidence, context),
      [`${Catalogue.title(States.ALL[state].word)} since`, since === null ? null : Moments.both(since, context.now)],
      ["Decided by", DECIDE[decide]],
      ["Trend", Subject.trend(objective, context)],
      ["Owner", people(owner, team)],
      ["Runbook", runbook(objective.runbook)],
      ["Measured", metric?.help],
      ["By", [check?.title || labels.check, check && ` (${check.check})`]],
      ...(evidence ? Object.entries(evidence.windows).map(([name, window]) => [Catalogue.title(name), `${window}${used(evidence, name)}`]) : []),
      ["Computed", evidence?.unchanged_since ? [...Moments.both(evidence.unchanged_since, context.now), ": the rows have not changed since"] : null],
      ["Left out", evidence && leftOut(evidence).join("; ")],
      ["Not defined", evidence?.undefined.join("; ")],
      ["Notices", evidence?.notices?.join("; ")],
      ["Fingerprint", evidence && Object.values(evidence.fingerprints).join(", ")],
      ["Last run", check?.message],
    ];
    const address = context.exporter.link(`/api/v1/results?check=${encodeURIComponent(labels.check)}`);
    return Dom.h("div", { class: "evidence" },
      why ? Dom.h("p", {}, why) : null,
      evidence === undefined ? Dom.h("p", { class: "muted" }, "Reading the evidence …") : null,
      list(facts),
      address ? Dom.h("p", {}, Dom.h("a", { href: address }, "All that stands behind it, as JSON")) : null);
  }

  /** What is known, each thing by its name; what is not is left out. */
  function list(facts) {
    const known = facts.filter(([, told]) => told && told.length !== 0);
    return Dom.h("dl", { class: "facts" }, known.map(([name, told]) => [Dom.h("dt", {}, name), Dom.h("dd", {}, told)]));
  }

  const people = (owner, team) => [owner || "nobody is named", team && `team ${team}`].filter(Boolean).join(", ");

  /** Only addresses of the web become links: another could be a script. */
  const link = (address, text) => (/^https?:\/\//.test(address) ? Dom.h("a", { href: address, rel: "noreferrer" }, text) : null);

  const runbook = (address) => link(address, address) ?? "none is named: set runbook on the check, its objective or its data set";

  /** How many rows of a window were used, and of how many; an exporter of before knows of no others. */
  function used({ rows, rows_read: read = {} }, window) {
    if (rows[window] === undefined) return "";
    const all = Math.max(rows[window], read[window] ?? 0);
    return all > rows[window] ? `: ${Numbers.short(rows[window])} of ${Numbers.counted(all, "row")}` : `: ${Numbers.counted(all, "row")}`;
  }

  /** Which rows a check left out, in words. */
  function leftOut({ left_out: rows = [] }) {
    return rows.map(({ column, reason, rows: count, window }) => {
      const what = reason === "lone_prediction" ? "with fewer than two predictions" : `without ${column}`;
      return `${Numbers.counted(count, "row")} ${what}${window === "current" ? "" : ` in ${window}`}`;
    });
  }

  return { of, list, people, link, runbook };
})();
