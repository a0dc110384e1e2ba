// What stands behind a value: asked for when somebody wants to know, forgotten when too much is held.
class EvidenceStore {
  static HELD = 30;

  constructor(exporter, redraw) {
    this.exporter = exporter;
    this.redraw = redraw;
    this.held = new Map();
  }

  /** The evidence of a check's values of the time `valuesAt`: undefined while it is read, null where there is none. */
  of(check, valuesAt) {
    const found = this.held.get(check);
    if (found?.valuesAt !== valuesAt) this.read(check, valuesAt, found?.evidence);
    return this.held.get(check)?.evidence;
  }

  async read(check, valuesAt, former) {
    this.held.delete(check);
    this.held.set(check, { valuesAt, evidence: former });
    if (this.held.size > EvidenceStore.HELD) this.held.delete(this.held.keys().next().value);
    try {
      const { results } = await this.exporter.json(`/api/v1/results?check=${encodeURIComponent(check)}`);
      this.held.set(check, { valuesAt, evidence: results[0]?.values?.evidence ?? null });
    } catch {
      this.held.set(check, { valuesAt, evidence: former ?? null });
    }
    this.redraw();
  }
}

const Evidence = (() => {
  /** Why an objective is as it is: what was meant, what was measured, on which rows. */
  function of(objective, context) {
    const { labels, metric, why, check } = objective;
    const evidence = context.evidence(labels.check);
    const facts = [
      ["Measured", metric?.help],
      ["By", [check?.title || labels.check, check && ` (${check.check})`]],
      ...(evidence ? Object.entries(evidence.windows).map(([name, window]) => [Catalogue.title(name), `${window}${used(evidence, name)}`]) : []),
      ["Left out", evidence && leftOut(evidence).join("; ")],
      ["Not defined", evidence?.undefined.join("; ")],
      ["Notices", evidence?.notices?.join("; ")],
      ["Fingerprint", evidence && Object.values(evidence.fingerprints).join(", ")],
      ["Last run", check?.message],
    ].filter(([, text]) => text && text.length);
    const address = context.exporter.link(`/api/v1/results?check=${encodeURIComponent(labels.check)}`);
    return Dom.h("div", { class: "evidence" },
      why ? Dom.h("p", {}, why) : null,
      evidence === undefined ? Dom.h("p", { class: "muted" }, "Reading the evidence …") : null,
      Dom.h("dl", { class: "facts" }, facts.map(([name, text]) => [Dom.h("dt", {}, name), Dom.h("dd", {}, text)])),
      address ? Dom.h("p", {}, Dom.h("a", { href: address }, "All that stands behind it, as JSON")) : null);
  }

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

  return { of };
})();
