/** One of a source's texts and the language it is in; undefined when the source does not say. */
export interface EventText {
	readonly text: string;
	readonly lang: string | undefined;
}

/** The text in the reader's language, else the one whose language nobody said, else any. */
export function eventText(
	texts: Readonly<Record<string, string>> | undefined,
	locale: string
): EventText | undefined {
	const entries = Object.entries(texts ?? {});
	const language = locale.slice(0, 2).toLowerCase();
	const found =
		entries.find(([tag]) => tag.toLowerCase() === locale.toLowerCase()) ??
		entries.find(([tag]) => tag.slice(0, 2).toLowerCase() === language && tag !== 'und') ??
		entries.find(([tag]) => tag === 'und') ??
		entries[0];
	return found && { text: found[1], lang: found[0] === 'und' ? undefined : found[0] };
}
