// The exporter itself, last and small: which checks failed or are stale, and when they run next.
const Runs = (() => {
  const MOST = 10;

  function section(context) {
    const { standing, catalogue, reading, ui, now } = context;
    const shown = ui.open.has("checks") ? standing : standing.slice(0, MOST);
    const failed = standing.filter(({ state }) => state === "unmet").length;
    const build = reading.samples(catalogue.one("build"))[0]?.labels.version;
    const columns = [{ title: "Check" }, { title: "Last run" }, { title: "When" }, { title: "Next" }, { title: "Values of" }, { title: "Owner" }];
    return Dom.h("section", { class: "band", "aria-labelledby": "exporter", "data-key": "exporter" },
      Dom.h("div", { class: "band-head" },
        Dom.h("h2", { id: "exporter" }, "The exporter itself"),
        Dom.h("p", { class: failed ? "unmet" : "muted" }, failed ? [States.sign("unmet", ""), `${Numbers.counted(failed, "check")} failing`] : `${Numbers.counted(standing.length, "check")}, none failing`),
        build ? Dom.h("p", { class: "muted" }, `version ${build}`) : null),
      Dom.h("div", { class: "panel" }, Table.table("Checks, those that need somebody first", columns, shown.map((check) => ({ cells: [
        [Dom.h("span", { class: "strong" }, check.title), Dom.h("br"), Dom.h("span", { class: "muted" }, check.check)],
        [States.sign(check.state, ""), check.outcome.replaceAll("_", " ") || "waiting", check.message && check.state !== "met" ? [Dom.h("br"), Dom.h("span", { class: "muted" }, check.message)] : null],
        check.ran === null ? "not yet" : Moments.age(check.ran, now),
        check.next === null ? null : check.next <= now ? "due" : Moments.age(check.next, now),
        check.valuesAt === null ? "none yet" : [Moments.age(check.valuesAt, now), check.staleAt !== null && check.staleAt < now ? ", stale" : ""],
        check.owner || null,
      ] }))), Panel.more(ui, "checks", standing.length, MOST)));
  }

  return { section };
})();
