/** Widths of signs as parts of the font's size: digits and Latin letters, Chinese signs. */
const LATIN = 0.6;
const IDEOGRAPH = 1.04;

/** About how wide a text is in the interface's font of this size, pixels; for choices of layout, not for placing. */
export const textWidth = (text: string, fontSize: number): number =>
	[...text].reduce((sum, sign) => sum + (sign > '⺀' ? IDEOGRAPH : LATIN), 0) * fontSize;
