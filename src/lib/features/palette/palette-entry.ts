import type { Component } from 'svelte';

/** Something that the command box offers. */
export interface PaletteEntry {
	/** Says the same thing every time: what was chosen lately is kept by it. */
	readonly id: string;
	readonly icon: Component<{ size?: number }>;
	readonly title: string;
	readonly note: string;
	readonly shortcut?: string | undefined;
	/** What else may be typed for it: an id, a code. */
	readonly also?: string;
	readonly act: () => void;
}
