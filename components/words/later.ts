/** Beside what is kept and that nothing acts on. */
export const FOR_LATER = 'Kept for a later version; nothing uses it yet.'
