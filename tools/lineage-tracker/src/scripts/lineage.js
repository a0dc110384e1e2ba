// The graph of data sets and jobs as its document tells it, each with what it is made from (`ins`) and what is made of it (`outs`).
class Lineage {
  static FORM = 1;
  static EMPTY = { version: Lineage.FORM, datasets: [], jobs: [] };

  /** `told` is the document; another form is refused, since it could only be guessed at. */
  constructor(told) {
    Lineage.refuse(told);
    this.datasets = told.datasets.map((one, place) => Lineage.node(`d${place}`, "dataset", one));
    this.jobs = told.jobs.map((one, place) => Lineage.node(`j${place}`, "job", one));
    this.nodes = [...this.datasets, ...this.jobs];
    this.byId = new Map(this.nodes.map((node) => [node.id, node]));
    this.byLabel = new Map(this.datasets.flatMap((node) => node.labels.map((label) => [label, node])));
    for (const job of this.jobs) {
      for (const place of new Set(job.told.inputs)) this.join(this.datasets[place], job);
      for (const place of new Set(job.told.outputs)) this.join(job, this.datasets[place]);
      for (const [place, column, sources] of job.told.columns) this.datasets[place].made.push({ column, job, sources: sources.map(([of, name]) => ({ node: this.datasets[of], column: name })) });
    }
  }

  static refuse(told) {
    if (told?.version !== Lineage.FORM) throw new Error(`The graph has the form ${JSON.stringify(told?.version) ?? "none"}, and this page reads ${Lineage.FORM}: write one with dte-exporter lineage export --format json.`);
    if (!Array.isArray(told.datasets) || !Array.isArray(told.jobs)) throw new Error("The graph has no list of data sets or none of jobs: write one with dte-exporter lineage export --format json.");
    if ([...told.datasets, ...told.jobs].some((one) => typeof one?.name !== "string" || typeof one.namespace !== "string")) throw new Error("A data set or a job of the graph has no name: write it anew with dte-exporter lineage export --format json.");
    const mentioned = told.jobs.flatMap(({ inputs, outputs, columns }) => [...inputs, ...outputs, ...columns.flatMap(([place, , sources]) => [place, ...sources.map(([of]) => of)])]);
    if (mentioned.some((place) => !told.datasets[place])) throw new Error("A job of the graph names a data set that is not in it: write it anew with dte-exporter lineage export --format json.");
  }

  /** The graph in the text of a file: the document, or the answer of the API that carries it. */
  static read(text) {
    let told;
    try {
      told = JSON.parse(text);
    } catch {
      throw new Error("The file is no JSON: write one with dte-exporter lineage export --format json.");
    }
    return new Lineage(told?.graph ?? told);
  }

  static node(id, kind, told) {
    const { namespace, name, labels = [], owners = [] } = told;
    return { id, kind, told, namespace, name, labels, owners, ins: [], outs: [], made: [], runs: told.runs ?? [] };
  }

  join(from, to) {
    from.outs.push(to);
    to.ins.push(from);
  }

  /** The newest run of a job, or of the jobs that make a data set; null where none is told. */
  static lastRun(node) {
    const jobs = node.kind === "job" ? [node] : node.ins;
    return jobs.map(({ runs }) => runs[0]).filter(Boolean).sort((a, b) => b.at - a.at)[0] ?? null;
  }

  /** All that a search looks at. */
  static words(node) {
    node.words ??= [node.name, node.namespace, ...node.labels, ...node.owners, ...Object.keys(node.told.schema ?? {}), ...(node.told.aliases ?? []).flat()].join("\n").toLowerCase();
    return node.words;
  }
}
