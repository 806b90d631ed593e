// The logic of a questionnaire for a browser: the evaluator of surveys/logic, and the path of surveys/branching.
// The same operators, the same steps on the same doubles. tests/surveys/logic runs tables of cases, and generated
// ones, against both. A definition is the JSON that surveys/definition dumps; nothing here touches a page.
(function (root) {
  "use strict";
  const DEEPEST = 30, LARGEST = 1e15, WITH_DECIMALS = 1e10, LIFT = 1 + Math.pow(2, -51);

  const isNumber = (item) => typeof item === "number";
  const isDay = (item) => typeof item === "string" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(item);
  const bounded = (number) => (Math.abs(number) <= LARGEST ? number : null);
  const simple = (item) => item !== null && !Array.isArray(item);
  const alike = (a, b) => simple(a) && simple(b) && typeof a === typeof b;
  // |number| × 10^places as the nearest whole number, and the places, which are 0 for a very large number.
  function whole(number, places) {
    const size = Math.abs(number);
    if (size >= WITH_DECIMALS) return [Math.floor(size + 0.5), 0];
    return [Math.floor(size * Math.pow(10, places) * LIFT + 0.5), places];
  }

  function rounded(number, wanted) {
    const [size, places] = whole(number, wanted);
    return (number < 0 ? -size : size) / Math.pow(10, places);
  }

  function numberText(number) {
    const [size, places] = whole(number, 4);
    let text = String(size).padStart(places + 1, "0");
    if (places) text = (text.slice(0, -places) + "." + text.slice(-places)).replace(/\.?0+$/, "");
    return number < 0 && size ? "-" + text : text;
  }

  const ordered = (holds) => ([a, b]) => ((isNumber(a) && isNumber(b)) || (isDay(a) && isDay(b))) && holds(a, b);
  const arithmetic = (step) => (items) => (items.every(isNumber) ? bounded(items.reduce(step)) : null);
  const over = (step) => (items) => {
    const there = items.filter((item) => item !== null);
    return there.length ? arithmetic(step)(there) : null;
  };
  const sum = over((a, b) => a + b);
  const equal = (a, b) => alike(a, b) && a === b;
  const isTrue = (item) => item === true;

  // name: [least arguments, most, function]
  const OPERATORS = {
    "=": [2, 2, ([a, b]) => equal(a, b)],
    "!=": [2, 2, ([a, b]) => alike(a, b) && a !== b],
    "<": [2, 2, ordered((a, b) => a < b)],
    "<=": [2, 2, ordered((a, b) => a <= b)],
    ">": [2, 2, ordered((a, b) => a > b)],
    ">=": [2, 2, ordered((a, b) => a >= b)],
    in: [2, Infinity, ([a, ...others]) => others.some((b) => equal(a, b))],
    has: [2, 2, ([list, code]) => Array.isArray(list) && list.includes(code)],
    all: [1, Infinity, (items) => items.every(isTrue)],
    any: [1, Infinity, (items) => items.some(isTrue)],
    not: [1, 1, ([a]) => a !== true],
    "+": [2, Infinity, arithmetic((a, b) => a + b)],
    "-": [2, 2, arithmetic((a, b) => a - b)],
    "*": [2, Infinity, arithmetic((a, b) => a * b)],
    "/": [2, 2, ([a, b]) => (isNumber(a) && isNumber(b) && b !== 0 ? bounded(a / b) : null)],
    sum: [1, Infinity, sum],
    mean: [1, Infinity, (items) => {
      const total = sum(items);
      return total === null ? null : total / items.filter((item) => item !== null).length;
    }],
    min: [1, Infinity, over((a, b) => (b < a ? b : a))],
    max: [1, Infinity, over((a, b) => (b > a ? b : a))],
    count: [1, 1, ([list]) => (Array.isArray(list) ? list.length : null)],
    length: [1, 1, ([text]) => (typeof text === "string" ? Array.from(text).length : null)],
    round: [2, 2, ([a, places]) => (isNumber(a) && [0, 1, 2, 3, 4].includes(places) ? rounded(a, places) : null)],
    if: [3, 3, ([condition, a, b]) => (condition === true ? a : b)],
  };
  const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

  function read(name, codes, values) {
    if (codes.length !== 1 || typeof codes[0] !== "string") return null;
    const answer = has(values.answers, codes[0]) ? values.answers[codes[0]] : null;
    if (name === "answered") return answer !== null;
    if (name === "answer") return answer;
    const scores = values.scores && has(values.scores, codes[0]) ? values.scores[codes[0]] : {};
    return typeof answer === "string" && has(scores, answer) ? scores[answer] : null;
  }

  function literal(value) {
    if (isNumber(value)) return bounded(value);
    return value === null || typeof value === "boolean" || typeof value === "string" ? value : null;
  }

  // The value of any expression, however wrong it is; null where it has none.
  // values: {answers: {code: answer or computed value}, scores: {code: {option code: score}}}
  function evaluate(expression, values, depth = 1) {
    if (!Array.isArray(expression)) return literal(expression);
    const [name, ...given] = expression;
    if (depth > DEEPEST || typeof name !== "string") return null;
    if (name === "answer" || name === "score" || name === "answered") return read(name, given, values);
    if (!has(OPERATORS, name)) return null;
    const [least, most, run] = OPERATORS[name];
    if (given.length < least || given.length > most) return null;
    return run(given.map((argument) => evaluate(argument, values, depth + 1)));
  }

  const holds = (condition, values) => evaluate(condition, values) === true;

  // ---- Answers, as surveys/question_types reads them and surveys/answer_items hands them to expressions ----

  const NOT_APPLICABLE = "n/a";
  const DECIMAL = /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/, TYPED = /^-?[0-9]{1,15}([.,][0-9]{1,6})?$/;
  const LOCAL_DATE = /^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$/;
  const NEVER_AS_A_WHOLE = ["matrix", "ranking", "consent", "short-text", "long-text"]; // said to be not applicable

  const listed = (items) => items || [];
  const codesOf = (options) => listed(options).map((option) => option.code);
  const own = (object, name) => (has(object, name) ? object[name] : undefined);
  const questionsOf = (definition) => listed(definition.sections).flatMap((section) => listed(section.questions));
  const isPlainNumber = (question) => question.type === "number" && !listed(question.bands).length;
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isEmpty = (value) =>
    value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);

  function numberRead(text, question) {
    const bands = listed(question.bands), last = bands.length - 1;
    const names = bands.map((low, place) => (place < last ? low + "-" + (bands[place + 1] - 1) : low + "+"));
    if (names.includes(text)) return text;
    if (!TYPED.test(text)) return null;
    const plain = text.replace(",", "."), number = Number(plain);
    if (question.minimum && number < Number(question.minimum)) return null;
    if (question.maximum && number > Number(question.maximum)) return null;
    if (bands.length) return names[Math.max(0, bands.filter((low) => low <= number).length - 1)];
    const [, sign, digits, decimals] = /^(-?)0*([0-9]+?)(?:\.([0-9]*?)0*)?$/.exec(plain);
    return sign + digits + (decimals ? "." + decimals : "");
  }

  // The strings under the names of a question's rows or options; none where one of them is repeated.
  function parts(question, options, raw) {
    const given = codesOf(options).map((code) => [code, raw(question.code + "." + code)]);
    if (given.some(([, texts]) => texts.length > 1)) return [];
    return given.map(([code, texts]) => [code, (texts[0] || "").trim()]);
  }

  const ONE = {
    number: (text, question) => numberRead(text.trim(), question),
    date: (text) => {
      const local = LOCAL_DATE.exec(text.trim());
      return local ? [local[3], local[2].padStart(2, "0"), local[1].padStart(2, "0")].join("-") : text.trim();
    },
    "long-text": (text) => text.replace(/\r\n?/g, "\n").trim(),
  };
  const SEVERAL = {
    multiple: (question, raw) => {
      const given = raw(question.code).flatMap((text) => text.replace(/;/g, " ").split(/\s+/)).filter((code) => code);
      const known = codesOf(question.options);
      return [...known.filter((code) => given.includes(code)), ...new Set(given.filter((code) => !known.includes(code)))];
    },
    matrix: (question, raw) => Object.fromEntries(parts(question, question.rows, raw).filter(([, code]) => code)),
    ranking: (question, raw) => {
      const ranks = parts(question, question.options, raw);
      const order = ranks.map((_, place) => ranks.find(([, rank]) => rank === String(place + 1)));
      return order.every((found) => found) ? order.map(([code]) => code) : null;
    },
  };

  // `raw`: the strings under a name. What can't be read is none.
  function readAnswer(question, raw) {
    const ticked = question.not_applicable && !NEVER_AS_A_WHOLE.includes(question.type)
      && raw(question.code).includes(NOT_APPLICABLE);
    const given = (name) => (ticked ? raw(name).filter((text) => text.trim() && text !== NOT_APPLICABLE) : raw(name));
    const several = own(SEVERAL, question.type), texts = given(question.code);
    if (!several && texts.length > 1) return null;
    const one = own(ONE, question.type) || ((text) => text.trim());
    const value = several ? several(question, given) : one(texts[0] || "", question);
    return isEmpty(value) && ticked && !(texts.length && question.type === "number") ? NOT_APPLICABLE : value;
  }

  // The answers in what stands in a form: {name: [strings]}.
  function readAnswers(definition, posted) {
    const raw = (name) => own(posted, name) || [];
    const read = questionsOf(definition).map((question) => [question.code, readAnswer(question, raw)]);
    return Object.fromEntries(read.filter(([, value]) => !isEmpty(value)));
  }

  // An answer by the codes that expressions read it under.
  function items(question, value) {
    const code = question.code;
    if (isMap(value)) {
      const given = codesOf(question.rows).filter((row) => has(value, row) && value[row] !== NOT_APPLICABLE);
      const rows = given.map((row) => [code + "." + row, value[row]]);
      return given.length ? { [code]: given, ...Object.fromEntries(rows) } : {};
    }
    if (isEmpty(value) || value === NOT_APPLICABLE) return {};
    if (Array.isArray(value) || !isPlainNumber(question)) return { [code]: value };
    return DECIMAL.test(value) ? { [code]: Number(value) } : {};
  }

  const UNSCORED = ["multiple", "ranking", "number", "date"];

  function scores(definition) {
    const found = {};
    for (const question of questionsOf(definition)) {
      const scored = listed(question.options).filter((option) => isNumber(option.score));
      const names = question.type === "matrix" ? codesOf(question.rows).map((row) => question.code + "." + row) : [question.code];
      if (!scored.length || UNSCORED.includes(question.type)) continue;
      for (const name of names) found[name] = Object.fromEntries(scored.map((option) => [option.code, option.score]));
    }
    return found;
  }

  // ---- Earlier answers in later texts, as surveys/piping ----

  const UNSAID = "…", LONGEST_WORDS = 100, NAMED = /\{([A-Za-z0-9][A-Za-z0-9_+<>.-]{0,120})\}/g;

  const textIn = (text, language) => text[language] || text.id || Object.values(text)[0] || "";

  function labelOf(options, code, language) {
    const found = listed(options).find((option) => option.code === code);
    return found ? textIn(found.label, language) : UNSAID;
  }

  function dayWords(text) {
    const [year, month, day] = isDay(text) ? text.split("-").map(Number) : [0, 0, 0];
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return year && day > 0 && day <= longest ? day + "/" + month + "/" + year : text;
  }

  function written(question, value, language) {
    if (isPlainNumber(question) && language !== "en") return value.replace(/\./g, ",");
    return question.type === "date" ? dayWords(value) : value.replace(/\0/g, "\ufffd");
  }

  function wordsOf(question, value, language) {
    if (value === NOT_APPLICABLE) return UNSAID;
    const label = (code) => labelOf(question.options, code, language);
    let said;
    if (isMap(value)) {
      const rows = listed(question.rows).filter((row) => has(value, row.code));
      said = rows.map((row) => textIn(row.label, language) + ": " + label(value[row.code])).join(", ");
    } else if (Array.isArray(value)) said = value.map(label).join(", ");
    else said = listed(question.options).length ? label(value) : written(question, value, language);
    const points = Array.from(said);
    return points.length > LONGEST_WORDS ? points.slice(0, LONGEST_WORDS - 1).join("") + UNSAID : said;
  }

  function said(braces, name, known, answers, language) {
    const dot = name.indexOf("."), code = dot < 0 ? name : name.slice(0, dot), row = dot < 0 ? "" : name.slice(dot + 1);
    const question = known.get(code);
    if (!question || (row && !codesOf(question.rows).includes(row))) return braces;
    const whole = own(answers, code), value = row ? (isMap(whole) ? own(whole, row) : null) : whole;
    return (isEmpty(value) ? "" : wordsOf(question, value, language)) || UNSAID;
  }

  function piped(text, known, answers) {
    const inWords = (words, language) =>
      words.replace(NAMED, (braces, name) => said(braces, name, known, answers, language));
    return Object.fromEntries(Object.entries(text || {}).map(([language, words]) => [language, inWords(words, language)]));
  }

  // ---- The path of one person's answers, as surveys/branching ----

  // The codes that an expression reads; `needed`: without those that it only asks for being answered.
  function references(expression, needed = false) {
    const found = new Set(), waiting = [expression];
    while (waiting.length) {
      const part = waiting.pop();
      if (!Array.isArray(part)) continue;
      const reads = part[0] === "answer" || part[0] === "score" || (part[0] === "answered" && !needed);
      if (reads && part.length === 2 && typeof part[1] === "string") found.add(part[1]);
      waiting.push(...part.slice(1));
    }
    return found;
  }

  // Each computed value after those that it reads; what lies on a cycle is left out, and so has no value.
  function computedOrder(definition) {
    const waiting = new Map(listed(definition.computed).map((value) => [value.code, value])), order = [];
    for (let ready = true; ready; ) {
      const found = [...waiting.values()].filter((value) => ![...references(value.value)].some((code) => waiting.has(code)));
      found.forEach((value) => waiting.delete(value.code));
      order.push(...found);
      ready = found.length > 0;
    }
    return order;
  }

  function computed(order, known, scored) {
    const found = {};
    for (const value of order) found[value.code] = evaluate(value.value, { answers: { ...known, ...found }, scores: scored });
    return found;
  }

  // The computed values of answers, by code.
  function computedValues(definition, answers) {
    const given = questionsOf(definition).map((question) => items(question, own(answers, question.code)));
    return computed(computedOrder(definition), Object.assign({}, ...given), scores(definition));
  }

  // {questions: those on the path, as they stand for this person; answers: those on the path;
  //  broken: {code: the author's message, where `valid_if` is not kept}}
  function path(definition, answers) {
    const byCode = new Map(questionsOf(definition).map((question) => [question.code, question]));
    const order = computedOrder(definition), scored = scores(definition), known = {};
    const values = () => ({ answers: { ...known, ...computed(order, known, scored) }, scores: scored });
    const taken = { questions: [], answers: {}, broken: {} };
    const stands = (question) => {
      const must = question.required || (isThere(question.required_if) && holds(question.required_if, values()));
      const texts = ["label", "hint"].map((name) => [name, piped(question[name], byCode, taken.answers)]);
      return { ...question, required: Boolean(must), ...Object.fromEntries(texts) };
    };
    for (const section of listed(definition.sections)) {
      for (const question of listed(section.questions)) {
        const conditions = [section.shown_if, question.shown_if].filter(isThere);
        if (!conditions.every((condition) => holds(condition, values()))) continue;
        taken.questions.push(stands(question));
        const value = own(answers, question.code);
        if (isEmpty(value)) continue;
        taken.answers[question.code] = value;
        Object.assign(known, items(question, value));
        if (breaks(question.valid_if, values())) taken.broken[question.code] = question.invalid_message || {};
      }
    }
    return taken;
  }

  const isThere = (expression) => expression !== undefined && expression !== null;

  // A rule about what was never answered can't be kept, so nobody has to.
  function breaks(rule, values) {
    const answered = (code) => isThere(own(values.answers, code));
    return isThere(rule) && [...references(rule, true)].every(answered) && !holds(rule, values);
  }

  const logic = { evaluate, holds, numberText, rounded, readAnswers, items, scores, computedValues, path, piped, questionsOf };
  if (typeof module !== "undefined" && module.exports) module.exports = logic;
  else root.suaraLogic = logic;
})(typeof self !== "undefined" ? self : this);
