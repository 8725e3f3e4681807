const mostChoices = 50;

/**
 * The classes that a typed text may mean: names that begin with it, then names that contain it,
 * then a new class of this name.
 */
export function classChoices(names, text) {
  const typed = text.trim();
  const wanted = typed.toLowerCase();
  const rank = (name) => {
    const low = name.toLowerCase();
    return low.startsWith(wanted) ? 0 : low.includes(wanted) ? 1 : 2;
  };
  const choices = [0, 1].flatMap((wish) => names.filter((name) => rank(name) === wish))
    .slice(0, mostChoices).map((name) => ({ name, isNew: false }));
  if (typed && !names.includes(typed)) choices.push({ name: typed, isNew: true });
  return choices;
}
