/** A text as HTML writes it, also inside of an attribute. */
export const escaped = (text: string): string =>
	text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
