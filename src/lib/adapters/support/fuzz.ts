import fc from 'fast-check';
import type { Adapter, Decoded } from '#lib/model/observation.ts';
import { LIMITS } from './limits.ts';
import { checkRow } from './row-check.ts';

export interface FuzzPlan {
	/** Valid messages: they are cut, spliced and mutated. */
	readonly samples: readonly Uint8Array[];
	/** Topics a message may come by, beside none. */
	readonly topics?: readonly string[];
	/** Words of the format, thrown into messages and used as names. */
	readonly words?: readonly string[];
	readonly cases?: number;
}

const RECEIVED = Date.UTC(2026, 2, 1);

/** What breaks parsers: prototype names, numbers out of range, depth, encodings. */
const NASTY = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'1e999',
	'-1e999',
	'1e308',
	'5e-324',
	'9007199254740993',
	'NaN',
	'null',
	'true',
	'""',
	'{}',
	'[]',
	'{"__proto__":{"x":1}}',
	'\u0000',
	'\ufeff',
	'\u2028',
	'\\ud800',
	'2026-02-30T25:61:61Z',
	'[['.repeat(2000),
	'{"a":'.repeat(2000),
	'<a>'.repeat(2000),
	'&a;',
	'"'.repeat(99),
	',',
	'\n',
	';'
];

/**
 * Feeds an adapter messages that are broken in every way and asserts what every adapter promises: nothing
 * thrown, bytes untouched, rows valid, lists within the limits, reasons given. Repeatable: the seed is fixed
 * unless CITYLOOP_FUZZ_SEED says another.
 */
export function fuzzAdapter(adapter: Adapter, plan: FuzzPlan): void {
	const message = messages(plan);
	const topic = fc.option(fc.oneof(fc.constantFrom('', ...(plan.topics ?? [])), fc.string()), {
		nil: undefined
	});
	let memory: unknown;
	fc.assert(
		fc.property(message, topic, fc.boolean(), (bytes, via, remember) => {
			const before = bytes.slice();
			const decoded = adapter.decode(bytes, RECEIVED, {
				...(via === undefined ? {} : { topic: via }),
				...(remember && memory !== undefined ? { memory } : {})
			});
			memory = decoded.memory;
			if (Buffer.compare(before, bytes) !== 0) throw new Error('the message was changed');
			assertSound(decoded);
		}),
		{ numRuns: plan.cases ?? 10_000, seed: Number(process.env['CITYLOOP_FUZZ_SEED'] ?? 20_260_301) }
	);
}

/** Throws with the reason when a decoded message breaks a promise of adapters. */
export function assertSound({ rows, rejected, counts }: Decoded): void {
	if (rows.length > LIMITS.rows) throw new Error(`${rows.length} rows`);
	// The last two say what is not listed.
	if (rejected.length > LIMITS.rejected + 2) throw new Error(`${rejected.length} rejections`);
	for (const row of rows) {
		const reason = checkRow(row);
		if (reason !== undefined) throw new Error(`${reason}: ${JSON.stringify(row)}`);
	}
	for (const { place, reason } of rejected)
		if (place === '' || reason === '' || place.length > 250 || reason.length > 600)
			throw new Error(`place or reason: ${JSON.stringify({ place, reason })}`);
	for (const [kind, count] of Object.entries(counts))
		if (!Number.isSafeInteger(count) || count < 0) throw new Error(`count of ${kind}: ${count}`);
}

function messages({ samples, words = [] }: FuzzPlan): fc.Arbitrary<Uint8Array> {
	const encoder = new TextEncoder();
	const word = fc.constantFrom(...NASTY, ...words);
	const sample = fc.constantFrom(new Uint8Array(), ...samples);
	const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('id', ...words, ...NASTY) }, fc.string());
	const tree = fc.object({
		key: name,
		maxDepth: 4,
		values: [
			fc.double(),
			fc.integer(),
			fc.boolean(),
			fc.constant(null),
			word,
			fc.date().map(String),
			fc.string()
		]
	});
	return fc.oneof(
		{
			weight: 6,
			arbitrary: fc.tuple(sample, fc.array(edit(word), { minLength: 1, maxLength: 8 })).map(edited)
		},
		{ weight: 2, arbitrary: fc.tuple(sample, sample, fc.nat(), fc.nat()).map(spliced) },
		{
			weight: 2,
			arbitrary: fc.oneof(tree, fc.array(tree)).map((value) => encoder.encode(JSON.stringify(value)))
		},
		{ weight: 1, arbitrary: fc.array(word, { maxLength: 30 }).map((list) => encoder.encode(list.join(''))) },
		{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }) }
	);
}

interface Edit {
	readonly at: number;
	readonly remove: number;
	readonly insert: Uint8Array;
}

function edit(word: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
	const encoder = new TextEncoder();
	return fc.record({
		at: fc.nat(),
		remove: fc.oneof(fc.constantFrom(0, 1), fc.nat(40)),
		insert: fc.oneof(
			word.map((text) => encoder.encode(text)),
			fc.uint8Array({ maxLength: 8 })
		)
	});
}

function edited([bytes, edits]: [Uint8Array, Edit[]]): Uint8Array {
	return edits.reduce<Uint8Array>((result, { at, remove, insert }) => {
		const from = at % (result.length + 1);
		return joined([result.subarray(0, from), insert, result.subarray(from + remove)]);
	}, bytes.slice());
}

function spliced([head, tail, headEnd, tailStart]: [Uint8Array, Uint8Array, number, number]): Uint8Array {
	return joined([
		head.subarray(0, headEnd % (head.length + 1)),
		tail.subarray(tailStart % (tail.length + 1))
	]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
