/** A text with the place of a number at the caret, and where the caret stands then. */
export function inserted(
	text: string,
	at: number,
	name: string
): { readonly text: string; readonly caret: number } {
	const place = `{{${name}}}`;
	return { text: text.slice(0, at) + place + text.slice(at), caret: at + place.length };
}
