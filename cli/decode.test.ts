import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adapters } from '#lib/adapters/registry.ts';
import { assertSound } from '#lib/adapters/support/fuzz.ts';
import { readMessage } from './read-message.ts';

const ROOT = resolve(import.meta.dirname, '..');
const NOW = Date.UTC(2026, 2, 1);

function decode(args: readonly string[], input = '') {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/main.ts', 'decode', ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		input,
		maxBuffer: 2 ** 30,
		env: { ...process.env, CITYLOOP_DEBUG: '' }
	});
	return { status, stdout, stderr };
}

function file(name: string, bytes: string | Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), 'cityloop-decode-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(join(folder, name), bytes);
	return join(folder, name);
}

test('a message from standard input is shown with its rows, counts and rejections', () => {
	const message =
		'[{"t":21.5,"units":{"t":"Cel"},"lng":1,"lat":2},{"t":"\\u001b[2J"},{"id":"b","gone":true}]';
	expect(
		decode(['json', '-', '--topic', 'city/demo/air/pole-7/up', '--received', '2026-03-01T00:00:00Z'], message)
	).toEqual({
		status: 0,
		stderr: '',
		stdout: `- as json: 2 rows, 1 rejected
  observation 3, field not used 1
Rows:
  2026-03-01T00:00:00.000Z  air/pole-7  1,2  t=21.5 Cel
  2026-03-01T00:00:00.000Z  air/b  gone
Rejected:
  row 2: it has no position, value, status or title
`
	});
});

test('--json prints everything; a gzip file is unpacked', () => {
	const path = file('rows.ndjson.gz', gzipSync('{"id":"a","t":1,"at":0}\n{"id":"b"}\n'));
	const { status, stdout } = decode(['json', path, '--json']);
	expect([status, JSON.parse(stdout)]).toEqual([
		0,
		{
			adapter: 'json',
			file: path,
			rows: [{ kind: 'observation', entity: 'a', at: 0, values: { t: 1 } }],
			rejected: [{ place: 'line 2', reason: 'it has no position, value, status or title' }],
			counts: { observation: 2 }
		}
	]);
});

test('an empty list is a message of nothing, an empty file is none', () => {
	expect(decode(['json', '-'], '[]').status).toBe(0);
	expect(decode(['json', '-'], '')).toEqual({
		status: 2,
		stdout: '- as json: 0 rows, 1 rejected\nRejected:\n  message: it is empty\n',
		stderr: '-: nothing in it could be used as json; the reasons are under "rejected".\n'
	});
});

test('an unknown adapter lists those there are; a missing file and a bad time are said in a sentence', () => {
	const unknown = decode(['xml', '-']);
	expect([unknown.status, unknown.stdout]).toEqual([2, '']);
	for (const adapter of adapters) expect(unknown.stderr).toContain(`${adapter.id} `);
	expect(decode(['json', '/no/such/file'])).toEqual({
		status: 2,
		stdout: '',
		stderr: '/no/such/file: there is no such file; check the path given.\n'
	});
	expect(decode(['json', '-', '--received', 'noon'])).toEqual({
		status: 2,
		stdout: '',
		stderr: '--received: "noon" is not an ISO 8601 time.\n'
	});
});

const data = resolve(process.env['CITYLOOP_TEST_DATA'] ?? join(ROOT, '../shared/data'));
const published = [
	'fiware-ngsi-ld',
	'cap-alerts',
	'gtfs-rt-victoria',
	'nyc',
	'open311',
	'beijing-aq',
	'la-loops'
]
	.filter((folder) => existsSync(join(data, folder)))
	.flatMap((folder) => readdirSync(join(data, folder)).map((name) => join(folder, name)));

describe.skipIf(published.length === 0)(
	'published files, each by every adapter (needs ../shared/data)',
	() => {
		test.each(published)('%s: valid rows or reasons, never a crash', (path) => {
			const bytes = readMessage(join(data, path));
			for (const adapter of adapters) {
				const decoded = adapter.decode(bytes, NOW);
				assertSound(decoded);
				// A file of another format is never taken for an empty message of this one without a word.
				const rightlyEmpty = adapter.id === 'cap' && path.includes('empty');
				if (decoded.rows.length === 0 && !rightlyEmpty)
					expect([adapter.id, decoded.rejected.length]).not.toEqual([adapter.id, 0]);
			}
		});

		test('the malformed NGSI-LD entity is refused with line, column and word', () => {
			const path = join(data, 'fiware-ngsi-ld', 'TrafficFlowObserved.MALFORMED-as-published.jsonld');
			const { status, stdout } = decode(['ngsi-ld', path]);
			expect(status).toBe(2);
			expect(stdout).toContain('line 22, column 18: it is not JSON: there is an unknown word at "False"');
		});

		test('tables without an id say which columns they have', () => {
			const { status, stdout } = decode(['csv', join(data, 'nyc', 'collisions-2020-09.csv')]);
			expect(status).toBe(2);
			expect(stdout).toContain('there are: date, time, lng, lat, injured, killed');
		});
	}
);
