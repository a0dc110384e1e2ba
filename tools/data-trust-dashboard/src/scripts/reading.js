// All values at one moment. A change makes a new reading; the old one stays as it was.
class Reading {
  /** `series` maps the identity of a series to its sample. */
  constructor(series, at) {
    this.series = series;
    this.at = at;
    this.byName = Map.groupBy(series.values(), (sample) => sample.name);
  }

  static of(samples, at) {
    return new Reading(new Map(samples.map((sample) => [Reading.identity(sample), sample])), at);
  }

  static identity({ name, labels }) {
    return JSON.stringify([name, Object.entries(labels).sort()]);
  }

  /** This reading with some samples changed or added and some series gone. */
  with(changed, removed, at) {
    const series = new Map(this.series);
    for (const one of removed) series.delete(Reading.identity(one));
    for (const one of changed) series.set(Reading.identity(one), one);
    return new Reading(series, at);
  }

  /** The samples of a metric that carry all of `labels`. */
  samples(metric, labels = {}) {
    const wanted = Object.entries(labels);
    const found = (metric && this.byName.get(metric.name)) || [];
    return wanted.length ? found.filter((sample) => wanted.every(([name, text]) => sample.labels[name] === text)) : found;
  }

  /** The first value of a metric that carries all of `labels`, or null. */
  value(metric, labels = {}) {
    return this.samples(metric, labels)[0]?.value ?? null;
  }
}
