// The top of the page: where the graph comes from, the verdict, and what the reader may choose.
const Head = (() => {
  const LINKS = { sample: ["unknown", "Sample data"], file: ["unwatched", "From a file"], connecting: ["unknown", "Connecting …"], live: ["met", "Live"], polling: ["met", "Polling"], lost: ["failed", "Disconnected"] };

  function masthead({ link, at, file, now, served }) {
    const [state, word] = LINKS[link];
    return Dom.h("header", { class: "masthead" },
      Dom.h("div", {}, Dom.h("p", { class: "product" }, "DTE Lineage Tracker"),
        Dom.h("p", { class: "link-state", role: "status" }, Dom.h("span", {}, Signs.sign(state), word), file ? Dom.h("span", {}, `· ${file}`) : null, at ? Dom.h("span", {}, "· graph as of ", ...Moments.both(at, now)) : null)),
      Dom.h("div", { class: "controls" },
        served ? Dom.h("a", { href: "./" }, "Dashboard") : null,
        Dom.h("label", { class: "file" }, "Open a graph …", Dom.h("input", { type: "file", accept: ".json,application/json", "data-file": "", "data-key": "file" }))));
  }

  function notice({ link, problem, empty }) {
    const text = problem ? Dom.h("p", {}, Signs.sign("failed"), problem)
      : link === "sample" ? Dom.h("p", {}, Dom.h("b", {}, "Sample data. "), "An invented shop of six jobs, with a fault in its customers. Open or drop the file that ", Dom.h("code", {}, "dte-exporter lineage export --format json"), " writes to see yours, or open /lineage of an exporter.")
      : link === "file" ? Dom.h("p", {}, "A file tells what is made from what; how far it is to be trusted is known to a running exporter alone.")
      : link === "lost" ? Dom.h("p", {}, Signs.sign("failed"), Dom.h("b", {}, "The exporter does not answer. "), "What you see may have changed; trying again …")
      : empty ? Dom.h("p", {}, "No data set and no job is known yet.") : null;
    return text && Dom.h("div", { class: `notice${problem || link === "lost" ? " lost" : ""}`, role: problem ? "alert" : "status", "data-key": "notice" }, text);
  }

  /** "▲ 1 data set unmet, 3 inherit doubt, 1 unknown, 2 met": in words, the worst first. */
  function verdict({ lineage, standings }) {
    const count = (nodes) => Signs.ORDER.map((state) => [state, nodes.filter(({ id }) => standings.get(id).state === state).length]).filter(([, number]) => number);
    const datasets = count(lineage.datasets), jobs = count(lineage.jobs);
    return Dom.h("div", { class: "verdict" },
      Dom.h("h1", { "data-key": "verdict" }, title(datasets)),
      tally("Data sets", datasets), tally("Jobs", jobs));
  }

  function title(datasets) {
    const counts = Object.fromEntries(datasets);
    const { unmet = 0, doubt = 0, unknown = 0, met = 0 } = counts;
    if (unmet || doubt) return [Signs.sign(unmet ? "unmet" : "doubt"), [unmet && `${Numbers.counted(unmet, "data set")} unmet`, doubt && `${doubt} ${doubt === 1 ? "inherits" : "inherit"} doubt`].filter(Boolean).join(", ")];
    if (unknown) return [Signs.sign("unknown"), `${Numbers.counted(unknown, "data set")} unknown`];
    return met ? [Signs.sign("met"), "No data set is in doubt"] : [Signs.sign("unwatched"), "No data set is watched"];
  }

  const tally = (name, counts) => (counts.length ? Dom.h("p", { class: "counts" }, Dom.h("span", { class: "muted" }, name), counts.map(([state, number]) => Dom.h("span", { class: "nowrap" }, Signs.sign(state), `${number} ${(number > 1 && Signs.ALL[state].many) || Signs.ALL[state].word}`))) : null);

  function tools({ search, matches, shown, way, depth, chosen }) {
    const radio = (key, word) => Dom.h("label", { title: key !== "all" && !chosen ? "Choose a data set or a job first" : null }, Dom.h("input", { type: "radio", name: "way", value: key, checked: way === key, disabled: key !== "all" && !chosen, "data-key": `way ${key}` }), word);
    return Dom.h("form", { class: "tools", role: "search", "aria-label": "What to show" },
      Dom.h("input", { type: "search", name: "search", value: search, "aria-label": "Search data sets, jobs, owners and columns", placeholder: "Search names, owners, columns", autocomplete: "off", spellcheck: "false", "data-key": "search" }),
      Dom.h("span", { class: "muted", role: "status" }, search ? `${Numbers.short(matches.length)} of ${Numbers.short(shown.length)}` : ""),
      Dom.h("div", { class: "range", role: "radiogroup", "aria-label": "What is shown of the graph" }, Object.entries(Reach.WAYS).map(([key, word]) => radio(key, word))),
      way === "all" ? null : Dom.h("select", { name: "depth", "aria-label": "How far", "data-key": "depth" }, Object.entries(Reach.DEPTHS).map(([steps, word]) => Dom.h("option", { value: steps, selected: Number(steps) === depth }, word))));
  }

  return { masthead, notice, verdict, tools };
})();
