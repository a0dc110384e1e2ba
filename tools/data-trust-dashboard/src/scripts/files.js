// What can be taken away: a chart as a picture, a pillar's values as a table for spreadsheets.
const Files = (() => {
  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    Dom.h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  /** One line a value: metric, value, then every label that occurs. */
  function csv(metrics, reading) {
    const samples = metrics.flatMap((metric) => reading.samples(metric));
    const labels = [...new Set(samples.flatMap((sample) => Object.keys(sample.labels)))].sort();
    const lines = [["metric", ...labels, "value"], ...samples.map((sample) => [sample.name, ...labels.map((label) => sample.labels[label] ?? ""), sample.value])];
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }

  /** Quoted where needed; what a spreadsheet would take for a formula is kept from being one. */
  function quoted(cell) {
    const text = typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const named = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  const saveCsv = (pillar, metrics, reading) => save(`${named(pillar)}.csv`, new Blob([csv(metrics, reading)], { type: "text/csv" }));
  const savePicture = async (id, title) => save(`${named(title)}.png`, await Charts.picture(id, title));

  return { csv, saveCsv, savePicture };
})();
