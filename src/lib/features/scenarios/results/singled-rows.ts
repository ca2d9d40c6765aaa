import { classKey } from '#lib/layers/styled/class-focus.ts';
import { ALONE_TOKEN, type ResultKey } from './result-key.ts';

/** Tokens of rows while one class of the key stands out: all others have one quiet colour. Undefined: none does. */
export function singledRows(
	{ classes, tokenOf }: ResultKey,
	lit: string | undefined
): (row: number) => string {
	const bright = classes.find((item) => classKey(item) === lit)?.token;
	return (row) => {
		const token = tokenOf(row) ?? ALONE_TOKEN;
		return bright === undefined || token === bright ? token : ALONE_TOKEN;
	};
}
