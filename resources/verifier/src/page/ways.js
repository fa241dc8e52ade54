/** The ways in which a paper comes to the page, besides its camera and its form. */

/** Takes what stands after `#` and takes it out of the address; `each` hears of it, and of those that come later, and says whether there was one. */
export function takesFragments() {
  let hear = null;
  let waiting = null;
  const take = () => {
    const fragment = location.hash.slice(1);
    if (!fragment) return;
    try {
      history.replaceState(null, "", location.href.split("#")[0]);
    } catch {
      location.hash = "";
    }
    if (hear) hear(fragment);
    else waiting = fragment;
  };
  addEventListener("hashchange", take);
  take();
  return {
    each(told) {
      hear = told;
      if (waiting) told(waiting);
      return waiting !== null;
    },
  };
}

/** A file that is dropped anywhere. */
export function takesDrops(take) {
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("over");
  };
  const gone = () => document.body.classList.remove("over");
  addEventListener("dragenter", over);
  addEventListener("dragover", over);
  addEventListener("dragleave", (event) => event.relatedTarget === null && gone());
  addEventListener("drop", (event) => {
    gone();
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}

/** A picture or a code that is pasted anywhere but into a field. */
export function takesPastes({ text, file }) {
  addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.files[0];
    if (pasted) {
      event.preventDefault();
      file(pasted);
    } else if (!event.target.closest?.("textarea, input")) {
      const words = event.clipboardData?.getData("text/plain").trim();
      if (words) text(words);
    }
  });
}
