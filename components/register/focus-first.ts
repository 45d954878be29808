/**
 * A ref for the button of a dialog that Enter shall press. React's `autoFocus` focuses before the dialog is open, and
 * opening then takes the first button; the attribute is what the browser asks for.
 */
export const focusFirst = (element: HTMLElement | null): void => element?.setAttribute('autofocus', '')
