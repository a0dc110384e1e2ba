// Everything put together: where the data come from, what the reader chose, and one function that draws both.
class Dashboard {
  static WALL = "(min-width: 2400px)";
  static REDRAW = 15_000;

  constructor(root) {
    this.root = root;
    this.choices = Address.read();
    this.wide = matchMedia(Dashboard.WALL);
    this.ui = { open: new Set(), chosen: new Map(), choose: (key, value) => { this.ui.chosen.set(key, value); this.draw(); } };
    this.redraw = () => { this.due ??= requestAnimationFrame(() => this.draw()); };
  }

  async start() {
    Controls.listen(this);
    for (const query of [this.wide, matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")]) query.addEventListener("change", this.redraw);
    setInterval(() => this.tick(), 1000);
    setInterval(this.redraw, Dashboard.REDRAW);
    await this.connect();
  }

  /** Take the data from the endpoint that was chosen, else from where the page came from, else from the sample. */
  async connect() {
    this.connection?.stop();
    const served = location.protocol.startsWith("http");
    if (!this.choices.endpoint && !served) return this.show(await Sample.unpacked());
    const exporter = new Exporter(this.choices.endpoint || new URL(".", location.href).href);
    try {
      await this.learn(exporter);
    } catch (error) {
      if (!this.choices.endpoint && error.status) return this.show(await Sample.unpacked()); // a page without an exporter
      return this.wait(exporter);
    }
    this.use(exporter);
    this.connection = new Connection(exporter, {
      reading: (reading) => this.read(reading),
      state: (state) => { this.state = state; this.redraw(); },
      changed: () => this.relearn(),
    });
    await this.connection.start();
  }

  async show(sample) {
    await this.learn(sample);
    this.use(sample);
    if (!new URLSearchParams(location.search).has("range")) this.choices.range = "7d"; // the sample's batches are half a day apart
    this.state = { link: "sample" };
    this.read(Reading.of(await sample.samples(), sample.now));
  }

  /** No answer yet: say so, and try again. */
  wait(exporter) {
    const retry = Date.now() / 1000 + 5;
    this.catalogue ??= new Catalogue([]);
    this.checks ??= new Checks([]);
    this.use(exporter);
    this.state = { link: "lost", contact: null, retry };
    this.reading ??= Reading.of([], 0);
    this.redraw();
    setTimeout(() => this.connect(), 5000);
  }

  use(exporter) {
    this.exporter = exporter;
    this.past = new Past(exporter, this.redraw);
    this.store = new EvidenceStore(exporter, this.redraw);
    this.state ??= { link: "connecting" };
  }

  async learn(exporter) {
    const [catalogue, checks] = await Promise.all([exporter.json("/api/v1/catalogue"), exporter.json("/api/v1/checks")]);
    this.catalogue = new Catalogue(catalogue.metrics);
    this.checks = new Checks(checks.checks);
  }

  /** Another exporter, or another config: what was learnt may be no longer true. */
  async relearn() {
    try {
      await this.learn(this.exporter);
    } catch {
      return; // the connection says what is wrong
    }
    this.redraw();
  }

  read(reading) {
    const before = this.learntFrom;
    this.reading = reading;
    this.learntFrom = this.fingerprint();
    this.past.exists = this.exporter instanceof Sample || reading.value(this.catalogue.one("history")) !== null;
    if (before && before !== this.learntFrom) this.relearn();
    const drawn = this.catalogue.all("estimate").flatMap((one) => [one, this.catalogue.companion(one, "lower"), this.catalogue.companion(one, "upper"), this.catalogue.byName.get(one.of)]);
    this.past.remember([this.catalogue.one("trust_overall"), ...drawn].filter(Boolean), reading);
    this.redraw();
  }

  /** What the settings of the checks depend on: the config's time, and how each check last ended. */
  fingerprint() {
    const outcomes = this.reading.samples(this.catalogue.one("check_outcome")).filter(({ value }) => value === 1).map(({ labels }) => [labels.check, labels.outcome]);
    return JSON.stringify([this.reading.value(this.catalogue.one("config_read")), outcomes]);
  }

  get now() {
    return this.exporter instanceof Sample ? this.exporter.now : Date.now() / 1000;
  }

  get wall() {
    return this.choices.view === "wall" || (!this.choices.view && this.wide.matches);
  }

  // --- drawing

  /** All that a part of the page may want to know. */
  context() {
    const scope = new Scope(this.choices);
    const reading = scope.of(this.reading);
    const { catalogue, checks, past, ui, choices, exporter, now } = this;
    const standing = checks.standing(catalogue, reading);
    return {
      catalogue, reading, checks, past, ui, choices, exporter, now, standing,
      segments: Scope.choices(this.reading, "segment"), connection: this.state, plan: new Map(), span: Address.RANGES[choices.range],
      objectives: Objectives.all({ catalogue, reading, checks }),
      evidence: (check) => this.store.evidence(check, standing.find((one) => one.check === check)?.valuesAt ?? null),
      controls: (name, at) => this.store.controls(name, at),
    };
  }

  draw() {
    cancelAnimationFrame(this.due);
    this.due = null;
    if (!this.reading) return;
    const context = this.context();
    document.documentElement.dataset.link = this.state.link;
    document.title = Dashboard.title(context.objectives);
    Dom.patch(this.root, Dom.h("div", {}, this.wall ? Wall.wall(context) : Page.page(context)));
    Charts.sync(this.root, context.plan);
  }

  /** What a tab says: how many are unmet. */
  static title(objectives) {
    const { unmet, unknown } = States.count(objectives);
    const worst = unmet ? `▲ ${unmet} unmet · ` : unknown ? `◌ ${unknown} unknown · ` : "";
    return `${worst}DTE Trust Dashboard`;
  }

  tick() {
    if (this.exporter && !document.hidden) Moments.tick(this.root, this.now);
  }
}

new Dashboard(document.getElementById("page")).start();
