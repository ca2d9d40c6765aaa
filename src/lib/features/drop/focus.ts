/** Gives an element the focus when it comes into a dialog that was there before it. */
export const focus = (element: HTMLElement): void => element.focus();
