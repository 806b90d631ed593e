// All questions of a preview at once: those that nobody is asked yet are hidden, texts name what was answered.
// Without this script all stand there, each with its condition in words.
(function () {
  "use strict";
  const sheet = document.querySelector("[data-definition]");
  if (!sheet) return;
  const definition = JSON.parse(sheet.dataset.definition), language = sheet.lang;
  const known = new Map(suaraLogic.questionsOf(definition).map((question) => [question.code, question]));
  const written = new Map(); // a text on the page -> what was written there, with braces

  for (const place of sheet.querySelectorAll("legend, label, .hint")) {
    for (const text of place.childNodes) if (text.nodeType === 3 && text.data.includes("{")) written.set(text, text.data);
  }

  function posted() {
    const found = {};
    for (const field of sheet.querySelectorAll("[name]")) {
      if ((field.type === "radio" || field.type === "checkbox") && !field.checked) continue;
      (found[field.name] = found[field.name] || []).push(field.value);
    }
    return found;
  }

  function show() {
    const taken = suaraLogic.path(definition, suaraLogic.readAnswers(definition, posted()));
    const asked = new Map(taken.questions.map((question) => [question.code, question]));
    for (const place of sheet.querySelectorAll("[data-question]")) {
      const question = asked.get(place.dataset.question), optional = place.querySelector(":is(label, legend) > .soft");
      place.hidden = !question;
      if (optional) optional.hidden = Boolean(question && question.required);
    }
    for (const place of sheet.querySelectorAll("[data-section]")) {
      place.hidden = !place.querySelector("[data-question]:not([hidden])");
    }
    for (const [text, words] of written) text.data = suaraLogic.piped({ [language]: words }, known, taken.answers)[language];
  }

  sheet.addEventListener("input", show);
  sheet.addEventListener("change", show);
  show();
})();
