// What was before: asked of the exporter's history where it keeps one, remembered by the page itself where not.
// Both are bounded, so that a page may stay open for days.
class Past {
  static POINTS = 240;
  static REMEMBERED = 200;
  static ANSWERS = 40;
  static SERIES = 300;

  constructor(exporter, redraw) {
    this.exporter = exporter;
    this.redraw = redraw;
    this.answers = new Map();
    this.memory = new Map();
    this.kept = false;
  }

  /** Say whether the exporter keeps a history; where it does not, asking would be in vain. */
  set exists(kept) {
    if (this.kept !== kept) this.answers.clear();
    this.kept = kept;
  }

  get exists() {
    return this.kept;
  }

  /** The points of each series of a metric in the last `span` seconds, the present value last. */
  series(metric, span, reading, now) {
    if (!metric) return [];
    const past = this.asked(metric.name, span, now);
    return reading.samples(metric).slice(0, Past.SERIES).map((sample) => {
      const identity = Reading.identity(sample);
      const told = (past?.get(Past.labels(sample.labels)) ?? this.memory.get(identity) ?? []).filter(([at]) => at >= now - span);
      const last = told.at(-1)?.[0] ?? 0;
      return { labels: sample.labels, points: last < reading.at ? [...told, [reading.at, sample.value]] : told };
    });
  }

  asked(name, span, now) {
    const key = `${name} ${span}`;
    const step = Math.max(15, Math.round(span / Past.POINTS));
    const found = this.answers.get(key);
    if (this.kept && (!found || found.at < now - Math.max(step, 30))) this.ask(key, name, span, step, now, found);
    return found?.series;
  }

  async ask(key, name, span, step, now, found) {
    this.answers.delete(key);
    this.answers.set(key, { at: now, series: found?.series });
    if (this.answers.size > Past.ANSWERS) this.answers.delete(this.answers.keys().next().value);
    try {
      const query = new URLSearchParams({ metric: name, from: now - span, to: now, step: `${step}s` });
      const { series } = await this.exporter.json(`/api/v1/history?${query}`);
      this.answers.set(key, { at: now, series: new Map(series.map((one) => [Past.labels(one.labels), one.points])) });
      this.redraw();
    } catch {
      // what was told before stands until the next time
    }
  }

  /** Keep the present values of some metrics, for an exporter that keeps no history. */
  remember(metrics, reading) {
    if (this.kept) return;
    for (const metric of metrics) {
      for (const sample of reading.samples(metric).slice(0, Past.SERIES)) this.note(Reading.identity(sample), reading.at, sample.value);
    }
  }

  note(identity, at, value) {
    const points = this.memory.get(identity) ?? [];
    points.push([at, value]);
    this.memory.delete(identity);
    this.memory.set(identity, points.length > Past.REMEMBERED ? points.filter((_, index) => index % 2) : points);
    if (this.memory.size > 4 * Past.SERIES) this.memory.delete(this.memory.keys().next().value);
  }

  static labels(labels) {
    return JSON.stringify(Object.entries(labels).filter(([, text]) => text !== "").sort());
  }
}
