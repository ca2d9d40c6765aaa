import type { Highs } from 'highs';

let opened: Promise<Highs> | undefined;

/** The solver of linear and mixed-integer programs; loaded when the first model asks for it. */
export function openHighs(): Promise<Highs> {
	opened ??= import('highs').then(({ default: load }) => load());
	return opened;
}
