// The whole drawing: what hangs together is laid out by itself, the parts stand on shelves, the largest first.
const Shelves = (() => {
  const ACROSS = 28, APART = 28, EDGE = 16;
  const SIZES = { dataset: { width: 164, height: 42 }, job: { width: 128, height: 34 } };
  const size = ({ kind }) => SIZES[kind];

  /** Places by node, edges with their ways, and the size of all. */
  function laid(nodes) {
    const parts = components(nodes).map((part) => Lanes.laid(part, size, ACROSS)).sort((a, b) => b.places.size - a.places.size || b.width - a.width);
    const area = parts.reduce((sum, { width, height }) => sum + (width + APART) * (height + APART), 0);
    const most = Math.max(1000, 1.4 * Math.sqrt(area), ...parts.map(({ width }) => width));
    const all = { places: new Map(), edges: [], width: 0, height: 0 };
    let x = EDGE, y = EDGE, shelf = 0;
    for (const part of parts) {
      if (x > EDGE && x + part.width > most + EDGE) [x, y, shelf] = [EDGE, y + shelf + APART, 0];
      moved(part, x, y, all);
      all.width = Math.max(all.width, x + part.width + EDGE);
      shelf = Math.max(shelf, part.height);
      all.height = y + shelf + EDGE;
      x += part.width + APART;
    }
    return all;
  }

  function moved({ places, edges }, x, y, all) {
    for (const [node, place] of places) all.places.set(node, { ...place, x: place.x + x, y: place.y + y });
    for (const edge of edges) all.edges.push({ ...edge, way: edge.way.map((one) => ({ left: one.left + x, right: one.right + x, y: one.y + y })) });
  }

  function components(nodes) {
    const left = new Set(nodes), parts = [];
    for (const root of nodes) {
      if (!left.delete(root)) continue;
      const part = [root];
      for (let at = 0; at < part.length; at++) for (const next of [...part[at].ins, ...part[at].outs]) if (left.delete(next)) part.push(next);
      parts.push(part);
    }
    return parts;
  }

  return { laid };
})();
