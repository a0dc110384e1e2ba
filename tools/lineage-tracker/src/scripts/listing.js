// The table beside the picture: all data sets and jobs, the worst first, with their states, owners and last runs.
const Listing = (() => {
  const MOST = 100;

  function table(context) {
    const { matches, chosen, more } = context;
    const rows = ranked(matches, context), first = more ? rows : rows.slice(0, MOST);
    const listed = rows.includes(chosen) && !first.includes(chosen) ? [...first, chosen] : first; // what was chosen is always there
    const current = rows.includes(chosen) ? chosen : rows[0];
    return Dom.h("section", { class: "listing", "aria-label": "All data sets and jobs" },
      Dom.h("div", { class: "scroll", "data-key": "rows", tabindex: rows.length ? null : "0" },
        Dom.h("table", {},
          Dom.h("caption", {}, caption(rows.length, context)),
          Dom.h("thead", {}, Dom.h("tr", {}, ["Name", "State", "Owner", "Last run"].map((title) => Dom.h("th", { scope: "col", class: title.toLowerCase().replace(" ", "-") }, title)))),
          Dom.h("tbody", {}, listed.map((node) => row(node, node === current, context))))),
      rows.length > listed.length ? Dom.h("button", { class: "link", "data-more": "", "data-key": "more" }, `Show all ${Numbers.short(rows.length)}`) : null);
  }

  const caption = (count, { search }) => `${Numbers.counted(count, "row")}${search ? " found" : ""}, the worst first`;

  function ranked(nodes, { standings }) {
    const rank = new Map(nodes.map((node) => [node, Signs.rank(standings.get(node.id).state)]));
    return nodes.toSorted((a, b) => rank.get(a) - rank.get(b));
  }

  /** A name that may be broken after its dots, slashes and underscores, before it is broken anywhere. */
  const breakable = (name) => name && name.split(/(?<=[./_])/).flatMap((part, at) => (at ? [Dom.h("wbr"), part] : [part]));

  function row(node, current, { standings, chosen, now }) {
    const standing = standings.get(node.id), run = Lineage.lastRun(node);
    return Dom.h("tr", { "data-key": `row ${node.id}`, "aria-selected": node === chosen ? "true" : null },
      Dom.h("th", { scope: "row" },
        Dom.h("button", { class: "link", "data-choose": node.id, "data-key": `choose ${node.id}`, tabindex: current ? "0" : "-1", "aria-pressed": String(node === chosen) }, breakable(node.name) || "(no name)"),
        Dom.h("span", { class: "muted where" }, [node.kind === "job" ? "job" : "data set", ...node.labels, node.namespace].join(" · "))),
      Dom.h("td", {}, Dom.h("div", { class: "state" }, Signs.sign(standing.state), Dom.h("span", {}, Trust.word(standing)))),
      Dom.h("td", { class: "owner" }, node.owners.join(", ") || "–"),
      Dom.h("td", { class: "last-run" }, run ? [Signs.sign(run.state in Signs.ALL ? run.state : "untold"), Dom.h("span", { class: "unseen" }, `${run.state} `), Moments.age(run.at, now)] : "–"));
  }

  return { table };
})();
