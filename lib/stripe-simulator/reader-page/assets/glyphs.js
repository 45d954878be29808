import { drawing } from './dom.js'

/** @param {string} body @param {string} box @param {string} [more] */
const line = (body, box, more = '') =>
  `<svg viewBox="${box}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" ${more}>${body}</svg>`

const icons = {
  nfc: '<path d="M6 8.32a7.43 7.43 0 0 1 0 7.36M9.46 6.21a11.76 11.76 0 0 1 0 11.58M12.91 4.1a15.91 15.91 0 0 1 .01 15.8M16.37 2a20.16 20.16 0 0 1 0 20"/>',
  chip: '<rect width="20" height="14" x="2" y="5" rx="2"/><path d="M2 10h20M6 14h2"/>',
  swipe: '<path d="M12 17V3m-6 8 6 6 6-6M19 21H5"/>',
  zap: '<path d="M4 14a1 1 0 0 1-.78-1.63l9.9-10.2a.5.5 0 0 1 .86.46l-1.92 6.02A1 1 0 0 0 13 10h7a1 1 0 0 1 .78 1.63l-9.9 10.2a.5.5 0 0 1-.86-.46l1.92-6.02A1 1 0 0 0 11 14z"/>',
  repeat: '<path d="m17 2 4 4-4 4M3 11v-1a4 4 0 0 1 4-4h14M7 22l-4-4 4-4M21 13v1a4 4 0 0 1-4 4H3"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 2v2m0 16v2M4.93 4.93l1.41 1.41m11.32 11.32 1.41 1.41M2 12h2m16 0h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41"/>',
  close: '<path d="M18 6 6 18M6 6l12 12"/>',
  back: '<path d="m12 19-7-7 7-7M19 12H5"/>',
  erase:
    '<path d="M10 5a2 2 0 0 0-1.34.52l-6.33 5.74a1 1 0 0 0 0 1.48l6.33 5.74A2 2 0 0 0 10 19h10a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2zM12 9l6 6m0-6-6 6"/>',
  sound:
    '<path d="M11 4.7a.7.7 0 0 0-1.2-.5L6.4 7.6A1.4 1.4 0 0 1 5.4 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.4a1.4 1.4 0 0 1 1 .4l3.4 3.4a.7.7 0 0 0 1.2-.5zM16 9a5 5 0 0 1 0 6m3.4-9.4a10 10 0 0 1 0 12.8"/>',
  mute: '<path d="M11 4.7a.7.7 0 0 0-1.2-.5L6.4 7.6A1.4 1.4 0 0 1 5.4 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.4a1.4 1.4 0 0 1 1 .4l3.4 3.4a.7.7 0 0 0 1.2-.5zM22 9l-6 6m0-6 6 6"/>',
}

/** @param {keyof typeof icons} name */
export const icon = name => drawing(line(icons[name], '0 0 24 24', 'class="icon"'))

const states = {
  ready: '<circle cx="12" cy="12" r="8" fill="var(--done-mark)"/>',
  waiting:
    '<circle cx="12" cy="12" r="10" fill="none" stroke="var(--go-mark)" stroke-width="2.6"/><circle class="breath" cx="12" cy="12" r="4.6" fill="var(--go-mark)"/>',
  checking:
    '<circle cx="12" cy="12" r="10" fill="none" stroke="var(--go-mark)" stroke-opacity=".22" stroke-width="2.8"/><path class="lap" d="M12 2a10 10 0 1 1-10 10" fill="none" stroke="var(--go-mark)" stroke-width="2.8" stroke-linecap="round"/>',
  approved:
    '<circle cx="12" cy="12" r="11" fill="var(--done-mark)"/><path d="m7 12.4 3.4 3.4 6.8-7.2" fill="none" stroke="var(--on-mark)" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>',
  declined:
    '<path d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z" fill="var(--stop-mark)" stroke="var(--stop-mark)" stroke-linejoin="round"/><path d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6" stroke="var(--on-mark)" stroke-width="2.6" stroke-linecap="round"/>',
  busy: '<circle cx="12" cy="12" r="9" fill="none" stroke="var(--go-mark)" stroke-width="2.4"/><path d="M12 3a9 9 0 0 1 0 18z" fill="var(--go-mark)"/>',
  offline:
    '<circle cx="12" cy="12" r="9" fill="none" stroke="var(--off)" stroke-width="2.4"/><path d="M5 19 19 5" stroke="var(--off)" stroke-width="2.4" stroke-linecap="round"/>',
  updating:
    '<circle cx="12" cy="12" r="10" fill="none" stroke="var(--ink-3)" stroke-width="2.2" stroke-dasharray="4.4 2.9"/><path d="M12 7v8m-3.4-3.2L12 15.2l3.4-3.4" fill="none" stroke="var(--ink-3)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
  canceled:
    '<circle cx="12" cy="12" r="10" fill="none" stroke="var(--off)" stroke-width="2.4"/><path d="M7.5 12h9" stroke="var(--off)" stroke-width="2.6" stroke-linecap="round"/>',
}

/** @typedef {keyof typeof states} StateGlyph */

/** @param {StateGlyph} name */
export const stateGlyph = name => drawing(`<svg class="glyph" viewBox="0 0 24 24">${states[name]}</svg>`)

/** The drawings on the glass. Their colours are the device's own and do not follow the page's theme. */
const pictures = {
  leaf: '<svg width="76" height="76" viewBox="0 0 76 76" fill="none"><path d="M38 70V26" stroke="#fff" stroke-width="4" stroke-linecap="round"/><path d="M38 46C20 46 13 36 12 22c16 0 25 8 26 24zM38 34C39 18 47 9 62 7c1 17-8 27-24 27z" fill="#fff"/></svg>',
  tap: '<svg width="264" height="150" viewBox="0 0 264 150" fill="none" stroke="#1447d4" stroke-linecap="round"><path d="M6 96H78C108 96 100 134 132 134S156 96 186 96H258" stroke-width="8"/><path class="wave far" d="M84 40a66 66 0 0 1 96 0" stroke-opacity=".28" stroke-width="7"/><path class="wave near" d="M102 62a42 42 0 0 1 60 0" stroke-opacity=".6" stroke-width="7"/><circle cx="132" cy="98" r="19" fill="#1447d4" stroke="none"/></svg>',
  checking:
    '<svg width="132" height="132" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="none" stroke="#1447d4" stroke-opacity=".22" stroke-width="2.8"/><path class="lap" d="M12 2a10 10 0 1 1-10 10" fill="none" stroke="#1447d4" stroke-width="2.8" stroke-linecap="round"/></svg>',
  approved:
    '<svg width="156" height="156" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="#fff"/><path d="m7 12.4 3.4 3.4 6.8-7.2" fill="none" stroke="#006d3c" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  declined:
    '<svg width="148" height="148" viewBox="0 0 24 24"><path d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z" fill="#b9121d" stroke="#b9121d" stroke-linejoin="round"/><path d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>',
  canceled:
    '<svg width="136" height="136" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="none" stroke="#71747d" stroke-width="2.2"/><path d="M7.5 12h9" stroke="#71747d" stroke-width="2.4" stroke-linecap="round"/></svg>',
  remove:
    '<svg width="190" height="190" viewBox="0 0 190 190" fill="none"><rect x="45" y="16" width="100" height="120" rx="14" fill="#e9efff" stroke="#1447d4" stroke-width="6"/><rect x="66" y="92" width="28" height="22" rx="5" fill="#d9b45c"/><path d="M95 148v32m-16-14 16 16 16-16" stroke="#1447d4" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  insert:
    '<svg width="190" height="190" viewBox="0 0 190 190" fill="none"><rect x="45" y="54" width="100" height="120" rx="14" fill="#e9efff" stroke="#1447d4" stroke-width="6"/><rect x="66" y="76" width="28" height="22" rx="5" fill="#d9b45c"/><path d="M95 42V10m-16 14 16-16 16 16" stroke="#1447d4" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  offline:
    '<svg width="120" height="120" viewBox="0 0 24 24" fill="none" stroke="#9ca0a9" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="M12 20h.01M8.5 16.4a5 5 0 0 1 7 0M2 8.8a15 15 0 0 1 4.2-2.6M10.7 5.1A15 15 0 0 1 22 8.8M5 12.9a10 10 0 0 1 5.2-2.8M16.8 11.3a10 10 0 0 1 2.2 1.6M2 2l20 20"/></svg>',
  updating:
    '<svg width="128" height="128" viewBox="0 0 24 24" fill="none" stroke="#8fb4ff" stroke-linecap="round" stroke-linejoin="round"><circle class="lap slow" cx="12" cy="12" r="10" stroke-width="1.7" stroke-dasharray="4.4 2.9"/><path d="M12 7.4v8m-3.2-3L12 15.6l3.2-3.2" stroke-width="1.7"/></svg>',
  lip: '<svg class="lip-mark" viewBox="0 0 24 16" fill="none" stroke="currentColor" stroke-width="1.6"><rect x="1" y="1" width="22" height="14" rx="2.5"/><rect x="4.5" y="5" width="5" height="4.5" rx="1"/></svg>',
}

/** @param {keyof typeof pictures} name */
export const picture = name => drawing(pictures[name])
