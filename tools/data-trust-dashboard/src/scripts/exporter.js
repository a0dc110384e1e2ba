// The exporter as its HTTP API answers.
class Exporter {
  /** `base` is where its paths begin; null asks the embedded sample. */
  constructor(base) {
    this.base = base.replace(/\/+$/, "");
  }

  async json(path) {
    return (await this.fetched(path)).json();
  }

  /** What a scrape sees now. */
  async samples() {
    const answer = await this.fetched("/metrics", { headers: { accept: "text/plain; version=0.0.4" } });
    return Exposition.parse(await answer.text());
  }

  async fetched(path, options = {}) {
    const answer = await fetch(this.base + path, { cache: "no-store", signal: AbortSignal.timeout(10_000), ...options });
    if (!answer.ok) throw Object.assign(new Error(`${path} answers ${answer.status}`), { status: answer.status });
    return answer;
  }

  /** The address of a WebSocket at `path`. */
  socket(path) {
    return new URL(this.base + path, location.href).href.replace(/^http/, "ws");
  }

  link(path) {
    return this.base + path;
  }
}

/** The demo's answers, carried in the page itself. */
class Sample {
  constructor(answers) {
    this.answers = answers;
    this.now = answers.now;
  }

  /** The sample of this very page, which is kept small. */
  static async unpacked() {
    const bytes = Uint8Array.from(atob(document.getElementById("sample").textContent), (one) => one.charCodeAt(0));
    return new Sample(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json());
  }

  async json(path) {
    const { pathname, searchParams } = new URL(path, "http://sample");
    if (pathname.endsWith("/history")) return this.history(searchParams);
    const answer = this.answers[pathname.slice(pathname.lastIndexOf("/") + 1)];
    if (!answer) throw Object.assign(new Error(`the sample has no ${path}`), { status: 404 });
    const [check, control] = ["check", "control"].map((name) => searchParams.get(name));
    if (control) return { controls: answer.controls.filter((one) => one.control === control) };
    return check ? { ...answer, results: answer.results.filter((one) => one.check === check) } : answer;
  }

  history(query) {
    const from = Number(query.get("from"));
    const kept = this.answers.history[query.get("metric")] ?? [];
    return { series: kept.map((one) => ({ ...one, points: one.points.filter(([at]) => at >= from) })) };
  }

  async samples() {
    const { families, words } = this.answers;
    return Object.entries(families).flatMap(([name, { labels, rows }]) =>
      rows.map((row) => ({ name, labels: Object.fromEntries(labels.map((label, index) => [label, words[row[index]]])), value: row.at(-1) })));
  }

  link() {
    return null;
  }
}
