// All that is known of the node that was chosen.
const Detail = (() => {
  const MOST = 5;

  function section(context) {
    const { chosen, standings } = context;
    if (!chosen) return Dom.h("section", { class: "detail", "aria-label": "What was chosen" }, Dom.h("p", { class: "muted" }, "Choose a data set to see its columns and what each is made from, or a job to see its runs."));
    const standing = standings.get(chosen.id);
    return Dom.h("section", { class: "detail panel", "aria-labelledby": "chosen", "data-key": `detail ${chosen.id}` },
      Dom.h("div", { class: "panel-head" },
        Dom.h("div", {}, Dom.h("h2", { id: "chosen", tabindex: "-1" }, chosen.name || "(no name)"), Dom.h("p", { class: "muted" }, [chosen.kind === "job" ? "Job" : "Data set", chosen.namespace].join(" · "))),
        Dom.h("button", { class: "tool", "data-close": "" }, "Close")),
      Dom.h("p", {}, Signs.sign(standing.state), stated(standing, context)),
      Dom.h("dl", { class: "facts" }, (chosen.kind === "job" ? ofJob(chosen, context) : ofDataset(chosen, standing, context)).filter(([, value]) => value && value.length !== 0).map(([name, value]) => [Dom.h("dt", {}, name), Dom.h("dd", {}, value)])),
      chosen.kind === "job" ? runs(chosen, context) : Columns.table(context));
  }

  /** Its state in words, with the way to whom it inherits doubt from. */
  function stated(standing, { lineage }) {
    if (standing.state !== "doubt") return Signs.ALL[standing.state].word;
    const culprits = standing.culprits.map((label) => { const node = lineage.byLabel.get(label); return node ? link(node, label) : label; });
    return [Signs.ALL.doubt.word, culprits.length ? " from " : "", between(culprits), ` (${Numbers.counted(standing.upstream, "objective")} in breach upstream)`];
  }

  function ofDataset(node, { objectives }, { now }) {
    const { aliases = [], schema_changes: changes = [], failed_assertions: failed } = node.told;
    return [
      ["In the config", node.labels.join(", ")],
      ["Objectives", objectives.length ? Dom.h("ul", {}, objectives.map(({ state, check, objective, subject }) => Dom.h("li", {}, Signs.sign(state), `${Signs.ALL[state].word}: ${objective.replaceAll("_", " ")}${subject ? ` of ${subject}` : ""} (${check})`))) : null],
      ["Owners", node.owners.join(", ")],
      ["Made by", links(node.ins) || "no job that is known"],
      ["Read by", links(node.outs) || "no job that is known"],
      ["Also called", aliases.map((alias) => alias.join(" ")).join(", ")],
      ["Assertions", typeof failed === "number" ? (failed ? `${failed} of the run that looked last are broken` : "none was broken when a run looked last") : null],
      ["Columns changed", changes.length ? Dom.h("ul", {}, changes.slice(0, MOST).map((change) => Dom.h("li", {}, Moments.age(change.at, now), `: ${changed(change)}`))) : null],
    ];
  }

  const changed = (change) => ["added", "removed", "retyped"].filter((kind) => change[kind].length).map((kind) => `${kind} ${change[kind].join(", ")}`).join("; ");

  function ofJob(node) {
    const { parent, code_version: version } = node.told;
    return [["Reads", links(node.ins) || "nothing that is known"], ["Writes", links(node.outs) || "nothing that is known"], ["Part of", parent && parent.join(" · ")], ["Code version", version]];
  }

  function runs(node, { now }) {
    if (!node.runs.length) return Dom.h("p", { class: "muted" }, "No run of it is told.");
    return Dom.h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Runs" }, Dom.h("table", {},
      Dom.h("caption", {}, node.runs.length > MOST ? `The newest ${MOST} of ${node.runs.length} runs` : "Its runs, the newest first"),
      Dom.h("thead", {}, Dom.h("tr", {}, ["When", "State", "Took"].map((title) => Dom.h("th", { scope: "col" }, title)))),
      Dom.h("tbody", {}, node.runs.slice(0, MOST).map((run) => Dom.h("tr", {}, Dom.h("th", { scope: "row" }, Moments.both(run.at, now)), Dom.h("td", {}, run.state in Signs.ALL ? Signs.sign(run.state) : null, run.state), Dom.h("td", {}, took(run)))))));
  }

  const took = ({ state, at, started }) => (state === "running" || started === null || started > at ? "–" : Moments.distance(at - started));

  const link = (node, text = node.name) => Dom.h("button", { class: "link", "data-choose": node.id }, text || "(no name)");
  const between = (parts) => parts.flatMap((part, at) => (at ? [", ", part] : [part]));
  const links = (nodes) => (nodes.length ? between(nodes.map((node) => link(node))) : null);

  return { section };
})();
