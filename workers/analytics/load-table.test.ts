import { Dictionary, Int32, Table, Utf8, makeVector, tableToIPC, vectorFromArray } from 'apache-arrow';
import { beforeAll, expect, test } from 'vitest';
import { Database } from './database.ts';
import { loadTable, piecesOf } from './load-table.ts';
import { openNodeBindings } from './open-node-bindings.ts';

let database: Database;
beforeAll(async () => {
	database = new Database(await openNodeBindings());
	database.run('CREATE SCHEMA pack');
}, 60_000);

const ROWS = 200_000;
const table = new Table({
	n: makeVector(Int32Array.from({ length: ROWS }, (_, row) => row)),
	word: vectorFromArray(
		Array.from({ length: ROWS }, (_, row) => ['ash', 'beech', null, `tree ${row % 500}`][row % 4] ?? null),
		new Dictionary(new Utf8(), new Int32())
	)
});
const counted = (name: string) => {
	const [row] = database
		.run(
			`SELECT count(*)::INT, sum(n)::DOUBLE, count(word)::INT,
		count(DISTINCT word)::INT FROM pack.${name}`
		)
		.toArray() as { toArray(): unknown[] }[]; // Arrow's row proxies
	return row?.toArray();
};
const expected = [ROWS, (ROWS * (ROWS - 1)) / 2, ROWS * 0.75, 127];

/** A server that sends a file in pieces of 64 KiB. */
const server = (file: Uint8Array) => () => {
	const pieces = Array.from({ length: Math.ceil(file.length / 65536) }, (_, i) =>
		file.slice(i * 65536, (i + 1) * 65536)
	);
	const body = new ReadableStream<Uint8Array>({
		pull: (controller) => {
			const piece = pieces.shift();
			if (piece) controller.enqueue(piece);
			else controller.close();
		}
	});
	return Promise.resolve(new Response(body));
};
const source = (name: string) => ({ table: name, dataset: name, file: `${name}.arrow` });

test('a file that arrives in pieces is read whole, with progress', async () => {
	const file = tableToIPC(table, 'stream');
	const seen: number[] = [];
	const loaded = await loadTable(database, source('trees'), 'http://city.test/', server(file), {
		onProgress: ({ bytes }) => seen.push(bytes)
	});
	expect(seen.at(-1)).toBe(file.length);
	expect(counted('trees')).toEqual(expected);
	expect(loaded.rows).toBe(ROWS);
	const word = loaded.columns.get('word');
	expect(word?.kind === 'category' && word.codes.filter((code) => code >= 0).length).toBe(ROWS * 0.75);
});

test('a file of several batches is read whole', async () => {
	const batches = [0, 1, 2, 3].flatMap(
		(part) => table.slice((part * ROWS) / 4, ((part + 1) * ROWS) / 4).batches
	);
	const file = tableToIPC(new Table(table.schema, batches), 'stream');
	await loadTable(database, source('batches'), 'http://city.test/', server(file), {});
	expect(counted('batches')?.slice(2)).toEqual(expected.slice(2));
});

test('a large stream is taken in by pieces that lose nothing', () => {
	const file = tableToIPC(table, 'stream');
	const pieces = [...piecesOf(table, file, 300_000)];
	expect(pieces.length).toBeGreaterThan(4);
	database.insert({ schema: 'pack', name: 'pieces' }, pieces);
	expect(counted('pieces')).toEqual(expected);
});

test('a file that breaks off is said to be broken', async () => {
	const file = tableToIPC(table, 'stream').slice(0, 500_000);
	await expect(
		loadTable(database, source('broken'), 'http://city.test/', server(file), {})
	).rejects.toMatchObject({ code: 'PACK_BROKEN', details: { file: 'broken.arrow' } });
});
