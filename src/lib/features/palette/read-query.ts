/** What is looked for: everything, or one kind of thing by its sign. */
export type PaletteScope = 'all' | 'commands' | 'things' | 'layers' | 'time' | 'alarms';

/** Also as Chinese input methods write them. */
const SIGNS: Readonly<Record<string, PaletteScope>> = {
	'>': 'commands',
	'》': 'commands',
	'＞': 'commands',
	'@': 'things',
	'＠': 'things',
	'#': 'layers',
	'＃': 'layers',
	':': 'time',
	'：': 'time',
	'!': 'alarms',
	'！': 'alarms'
};

export interface PaletteQuery {
	readonly scope: PaletteScope;
	/** Without the sign. */
	readonly words: string;
}

export function readQuery(text: string): PaletteQuery {
	const plain = text.trim();
	const scope = SIGNS[plain.slice(0, 1)];
	return scope ? { scope, words: plain.slice(1).trim() } : { scope: 'all', words: plain };
}
