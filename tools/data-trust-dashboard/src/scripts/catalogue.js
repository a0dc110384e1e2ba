// What can be measured, and what each metric is for. Metrics are found by their role: no name is spelt in this page.
class Catalogue {
  /** `metrics` as the exporter's catalogue has them. */
  constructor(metrics) {
    this.metrics = metrics;
    this.byName = new Map(metrics.map((metric) => [metric.name, metric]));
  }

  /** All metrics of a role, in the catalogue's order. */
  all(role, pillar = null) {
    return this.metrics.filter((metric) => metric.role === role && (!pillar || metric.pillar === pillar));
  }

  /** The one metric of a role, or null. */
  one(role, pillar = null) {
    return this.all(role, pillar)[0] ?? null;
  }

  /** The metric that plays `role` for another: its lower bound, its estimate. */
  companion(metric, role) {
    return this.metrics.find((other) => other.role === role && other.of === metric.name) ?? null;
  }

  /** The metric that an objective names by its key. */
  judged(pillar, key) {
    return this.metrics.find((metric) => metric.pillar === pillar && metric.key === key) ?? null;
  }

  /** Pillars that checks emit metrics of, in the catalogue's order. */
  get pillars() {
    return [...new Set(this.metrics.filter((metric) => metric.check !== null).map((metric) => metric.pillar))];
  }

  static title(key) {
    const words = key.replaceAll("_", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
}
