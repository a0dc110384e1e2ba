// How far each data set and job is to be trusted: by the objectives on it, by what it inherits, by its last run.
const Trust = (() => {
  /** The state of every node by its id: `{state, objectives, culprits, upstream}`. */
  function all({ lineage, catalogue, reading }) {
    const objectives = Map.groupBy(judged(catalogue, reading), ({ dataset }) => dataset);
    const inherited = new Map(reading.samples(catalogue.one("upstream_objectives_unmet")).map(({ labels, value }) => [labels.dataset, value]));
    const culprits = new Map(reading.samples(catalogue.one("culprit")).map(({ labels }) => [labels.dataset, labels.culprit]));
    return new Map(lineage.nodes.map((node) => [node.id, node.kind === "job" ? ofJob(node) : ofDataset(node, objectives, inherited, culprits, reading)]));
  }

  function judged(catalogue, reading) {
    const beside = (role) => new Set(reading.samples(catalogue.one(role)).filter(({ value }) => value === 1).map(({ labels }) => Reading.identity({ name: "", labels })));
    const known = beside("objective_known"), open = beside("objective_insufficient");
    return reading.samples(catalogue.one("objective_met")).map(({ labels, value }) => {
      const key = Reading.identity({ name: "", labels });
      return { ...labels, state: value === 1 ? "met" : !known.has(key) ? "unknown" : open.has(key) ? "insufficient" : "unmet" };
    });
  }

  function ofDataset({ labels }, all, inherited, named, reading) {
    const objectives = labels.flatMap((label) => all.get(label) ?? []).sort((a, b) => Signs.rank(a.state) - Signs.rank(b.state));
    const upstream = Math.max(0, ...labels.map((label) => inherited.get(label) ?? 0));
    const culprits = [...new Set(labels.map((label) => named.get(label)).filter(Boolean))];
    const own = objectives[0]?.state ?? (labels.length && !reading.series.size ? "unknown" : "unwatched");
    return { state: own !== "unmet" && upstream > 0 ? "doubt" : own, objectives, culprits, upstream };
  }

  const ofJob = ({ runs }) => ({ state: runs[0]?.state in Signs.ALL ? runs[0].state : "untold", objectives: [], culprits: [], upstream: 0 });

  /** "inherits doubt from customers" */
  function word({ state, culprits }) {
    return state === "doubt" && culprits.length ? `${Signs.ALL.doubt.word} from ${culprits.join(", ")}` : Signs.ALL[state].word;
  }

  return { all, word };
})();
