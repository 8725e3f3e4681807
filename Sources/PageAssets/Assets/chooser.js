// Says which class is right, by typing its name.

const chooser = byId("chooser");
const chooserInput = byId("right-class");
const chooserList = byId("right-classes");
let choices = [];
let chosen = 0;
let whenChosen = null;

/** Opens with what was typed already; `done` takes the exact name of the class. */
function openChooser(typed, done) {
  whenChosen = done;
  chooserInput.value = typed;
  chooser.showModal();
  chooserInput.setSelectionRange(typed.length, typed.length);
  listChoices();
}

/** Names that begin with what is typed come first, then those that hold it, then a new one. */
function listChoices() {
  const typed = chooserInput.value.trim();
  const wanted = typed.toLowerCase();
  const names = classOrder.map((id) => data.classes[id]);
  const rank = (name) => {
    const low = name.toLowerCase();
    return low.startsWith(wanted) ? 0 : low.includes(wanted) ? 1 : 2;
  };
  choices = [0, 1].flatMap((wish) => names.filter((name) => rank(name) === wish))
    .slice(0, 50).map((name) => ({ name, isNew: false }));
  if (typed && !names.includes(typed)) choices.push({ name: typed, isNew: true });
  chosen = 0;
  chooserList.replaceChildren(...choices.map((choice, place) => {
    const item = make("li", { role: "option", id: `right-class-${place}` },
      choice.isNew ? "new class " : null, make("bdi", {}, shownName(choice.name)));
    item.addEventListener("click", () => take(place));
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

function take(place) {
  const choice = choices[place];
  chooser.close();
  if (choice) whenChosen(choice.name);
}

chooserInput.addEventListener("input", listChoices);
chooser.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    chosen = Math.min(Math.max(chosen + step, 0), choices.length - 1);
    showChosen();
    event.preventDefault();
  } else if (event.key === "Enter") {
    take(chosen);
    event.preventDefault();
  }
  event.stopPropagation();
});
