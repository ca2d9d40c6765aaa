/** How long a line is in sizes of its type, about: full-width characters are one, Latin ones a bit more than half. */
export function emsOf(text: string): number {
	let ems = 0;
	for (const character of text) ems += character.charCodeAt(0) > 0x2e7f ? 1 : 0.56;
	return ems;
}
