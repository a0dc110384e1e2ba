// What the reader chose, kept in the address so that a link shows the same page.
const Address = (() => {
  const RANGES = { "1h": 3600, "24h": 86400, "7d": 604800, "30d": 2592000 };
  const DEFAULT_RANGE = "24h";

  function read() {
    const query = new URLSearchParams(location.search);
    const range = query.get("range");
    return {
      endpoint: query.get("endpoint") ?? "",
      view: query.get("view") ?? "",
      range: range in RANGES ? range : DEFAULT_RANGE,
      dataset: query.get("dataset") ?? "",
      model: query.get("model") ?? "",
      segment: query.get("segment") ?? "",
    };
  }

  /** Put `choices` into the address; what is empty or usual is left out. */
  function write(choices) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(choices)) {
      if (value && !(name === "range" && value === DEFAULT_RANGE)) query.set(name, value);
    }
    const text = query.toString();
    try {
      history.replaceState(null, "", text ? `?${text}` : location.pathname);
    } catch {
      // a page opened from a file may not be allowed to rewrite its address
    }
  }

  return { RANGES, read, write };
})();
