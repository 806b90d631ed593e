// The evaluator of surveys/logic for a browser: the same operators, the same steps on the same doubles.
// tests/surveys/logic runs one table of cases, and generated ones, against both.
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

  const logic = { evaluate, holds, numberText, rounded };
  if (typeof module !== "undefined" && module.exports) module.exports = logic;
  else root.suaraLogic = logic;
})(typeof self !== "undefined" ? self : this);
