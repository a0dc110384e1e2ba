// What the reader wants to see: one data set, one model, or all; all rows, or one segment of them.
class Scope {
  constructor({ dataset, model, segment }) {
    this.wanted = Object.entries({ dataset, model }).filter(([, text]) => text);
    this.segment = segment;
  }

  /** Whether something with these labels is in it; what names no data set or no model is about all of them. */
  holds(labels) {
    return this.wanted.every(([name, text]) => !labels[name] || labels[name] === text);
  }

  /** The reading without the samples that lie outside. Where a check has values of the segment, those of all rows lie outside. */
  of(reading) {
    const held = [...reading.series].filter(([, { labels }]) => this.holds(labels) && (!labels.segment || labels.segment === this.segment));
    const told = new Set(held.filter(([, { labels }]) => labels.segment).map(([, sample]) => Scope.family(sample)));
    const shown = held.filter(([, sample]) => sample.labels.segment || !told.has(Scope.family(sample)));
    return shown.length === reading.series.size ? reading : new Reading(new Map(shown), reading.at);
  }

  static family({ name, labels }) {
    return `${name} ${labels.check}`;
  }

  /** The names to choose from. */
  static choices(reading, label) {
    return [...new Set([...reading.series.values()].map((sample) => sample.labels[label]).filter(Boolean))].sort();
  }
}
