// Elements as values, and the one way in which they reach the page: what is drawn anew is patched into what is there,
// so that focus, scroll and open parts stay as the reader left them.
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** An element with attributes (null leaves one out) and children (strings, nodes, lists; null is nothing). */
  function h(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
  }

  function svg(tag, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, tag), attributes, children);
  }

  function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "style") for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  /** Make the children of `live` those of `fresh`. */
  function patch(live, fresh) {
    const focused = document.activeElement?.dataset?.key;
    patchChildren(live, fresh);
    if (focused && document.activeElement === document.body) live.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function patchChildren(live, fresh) {
    const keyed = new Map([...live.children].filter(keyOf).map((child) => [keyOf(child), child]));
    let at = live.firstChild;
    for (const next of [...fresh.childNodes]) {
      const match = keyOf(next) ? keyed.get(keyOf(next)) : at;
      if (!match || !alike(match, next)) {
        live.insertBefore(next, at);
        continue;
      }
      if (match === at) at = at.nextSibling;
      else live.insertBefore(match, at);
      patchNode(match, next);
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  function patchNode(live, fresh) {
    if (live.nodeType === Node.TEXT_NODE) {
      if (live.data !== fresh.data) live.data = fresh.data;
      return;
    }
    patchAttributes(live, fresh);
    if ("keep" in live.dataset) return; // what is inside belongs to the chart that was drawn there
    const before = "fade" in live.dataset ? live.textContent : null;
    patchChildren(live, fresh);
    if (before !== null && before !== live.textContent && !calm.matches) live.animate([{ opacity: 0.2 }, { opacity: 1 }], 150);
  }

  function patchAttributes(live, fresh) {
    for (const { name } of [...live.attributes]) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of fresh.attributes) {
      if (live.getAttribute(name) === value) continue;
      if (name === "style") live.style.cssText = fresh.style.cssText; // a strict policy forbids the attribute
      else live.setAttribute(name, value);
    }
    if (live.tagName === "OPTION") live.selected = fresh.selected;
    if (live.type === "radio") live.checked = fresh.checked;
  }

  const keyOf = (node) => node.dataset?.key;
  const alike = (one, other) => one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

  return { h, svg, patch };
})();
