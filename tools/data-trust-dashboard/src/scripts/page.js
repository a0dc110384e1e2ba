// The page for the desk: verdict, what is unmet, a band a pillar, the exporter itself.
const Page = (() => {
  const LINKS = { Metrics: "/metrics", Results: "/api/v1/results", Catalogue: "/api/v1/catalogue", "API": "/api/v1/openapi.json", "Status without scripts": "/status" };

  const LINEAGE = { "What is made from what": "/lineage" }; // where the exporter knows of any

  const TRUST = "It is the share of objectives that are met, the mean over checks, then over pillars. Controls are counted apart.";

  function page(context) {
    const { watched, unwatched } = Band.pillars(context);
    const bands = watched.map((pillar) => Band.band(pillar, context)); // first: what is said of an objective leads to its chart
    return Dom.h("div", { class: "page" },
      Dom.h("a", { class: "skip", href: "#main" }, "Skip to the verdict"),
      Masthead.masthead(context), Notice.notice(context),
      Dom.h("main", { id: "main", tabindex: "-1", style: { display: "grid", gap: "var(--band)", outline: "none" } },
        top(context), bands, unwatched.length ? unwatchedNote(unwatched) : null, Runs.section(context)),
      foot(context));
  }

  function top(context) {
    const { objectives, standing } = context;
    const began = standing.some(({ outcome }) => outcome);
    return Dom.h("div", { class: "top" },
      Dom.h("div", { class: "verdict" }, Dom.h("h1", { "data-key": "verdict" }, Verdict.headline(objectives)), began ? [Verdict.trust(context), Dom.h("p", { class: "muted" }, TRUST)] : Dom.h("p", { class: "muted" }, "Nothing has run yet."), Verdict.controls(context), Verdict.failing(context), contents(context)),
      Board.board(context));
  }

  /** The pillars with their counts, to jump to. */
  function contents(context) {
    return Dom.h("nav", { "aria-label": "Pillars" }, Dom.h("ul", { class: "contents" }, Band.pillars(context).watched.map((pillar) => {
      const counts = States.count(Band.judged(pillar, context));
      return Dom.h("li", {}, Dom.h("a", { href: `#pillar-${pillar}` }, Catalogue.title(pillar)), Dom.h("span", {}, States.ORDER.filter((state) => counts[state]).map((state) => Dom.h("span", { class: `count ${state}` }, States.sign(state), String(counts[state])))));
    })));
  }

  const unwatchedNote = (pillars) => Dom.h("p", { class: "muted" }, `Not watched here: ${pillars.join(", ")}.`);

  function foot({ exporter, catalogue, reading }) {
    if (!exporter.link("/")) return null;
    const inherits = reading.samples(catalogue.one("upstream_objectives_unmet")).length > 0;
    return Dom.h("footer", {}, Dom.h("ul", {}, Object.entries({ ...(inherits ? LINEAGE : {}), ...LINKS }).map(([name, path]) => Dom.h("li", {}, Dom.h("a", { href: exporter.link(path) }, name)))));
  }

  return { page };
})();
