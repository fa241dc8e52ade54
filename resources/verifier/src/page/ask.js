/** Where a paper is scanned, dropped, opened or pasted. */

import { Camera } from "./camera.js";
import { h, icon } from "./dom.js";

/** `on` has `scan()`, `file(file)` and `text(text)`. */
export function askView(words, on) {
  const { _ } = words;
  const chooser = h("input", {
    type: "file",
    hidden: true,
    tabindex: "-1",
    "aria-hidden": "true",
    accept: "application/pdf,image/*,application/json,.json,.jwt",
    onchange: () => chooser.files[0] && on.file(chooser.files[0]),
  });
  const field = h("textarea", { id: "text", rows: "3", spellcheck: "false", autocomplete: "off", autocapitalize: "off", dir: "ltr" });
  const submit = (event) => {
    event.preventDefault();
    if (field.value.trim()) on.text(field.value);
  };
  return h(
    "article",
    { class: "ask" },
    h("h1", { tabindex: "-1" }, _("Is this certificate real?")),
    h("p", { class: "lead" }, _("Point the camera at the code on the paper, or open a file. The answer needs no network.")),
    h(
      "div",
      { class: "ways" },
      Camera.isThere
        ? h("button", { type: "button", class: "first", onclick: on.scan }, icon("camera"), h("span", {}, _("Scan with the camera")))
        : null,
      h("button", { type: "button", class: Camera.isThere ? "" : "first", onclick: () => chooser.click() }, icon("file"), h("span", {}, _("Open a file…"))),
      chooser,
      h("p", { class: "drop" }, _("Drop a picture or PDF of the certificate here, or a credential")),
    ),
    h(
      "form",
      { onsubmit: submit },
      h("label", { for: "text" }, _("Or paste what a telephone's camera read")),
      field,
      h("button", { type: "submit" }, _("Check")),
    ),
  );
}

/** The camera's picture, with the frame to hold the code in. */
export function scanView(words, { stop, light }) {
  const { _ } = words;
  const video = h("video", { playsinline: true, muted: true, "aria-hidden": "true" });
  video.muted = true;
  const lamp = h("button", { type: "button", "aria-pressed": "false", hidden: true, onclick: () => light(lamp) }, icon("light"), h("span", {}, _("Light")));
  const view = h(
    "article",
    { class: "scan" },
    h("h1", { tabindex: "-1" }, _("Hold the code in the frame")),
    h("div", { class: "frame" }, video),
    h("p", { class: "hint" }, _("All of the code, flat and sharp.")),
    h("div", { class: "ways" }, lamp, h("button", { type: "button", onclick: stop }, _("Stop"))),
  );
  return { view, video, lamp };
}
