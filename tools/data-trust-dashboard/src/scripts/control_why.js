// Why a control stands as it does: what breaks it, since when, who minds it, what is due, and how its cases are listed.
const ControlWhy = (() => {
  /** `at` is when its evidence was found. */
  function of(labels, at, context) {
    const told = context.controls(labels.control, at);
    const one = told?.find(({ framework, dataset }) => framework === labels.framework && dataset === labels.dataset);
    if (!one) return Dom.h("p", { class: "muted" }, told === undefined ? "Reading the evidence …" : "The exporter tells no more of it.");
    const time = (text) => text && Moments.both(Date.parse(text) / 1000, context.now);
    const gap = one.accepted_gap;
    return Dom.h("div", { class: "evidence" },
      Dom.h("p", {}, one.asks),
      Evidence.list([
        ["Violated by", one.violations !== null && `${Numbers.short(one.violations)} of ${Numbers.short(one.examined)} examined`],
        ["Since", time(one.since)],
        ["Law", `${one.cited} · limit: ${one.limit === "law" ? "the law's" : "own policy"}`],
        ["Owner", Evidence.people(one.owner, one.team)],
        ["Next deadline", one.violations > 0 && (time(one.next_deadline) ?? "none that its checks tell of")],
        ["Accepted", gap && `until ${gap.until}: ${gap.reason}. ${gap.owner} answers for it`],
        ["Does not apply", one.not_applicable],
        ["Not seen", one.cannot_see],
      ]),
      one.evidence.map((found) => cases(found, context)));
  }

  /** The cases that one check found, by name or by the query that lists them. */
  function cases({ check, runbook, places, query, why_no_query: none }, { checks, objectives }) {
    const unmet = objectives.filter(({ labels, state }) => labels.check === check && state === "unmet");
    return [
      Dom.h("p", {}, Dom.h("span", { class: "strong" }, checks.byName.get(check)?.title || check), " · ", Evidence.link(runbook, "runbook") ?? "no runbook is named"),
      Object.keys(places).length ? Dom.h("ul", {}, Object.entries(places).map(([place, faults]) => Dom.h("li", {}, Dom.h("span", { class: "strong" }, place), `: ${faults.join("; ")}`))) : null,
      query ? [Dom.h("p", { class: "muted" }, "To list the cases, in the database that holds them:"), Dom.h("pre", {}, query)] : Dom.h("p", { class: "muted" }, none),
      !query && !Object.keys(places).length && unmet.length ? Dom.h("ul", {}, unmet.map((one) => Dom.h("li", {}, `${one.title}: ${Objectives.about(one)}, ${Numbers.short(one.value)}`))) : null,
    ];
  }

  return { of };
})();
