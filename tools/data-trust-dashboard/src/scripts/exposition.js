// The Prometheus text format, as scrapes read it: each line is a sample, comments are passed over.
const Exposition = (() => {
  const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)/;
  const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
  const ESCAPES = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };

  /** The samples of a text: `{name, labels, value}` each. */
  function parse(text) {
    return text.split("\n").filter((line) => line && line[0] !== "#").map(sample).filter(Boolean);
  }

  function sample(line) {
    const found = LINE.exec(line);
    return found && { name: found[1], labels: labels(found[2] ?? ""), value: number(found[3]) };
  }

  function labels(text) {
    return Object.fromEntries([...text.matchAll(LABEL)].map(([, name, value]) => [name, value.replace(/\\[\\"n]/g, (one) => ESCAPES[one])]));
  }

  const number = (text) => ({ "+Inf": Infinity, "-Inf": -Infinity })[text] ?? Number(text);

  return { parse };
})();
