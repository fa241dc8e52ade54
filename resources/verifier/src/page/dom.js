/** Making elements: text is only ever text, so nothing that a code says can become markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`on…` are listeners, null and false are left out) and children (texts, elements, null). */
export function h(name, attributes = {}, ...children) {
  return filledIn(document.createElement(name), attributes, children);
}

function filledIn(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

function drawing(attributes, ...paths) {
  const svg = filledIn(document.createElementNS(SVG, "svg"), { viewBox: "0 0 100 100", "aria-hidden": "true", focusable: "false", ...attributes }, []);
  for (const [d, kind] of paths) svg.append(filledIn(document.createElementNS(SVG, "path"), { d, class: kind }, []));
  return svg;
}

/** The shape of an answer: each is told from the others without its colour. */
export function glyph(answer) {
  const attributes = { class: "glyph" };
  if (answer === "valid") return drawing(attributes, ["M50 3 97 50 50 97 3 50z", "full"], ["m31 51 13 13 26-29", "cut"]);
  if (answer === "cannot-tell") return drawing(attributes, ["M50 6 94 50 50 94 6 50z", "line"], ["M39 43a11 11 0 1 1 16 10c-4 2-5 4-5 8M50 70v.5", "line thin"]);
  return drawing(attributes, ["M50 8 96 90H4z", "full"], ["M50 36v26M50 75v.5", "cut"]);
}

const ICONS = {
  camera: "M8 8h22M8 8v22M92 8H70M92 8v22M8 92h22M8 92V70M92 92H70M92 92V70M32 32h14v14H32zM56 32h12v12H56zM32 56h12v12H32zM58 58h10v10",
  file: "M22 8h38l20 20v64H22zM58 8v22h22M36 52h30M36 68h30",
  call: "M30 10 40 32 30 42c6 14 14 22 28 28l10-10 22 10v18c-44 4-82-34-78-78z",
  light: "M56 6 20 56h26l-4 38 38-52H52z",
};

export const icon = (name) => drawing({ class: "icon" }, [ICONS[name], "line"]);
