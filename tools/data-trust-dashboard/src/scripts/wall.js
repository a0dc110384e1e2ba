// The wall: what a stranger must know after three seconds, read at five metres, with nothing to touch.
const Wall = (() => {
  const DAY = 86400;

  function wall(context) {
    const { objectives, choices } = context;
    const worst = objectives.filter(({ state }) => state !== "met").slice(0, 3);
    const changed = objectives.filter((one) => one.changed && one.since > context.now - DAY).sort((a, b) => b.since - a.since).slice(0, 4);
    return Dom.h("main", { class: "wall", id: "main" },
      context.connection.link === "lost" ? Notice.notice(context) : null,
      Dom.h("div", { class: "wall-top" }, Dom.h("h1", {}, Verdict.headline(objectives)), Verdict.trust(context)),
      tiles(context),
      Dom.h("div", { class: "wall-bottom" },
        column(worst.length ? "The worst" : "Nothing is unmet", worst.map((one) => item(one, [Objectives.about(one), since(one, context.now), one.owner]))),
        column("Changed since yesterday", changed.length ? changed.map((one) => item(one, [`${States.ALL[one.state].word} since ${Moments.local(one.since, context.now)}`, Objectives.about(one)])) : [Dom.h("li", { class: "muted" }, "nothing")], "changes")),
      Dom.h("footer", { class: "wall-foot" }, Masthead.link(context), choices.view === "wall" ? Dom.h("span", {}, "DTE Trust Dashboard") : Dom.h("a", { href: details() }, "All details")));
  }

  function tiles(context) {
    const { watched, unwatched } = Band.pillars(context);
    return Dom.h("div", { class: "tiles" },
      watched.map((pillar) => tile(pillar, context)),
      unwatched.map((pillar) => Dom.h("div", { class: "tile unwatched" }, Dom.h("h2", {}, Catalogue.title(pillar)), Dom.h("p", {}, "not watched"))));
  }

  function tile(pillar, context) {
    const things = Band.judged(pillar, context);
    const counts = States.count(things);
    const told = States.ORDER.filter((state) => counts[state]);
    return Dom.h("div", { class: "tile", "data-key": `tile ${pillar}` }, Dom.h("h2", {}, Catalogue.title(pillar)),
      things.length ? Dom.h("ul", {}, told.map((state) => Dom.h("li", { class: state }, Dom.h("span", { "aria-hidden": "true" }, `${States.ALL[state].shape} `), Dom.h("b", {}, String(counts[state])), ` ${States.ALL[state].word}`))) : Dom.h("p", { class: "muted" }, "no objective"));
  }

  const column = (title, items, kind = "") => Dom.h("section", {}, Dom.h("h2", {}, title), Dom.h("ul", { class: `wall-list ${kind}` }, items));

  const item = (one, facts) => Dom.h("li", {}, Dom.h("span", { class: "name" }, States.sign(one.state), one.title), Dom.h("span", { class: "muted" }, facts.filter(Boolean).join(" · ")));

  const since = ({ since: at }, now) => (at === null ? "has not run yet" : `since ${Moments.local(at, now)}`);

  function details() {
    const query = new URLSearchParams(location.search);
    query.set("view", "page");
    return `?${query}`;
  }

  return { wall };
})();
