// What the reader wants to see: one data set, one model, or all.
class Scope {
  constructor({ dataset, model }) {
    this.wanted = Object.entries({ dataset, model }).filter(([, text]) => text);
  }

  /** Whether something with these labels is in it; what names no data set or no model is about all of them. */
  holds(labels) {
    return this.wanted.every(([name, text]) => !labels[name] || labels[name] === text);
  }

  /** The reading without the samples that lie outside. */
  of(reading) {
    if (!this.wanted.length) return reading;
    return new Reading(new Map([...reading.series].filter(([, sample]) => this.holds(sample.labels))), reading.at);
  }

  /** The names to choose from. */
  static choices(reading, label) {
    return [...new Set([...reading.series.values()].map((sample) => sample.labels[label]).filter(Boolean))].sort();
  }
}
