import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Quotes } from './quotes.ts';

/** What is known of a text that comes in these pieces. */
function tidied(pieces: readonly string[]) {
	const quotes = new Quotes(',');
	const text = pieces.map((piece) => quotes.tidy(piece)).join('');
	return { text, openLine: quotes.open?.line, runOns: quotes.runOns };
}

/** The text in pieces that end in a letter, as those of a file do. */
const inPieces = (text: string): string[] => text.match(/[^a]*a|[^a]+$/g) ?? [];

test('a text is the same in pieces, whatever its quotes', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '\t'), maxLength: 40 }),
			(text) => {
				expect(tidied(inPieces(text))).toEqual(tidied([text]));
			}
		),
		{ numRuns: 5000 }
	);
});

test('cells that are quoted as they should be are what csv-parse finds, spaces around them or not', () => {
	const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), maxLength: 8 });
	const space = fc.constantFrom('', ' ', '  ', '\t', '\u3000');
	const quoted = fc
		.tuple(space, cell, space)
		.map(([before, text, after]) => `${before}"${text.replaceAll('"', '""')}"${after}`);
	const row = fc.array(fc.oneof(quoted, fc.constantFrom('a', 'a"a', '')), { minLength: 2, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
			const text = rows.map((cells) => cells.join(',')).join('\n') + '\n';
			const { text: tidy, openLine, runOns } = tidied(inPieces(text));
			const found = (of: string) =>
				parse(of, { relax_quotes: true, relax_column_count: true, skip_empty_lines: false });
			const wanted = rows.map((cells) =>
				cells.map((one) => (/^\s*"/.test(one) ? one.trim().slice(1, -1).replaceAll('""', '"') : one))
			);
			expect([found(tidy), openLine, runOns.count]).toEqual([wanted, undefined, 0]);
		}),
		{ numRuns: 2000 }
	);
});
