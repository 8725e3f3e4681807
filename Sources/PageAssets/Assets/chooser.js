// The dialog that asks for the right class, by typing its name.
import { classChoices } from "./class-choices.js";
import { displayName } from "./display-text.js";
import { byId, makeElement } from "./elements.js";
import { gallery } from "./page.js";

const chooserDialog = byId("chooser");
const chooserInput = byId("right-class");
const chooserList = byId("right-classes");
let choices = [];
let chosen = 0;
let onChoice = null;

/** Whether the dialog is open. */
export const isChooserOpen = () => chooserDialog.open;

/** Opens with what was typed already; `done` takes the exact name of the class. */
export function openChooser(typed, done) {
  onChoice = done;
  chooserInput.value = typed;
  chooserDialog.showModal();
  chooserInput.setSelectionRange(typed.length, typed.length);
  listChoices();
}

function listChoices() {
  choices = classChoices(gallery.classOrder.map((id) => gallery.classes[id]), chooserInput.value);
  chosen = 0;
  chooserList.replaceChildren(...choices.map((choice, place) => {
    const item = makeElement("li", { role: "option", id: `right-class-${place}` },
      choice.isNew ? "new class " : null, makeElement("bdi", {}, displayName(choice.name)));
    item.addEventListener("click", () => acceptChoice(place));
    return item;
  }));
  showChosen();
}

function showChosen() {
  [...chooserList.children].forEach((item, place) =>
    item.setAttribute("aria-selected", String(place === chosen)));
  const item = chooserList.children[chosen];
  item?.scrollIntoView({ block: "nearest" });
  if (item) chooserInput.setAttribute("aria-activedescendant", item.id);
  else chooserInput.removeAttribute("aria-activedescendant");
}

function acceptChoice(place) {
  const choice = choices[place];
  chooserDialog.close();
  if (choice) onChoice(choice.name);
}

/** Listens to typing, arrows and Enter. */
export function listenToChooser() {
  chooserInput.addEventListener("input", listChoices);
  chooserDialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      chosen = Math.min(Math.max(chosen + step, 0), choices.length - 1);
      showChosen();
      event.preventDefault();
    } else if (event.key === "Enter") {
      acceptChoice(chosen);
      event.preventDefault();
    }
    event.stopPropagation();
  });
}
