import { AppError } from '#lib/model/errors.ts';

/** What stands above the table of a TNTP file, and its lines with their numbers, without comments and empty ones. */
export interface TntpText {
	readonly metadata: ReadonlyMap<string, string>;
	readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/**
 * Splits a file of the TNTP format (Transportation Networks for Research): `<KEY> value` lines until `<END OF METADATA>`,
 * `~` begins a comment. Throws INPUT_INVALID when the end of the metadata is missing.
 */
export function readTntp(text: string, file: string): TntpText {
	const metadata = new Map<string, string>();
	const lines: { number: number; text: string }[] = [];
	let isHead = true;
	text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.forEach((raw, index) => {
			const line = raw.split('~')[0]!.trim(); // a split has a first part
			if (isHead) {
				const [, key, value] = /^<([^>]+)>\s*(.*)$/.exec(raw.trim()) ?? [];
				const name = key?.trim().toUpperCase();
				if (name === 'END OF METADATA') isHead = false;
				else if (name !== undefined) metadata.set(name, (value ?? '').trim());
				return;
			}
			if (line !== '') lines.push({ number: index + 1, text: line });
		});
	if (isHead)
		throw new AppError('INPUT_INVALID', {
			message: `${file} has no line <END OF METADATA>: it is no TNTP file.`,
			file
		});
	return { metadata, lines };
}

/** A whole number of the metadata. Throws INPUT_INVALID when it is missing or none. */
export function metadataNumber({ metadata }: TntpText, key: string, file: string): number {
	const value = Number.parseFloat(metadata.get(key) ?? '');
	if (!Number.isInteger(value) || value < 0)
		throw new AppError('INPUT_INVALID', {
			message: `${file} does not say <${key}> as a whole number.`,
			file
		});
	return value;
}
