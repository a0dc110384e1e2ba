// How one node and many edges are drawn, from near and from far.
const Shapes = (() => {
  const NAME = 13, ABOUT = 11;
  const svg = Dom.svg;
  const pen = document.createElement("canvas").getContext("2d");

  /** From near: a box with its shape, its name and what it is. Data sets are round, jobs have corners. */
  function node(node, place, { standing, chosen, found, current }) {
    const { tone, shape } = Signs.ALL[standing.state];
    const middle = place.height / 2, label = node.kind === "dataset" ? about(node, standing) : null;
    const [edge, left] = node.kind === "dataset" ? [20, 34] : [15, 27], room = place.width - left - (node.kind === "dataset" ? 14 : 6);
    return svg("g", {
      class: `node ${node.kind} ${tone} state-${standing.state}${chosen ? " chosen" : ""}${found ? " found" : ""}`, transform: `translate(${place.x} ${place.y})`,
      "data-node": node.id, role: "button", tabindex: current ? "0" : "-1", "aria-pressed": String(chosen), "aria-label": spoken(node, label, standing),
    },
      svg("title", {}, `${node.name}\n${node.namespace}\n${Trust.word(standing)}`),
      svg("rect", { width: place.width, height: place.height, rx: node.kind === "dataset" ? middle : 3 }),
      svg("text", { class: "shape", x: edge, y: middle, "aria-hidden": "true" }, shape),
      svg("text", { class: "name", x: left, y: label ? middle - 8 : middle }, short(node.name, NAME, room), " "),
      label ? svg("text", { class: "about", x: left, y: middle + 8 }, began(label, ABOUT, room)) : null);
  }

  const about = ({ labels, namespace }, standing) => (standing.state === "doubt" && standing.culprits.length ? `from ${standing.culprits[0]}` : labels.length ? labels.join(", ") : namespace);

  /** What is heard has in it what is seen, so that a voice can press it: the end of the name, then the beginning of what it is. */
  const spoken = ({ kind, name }, label, standing) => `${kind === "dataset" ? "Data set" : "Job"} ${name}${label ? ` ${label}` : ""}, ${Trust.word(standing)}`;

  /** The end of a name tells more than its beginning: of too long a one whole parts are left out, or as much as must be. */
  function short(text, size, room) {
    pen.font = `${size}px system-ui, sans-serif`;
    const all = [...text.replace(/\s+/g, " ")].slice(-60), fits = (from) => pen.measureText(from ? cut(all, from) : all.join("")).width <= room;
    const parts = [0, ...all.flatMap((letter, at) => (letter === "." || letter === "/" ? [at + 1] : []))].filter((at) => at < all.length);
    let from = parts.find(fits) ?? parts.at(-1) ?? 0;
    while (from < all.length && !fits(from)) from++;
    return from || all.length < [...text].length ? cut(all, from) : all.join("");
  }

  /** As much of the beginning as there is room for. */
  function began(text, size, room) {
    pen.font = `${size}px system-ui, sans-serif`;
    const all = [...text.replace(/\s+/g, " ")].slice(0, 60);
    let to = all.length;
    while (to && pen.measureText(all.slice(0, to).join("")).width > room) to--;
    return to === all.length ? text : `${all.slice(0, to - 1).join("")}…`;
  }

  const cut = (all, from) => `…${all.slice(from).join("").replace(/^[\s._/:-]+/, "")}`;

  /** From far: nothing but the shape of the state, `size` wide, as the course of a path. */
  function mark(state, { x, y, width, height }, size) {
    const [cx, cy, r] = [x + width / 2, y + height / 2, size / 2];
    if (state === "unmet" || state === "doubt") return `M${cx} ${cy - r}L${cx + r} ${cy + r}L${cx - r} ${cy + r}z`;
    if (state === "failed" || state === "aborted") return `M${cx - r} ${cy - r}L${cx + r} ${cy + r}M${cx + r} ${cy - r}L${cx - r} ${cy + r}`;
    if (state === "complete" || state === "running" || state === "untold") return `M${cx - r} ${cy - r / 2}h${size}v${r}h${-size}z`;
    return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${size} 0a${r} ${r} 0 1 0 ${-size} 0`;
  }

  /** An edge as the course of a path, through the roads between columns; one that runs back goes around below. */
  function edge({ way, turns }, arrow) {
    const first = way[0], last = way.at(-1);
    if (turns) return `M${first.right} ${first.y}C${first.right + 60} ${first.y + 90} ${last.left - 60} ${last.y + 90} ${last.left} ${last.y}`;
    let course = `M${first.right} ${first.y}`, before = first;
    for (const next of way.slice(1)) {
      const bend = (next.left - before.right) / 2;
      course += `C${before.right + bend} ${before.y} ${next.left - bend} ${next.y} ${next.left} ${next.y}`;
      if (next !== last) course += `H${next.right}`;
      before = next;
    }
    return arrow ? `${course}m-6 -4l6 4l-6 4` : course;
  }

  return { node, mark, edge };
})();
