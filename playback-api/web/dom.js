// The few DOM helpers that the views share. Nothing here parses HTML, so no text can become markup.

/** A copy of `<template id="tpl-…">` and its `data-part` elements by name. */
export function stamp(name) {
  const template = document.getElementById(`tpl-${name}`);
  const root = template.content.firstElementChild.cloneNode(true);
  const parts = { root };
  for (const node of root.querySelectorAll('[data-part]')) {
    parts[node.dataset.part] = node;
  }
  return parts;
}

/** An element with properties (`class`, `text` or a DOM property) and children. */
export function make(tag, { class: className, text, ...properties } = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

/** Writes text only where it changed, so that screen readers and layout are left in peace. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Shows a problem in words in `box`, with an optional way out. An empty sentence clears the box. */
export function showProblem(box, sentence, { reference = '', action, label } = {}) {
  if (!sentence) {
    box.replaceChildren();
    return;
  }
  const notice = stamp('notice');
  notice.text.textContent = sentence;
  notice.reference.textContent = reference ? `Reference for support: ${reference}` : '';
  if (action) {
    notice.action.hidden = false;
    notice.action.textContent = label;
    notice.action.addEventListener('click', action);
  }
  box.replaceChildren(notice.root);
}

/** Tells screen readers what changed. */
export function announce(text) {
  write(document.getElementById('announcer'), text);
}

/** Asks before something is destroyed; resolves to true only on an explicit yes. */
export function confirmDelete(title, text) {
  const dialog = document.getElementById('confirm');
  document.getElementById('confirm-title').textContent = title;
  document.getElementById('confirm-text').textContent = text;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
