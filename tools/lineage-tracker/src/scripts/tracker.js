// Everything put together: where the graph and the values come from, what the reader chose, and what draws both.
class Tracker {
  static REDRAW = 15_000;

  constructor(root) {
    Object.assign(this, { root, search: "", way: "all", depth: 2, chosen: null, column: null, more: false, link: "connecting", problem: "" });
    this.catalogue = new Catalogue([]);
    this.reading = Reading.of([], 0);
    this.use(new Lineage(Lineage.EMPTY), null);
    this.redraw = () => { this.due ??= requestAnimationFrame(() => this.draw()); };
  }

  async start() {
    this.listen();
    Keys.listen(this);
    setInterval(() => { if (!document.hidden) Moments.tick(this.root, this.now); }, 1000);
    setInterval(this.redraw, Tracker.REDRAW);
    for (const query of [matchMedia("print"), matchMedia("(prefers-color-scheme: dark)")]) query.addEventListener("change", this.redraw);
    this.draw();
    await this.connect();
  }

  // --- where it comes from

  get served() {
    return location.protocol.startsWith("http");
  }

  async connect() {
    if (!this.served) return this.showSample();
    this.exporter = new Exporter(new URL(".", location.href).href);
    try {
      this.catalogue = new Catalogue((await this.exporter.json("/api/v1/catalogue")).metrics);
    } catch (error) {
      if (error.status) return this.showSample(); // a page without an exporter
      this.link = "lost";
      this.redraw();
      setTimeout(() => this.connect(), 5000);
      return;
    }
    this.connection = new Connection(this.exporter, {
      reading: (reading) => this.read(reading),
      state: ({ link }) => { this.link = link; this.redraw(); },
      changed: () => this.learn(),
    });
    await this.connection.start();
  }

  async showSample() {
    const sample = await Sample.unpacked(), told = await sample.json("/api/v1/lineage");
    this.catalogue = new Catalogue((await sample.json("/api/v1/catalogue")).metrics);
    this.reading = Reading.of(await sample.samples(), sample.now);
    this.past = sample.now;
    this.link = "sample";
    this.use(new Lineage(told.graph), Date.parse(told.at) / 1000);
    this.redraw();
  }

  /** Another reading; where a check has found new values, the graph may be another. */
  read(reading) {
    this.reading = reading;
    const found = JSON.stringify(reading.samples(this.catalogue.one("check_values"), this.check ? { check: this.check } : {}).map(({ labels, value }) => [labels.check, value]));
    if (this.learntFrom !== found) this.learn();
    this.learntFrom = found;
    this.redraw();
  }

  async learn() {
    try {
      const told = await this.exporter.json("/api/v1/lineage");
      this.check = told.check;
      this.problem = "";
      this.use(new Lineage(told.graph), Date.parse(told.at) / 1000);
    } catch (error) {
      this.problem = error.status === 404 ? "No check of lineage has run: configure one of the kind lineage, or wait for its run." : error.status || error instanceof TypeError ? "" : error.message;
    }
    this.redraw();
  }

  async open(file) {
    try {
      const lineage = Lineage.read(await file.text());
      this.connection?.stop();
      Object.assign(this, { problem: "", link: "file", file: file.name, past: null, reading: Reading.of([], 0) });
      this.use(lineage, null);
    } catch (error) {
      this.problem = error instanceof TypeError ? "The file is no graph of lineage: write one with dte-exporter lineage export --format json." : error.message;
    }
    this.redraw();
  }

  /** Look at another graph; what was chosen stays chosen where it is still there. */
  use(lineage, at) {
    const same = (node) => lineage.nodes.find(({ kind, namespace, name }) => kind === node.kind && namespace === node.namespace && name === node.name) ?? null;
    const asked = this.lineage?.nodes.length ? null : new URLSearchParams(location.search).get("dataset");
    this.chosen = this.chosen ? same(this.chosen) : lineage.byLabel.get(asked) ?? null;
    if (!this.chosen) this.way = "all";
    Object.assign(this, { lineage, at });
  }

  get now() {
    return this.past ?? Date.now() / 1000;
  }

  // --- what the reader does

  listen() {
    const { root } = this;
    root.addEventListener("click", ({ target }) => this.clicked(target.closest("button")));
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("input", ({ target }) => { if (target.name === "search") { this.search = target.value; this.redraw(); } });
    root.addEventListener("change", ({ target }) => {
      if ("file" in target.dataset && target.files[0]) this.open(target.files[0]);
      if (target.name === "way") this.way = target.value;
      if (target.name === "depth") this.depth = Number(target.value);
      this.redraw();
    });
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) this.open(event.dataTransfer.files[0]); });
  }

  clicked(button) {
    const { choose, column, zoom } = button?.dataset ?? {};
    if (choose) this.choose(this.lineage.byId.get(choose), column ?? null);
    if (zoom) zoom === "fit" ? this.picture.fit() : this.picture.zoom(Number(zoom));
    if (button && "close" in button.dataset) this.close();
    if (button && "more" in button.dataset) { this.more = true; this.redraw(); }
  }

  close() {
    const { id } = this.chosen;
    this.choose(null);
    (this.root.querySelector(`.listing [data-choose="${id}"]`) ?? this.root.querySelector("[name=search]")).focus();
  }

  choose(node, column = null) {
    const within = document.activeElement?.closest(".detail"); // which is another one after this
    Object.assign(this, { chosen: node, column });
    if (!node) this.way = "all";
    this.draw();
    if (node) this.picture.reveal(node);
    if (node && within) this.root.querySelector("#chosen").focus();
    this.root.querySelector('tr[aria-selected="true"][data-key]')?.scrollIntoView({ block: "nearest" });
  }

  // --- drawing

  context() {
    const standings = Trust.all(this), wanted = this.search.trim().toLowerCase();
    const shown = Reach.shown(this.lineage, this.chosen, this.way, this.depth);
    const matches = wanted ? shown.filter((node) => Lineage.words(node).includes(wanted)) : shown;
    const { lineage, chosen, column, search, way, depth, more, link, problem, at, file, now, served } = this;
    return { lineage, chosen, column, search, way, depth, more, link, problem, at, file, now, served, standings, matches, shown, empty: !lineage.nodes.length };
  }

  draw() {
    cancelAnimationFrame(this.due);
    this.due = null;
    const context = this.context(), { lineage, standings, chosen, shown, matches, search } = context;
    document.documentElement.dataset.link = this.link;
    Dom.patch(this.root, Dom.h("div", {}, Tracker.page(context)));
    this.picture ??= new Picture(this.root.querySelector(".window"), { choose: (node) => this.choose(node) });
    this.picture.show({ lineage, standings, chosen, shown, found: new Set(search.trim() ? matches : []) });
  }

  static page(context) {
    const { shown } = context;
    const zoom = (value, name, text) => Dom.h("button", { class: "tool", "data-zoom": value, "aria-label": name, title: name }, text);
    return Dom.h("div", { class: "page" },
      Dom.h("a", { class: "skip", href: "#main" }, "Skip to the verdict"),
      Head.masthead(context), Head.notice(context),
      Dom.h("main", { id: "main", tabindex: "-1", "data-key": "main" },
        Head.verdict(context), Head.tools(context),
        Dom.h("div", { class: "beside" },
          Listing.table(context),
          Dom.h("section", { class: "picture", "aria-label": "Picture of the graph", "data-key": "picture" },
            Dom.h("div", { class: "picture-head" }, Dom.h("p", { class: "muted" }, `${Numbers.counted(shown.filter(({ kind }) => kind === "dataset").length, "data set")} and ${Numbers.counted(shown.filter(({ kind }) => kind === "job").length, "job")}, made from left to right`), Dom.h("div", { class: "zoom" }, zoom("0.77", "Farther", "−"), zoom("1.3", "Nearer", "+"), zoom("fit", "All of it", "All"))),
            Dom.h("div", { class: "window", "data-keep": "", "data-key": "window", tabindex: "0", role: "region", "aria-label": "Picture, scrolls" })),
          Detail.section(context))));
  }
}

const tracker = new Tracker(document.getElementById("page"));
tracker.start();
