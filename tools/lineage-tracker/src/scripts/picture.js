// The picture: a drawing larger than its window, of which only what is in sight is in the page, and from far only marks.
class Picture {
  static NEAR = 0.45; // the scale from which names can be read
  static SCALES = [0.02, 2];
  static MARGIN = 200;
  static HIGH = 0.56; // of the screen, at most
  static READ = 0.7; // the scale from which they are read with ease
  static WHOLE = 60; // nodes up to which the first look is near rather than at all of them

  /** `window` scrolls; `hears.choose(node)` is told of a click. */
  constructor(window, hears) {
    this.window = window;
    this.hears = hears;
    this.svg = Dom.svg("svg", { role: "group", "aria-label": "Data sets and jobs from left to right. Arrow keys go along the edges." });
    window.append(this.svg);
    this.near = new Map();
    this.due = () => { this.frame ??= requestAnimationFrame(() => this.draw()); };
    window.addEventListener("scroll", this.due, { passive: true });
    new ResizeObserver(this.due).observe(window);
    window.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("click", (event) => this.clicked(event));
    for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) addEventListener(event, () => { this.printing = printing; this.draw(); });
  }

  /** Lay out other nodes; a drawing of the same ones stays as it is. */
  lay(nodes) {
    const identity = nodes.map(({ id }) => id).join(" ");
    if (this.lineage === this.state.lineage && this.identity === identity) return false;
    [this.lineage, this.identity] = [this.state.lineage, identity];
    this.drawing = Shelves.laid(nodes);
    this.current = nodes.includes(this.current) ? this.current : nodes[0];
    for (const element of this.near.values()) element.remove();
    this.near.clear();
    this.fit();
    return true;
  }

  /** `state`: {lineage, shown, standings, chosen, found}. */
  show(state) {
    this.state = state;
    if (state.chosen && state.shown.includes(state.chosen)) this.current = state.chosen;
    const fresh = this.lay(state.shown);
    this.stale = true;
    this.due();
    return fresh;
  }

  /** All of it in the window, but a small one so near that it can be read. */
  fit() {
    const { width, height, places } = this.drawing;
    const whole = Math.min(this.window.clientWidth / width, Picture.HIGH * innerHeight / height);
    this.scale = Math.min(1, Math.max(places.size <= Picture.WHOLE ? Picture.READ : Picture.SCALES[0], whole || 1));
    this.window.scrollTo(0, 0);
    this.stale = true;
    this.due();
  }

  /** Come nearer or go away, keeping the point at (x, y) of the window where it is. */
  zoom(factor, x = this.window.clientWidth / 2, y = this.window.clientHeight / 2) {
    const before = this.scale, { window } = this;
    this.scale = Math.min(Picture.SCALES[1], Math.max(Picture.SCALES[0], before * factor));
    const [left, top] = [(window.scrollLeft + x) / before * this.scale - x, (window.scrollTop + y) / before * this.scale - y];
    this.sized();
    window.scrollTo(left, top);
    this.stale = true;
    this.due();
  }

  /** Bring a node into sight, near enough to be read. */
  reveal(node, nearer = true) {
    const place = this.drawing.places.get(node), { window } = this;
    if (!place) return;
    if (nearer && this.scale < Picture.READ) { this.scale = 0.9; this.stale = true; }
    this.sized();
    const [x, y] = [(place.x + place.width / 2) * this.scale, (place.y + place.height / 2) * this.scale];
    const away = (at, from, size) => at < from + 70 || at > from + size - 70;
    if (away(x, window.scrollLeft, window.clientWidth) || away(y, window.scrollTop, window.clientHeight)) window.scrollTo(x - window.clientWidth / 2, y - window.clientHeight / 2);
    this.due();
  }

  /** Put the keyboard on a node. */
  focus(node) {
    this.current = node;
    this.reveal(node, false);
    this.stale = true;
    this.draw();
    this.near.get(node.id)?.focus({ preventScroll: true });
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls, as everywhere
    event.preventDefault();
    const box = this.window.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
  }

  clicked(event) {
    const id = event.target.closest("[data-node]")?.dataset.node;
    const node = id ? this.lineage.byId.get(id) : this.at(event);
    if (node) this.hears.choose(node);
  }

  /** The node whose box, from far, is under the pointer. */
  at({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect(), slack = 4 / this.scale;
    const [x, y] = [(clientX - box.left) / this.scale, (clientY - box.top) / this.scale];
    return [...this.drawing.places].find(([, place]) => x > place.x - slack && x < place.x + place.width + slack && y > place.y - slack && y < place.y + place.height + slack)?.[0];
  }

  // --- drawing

  sized() {
    const { width, height } = this.drawing;
    this.svg.setAttribute("viewBox", `0 0 ${width || 1} ${height || 1}`);
    this.svg.setAttribute("width", Math.ceil(width * this.scale));
    this.svg.setAttribute("height", Math.ceil(height * this.scale));
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    if (!this.drawing) return;
    this.sized();
    const sight = this.sight(), near = this.scale >= Picture.NEAR;
    const visible = [...this.drawing.places].filter(([node, place]) => (near && touches(place, sight)) || node === this.current);
    this.background(sight, near);
    this.nodes(visible);
    this.stale = false;
  }

  sight() {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.window, margin = Picture.MARGIN / this.scale;
    if (this.printing || matchMedia("print").matches) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    return { left: scrollLeft / this.scale - margin, top: scrollTop / this.scale - margin, right: (scrollLeft + clientWidth) / this.scale + margin, bottom: (scrollTop + clientHeight) / this.scale + margin };
  }

  /** Edges, and from far the marks: a few paths, however many there are. */
  background(sight, near) {
    const { chosen, standings, found } = this.state, courses = { edge: "", back: "", lit: "" };
    for (const edge of this.drawing.edges) {
      if (!crosses(edge.way, sight)) continue;
      const kind = edge.from === chosen || edge.to === chosen ? "lit" : edge.turns ? "back" : "edge";
      courses[kind] += Shapes.edge(edge, near);
    }
    const marks = new Map();
    for (const [node, place] of near ? [] : this.drawing.places) {
      if (!touches(place, sight)) continue;
      const { state } = standings.get(node.id), size = Math.min(place.height * 2, 7 / this.scale);
      marks.set(state, (marks.get(state) ?? "") + Shapes.mark(state, place, size));
      if (found.has(node)) marks.set("found", (marks.get("found") ?? "") + Shapes.mark("met", place, 2.2 * size));
    }
    const path = (kind, d) => Dom.svg("path", { class: kind, d, "vector-effect": "non-scaling-stroke" });
    const drawn = [...Object.entries(courses).map(([kind, d]) => path(kind, d)), ...[...marks].map(([state, d]) => path(`mark state-${state} ${Signs.ALL[state]?.tone ?? ""}`, d))];
    this.behind?.remove();
    this.behind = Dom.svg("g", { "aria-hidden": "true" }, drawn);
    this.svg.prepend(this.behind);
  }

  nodes(visible) {
    const keep = new Set(visible.map(([node]) => node.id));
    for (const [id, element] of this.near) if (!keep.has(id) && element !== document.activeElement) { element.remove(); this.near.delete(id); }
    for (const [node, place] of visible) {
      const before = this.near.get(node.id);
      if (before && !this.stale) continue;
      const { standings, chosen, found } = this.state;
      const element = Shapes.node(node, place, { standing: standings.get(node.id), chosen: node === chosen, found: found.has(node), current: node === this.current });
      if (before) { Dom.patch(before, element); for (const { name, value } of element.attributes) before.setAttribute(name, value); }
      else { this.near.set(node.id, element); this.svg.append(element); }
    }
  }
}

const touches = ({ x, y, width, height }, { left, top, right, bottom }) => x < right && x + width > left && y < bottom && y + height > top;

/** Whether an edge comes into sight: by the box around it, and a little more for one that runs back. */
function crosses(way, { left, top, right, bottom }) {
  let [low, high] = [Infinity, -Infinity];
  for (const { y } of way) { low = Math.min(low, y); high = Math.max(high, y); }
  const [from, to] = [Math.min(way[0].left, way.at(-1).left), Math.max(way[0].right, way.at(-1).right)];
  return from - 60 < right && to + 60 > left && low < bottom && high + 90 > top;
}
