import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectAsync } from 'mqtt';
import { expect, test, vi } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import { openSqliteReader } from '../../bus/sqlite-reader.ts';

const MAIN = fileURLToPath(new URL('./server-main.ts', import.meta.url));
const ROUNDS = 10;
const [MQTT_SENDERS, HTTP_SENDERS] = [4, 2];

async function startProcess(dir: string): Promise<{ child: ChildProcess; http: number; mqtt: number }> {
	const child = spawn(process.execPath, ['--no-warnings', MAIN, dir], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [line] = (await once(child.stdout!, 'data')) as [Buffer];
	return { child, ...(JSON.parse(String(line)) as { http: number; mqtt: number }) }; // written by server-main.ts
}

/** Sends one message after the other, noting each that was acknowledged, until the other end is gone. */
async function sendUntilGone(
	name: string,
	send: (entity: string, value: number) => Promise<boolean>,
	acknowledged: Map<string, number>
): Promise<void> {
	for (let i = 0; ; i++)
		try {
			const entity = `${name}-${i}`;
			if (!(await send(entity, i))) return;
			acknowledged.set(entity, i);
		} catch {
			return;
		}
}

/** The log's own words: value by entity. */
function storedIn(dir: string): { values: Map<string, number>; offsets: number[] } {
	const reader = openSqliteReader(dir);
	const urns = reader.entities('air', 0).map(({ urn }) => urn);
	const values = new Map<string, number>();
	const offsets: number[] = [];
	for (let from = 1; ;) {
		const records = reader.read(from, 500);
		for (const { body, offset } of records) {
			const frame = decodeFrame(body);
			const column = metricOf(frame, 0)!;
			columnOf(frame, 'idx')!.forEach((idx, row) => values.set(urns[idx]!, column[row]!));
			offsets.push(offset);
		}
		const last = records.at(-1);
		if (!last) break;
		from = last.offset + 1;
	}
	reader.close();
	return { values, offsets };
}

test(
	'killed ten times under load: everything acknowledged is in the log with its value, whole, without a gap',
	{ timeout: 180_000 },
	async () => {
		const dir = mkdtempSync(join(tmpdir(), 'cityloop-kill-'));
		const acknowledged = new Map<string, number>();
		for (let round = 0; round < ROUNDS; round++) {
			const { child, http, mqtt } = await startProcess(dir);
			const before = acknowledged.size;
			const clients = await Promise.all(
				Array.from({ length: MQTT_SENDERS }, () =>
					connectAsync(`mqtt://127.0.0.1:${mqtt}`, { reconnectPeriod: 0 })
				)
			);
			for (const client of clients) client.on('error', () => undefined);
			const senders = [
				...clients.flatMap((client, n) =>
					// Several under way on each connection, as gateways do.
					[0, 1, 2].map((lane) =>
						sendUntilGone(
							`m${round}.${n}.${lane}`,
							async (entity, value) => {
								const gone = new Promise<false>((resolve) => client.once('close', () => resolve(false)));
								const sent = client
									.publishAsync(`city/demo/air/${entity}/up`, `{"v":${value}}`, { qos: 1 })
									.then(() => true);
								return (await Promise.race([sent, gone])) && !client.disconnected;
							},
							acknowledged
						)
					)
				),
				...Array.from({ length: HTTP_SENDERS }, (_, n) =>
					sendUntilGone(
						`h${round}.${n}`,
						async (id, v) => {
							const response = await fetch(`http://127.0.0.1:${http}/ingest/json?layer=air`, {
								method: 'POST',
								headers: { 'Content-Type': 'application/json' },
								body: JSON.stringify({ id, v })
							});
							return response.status === 202;
						},
						acknowledged
					)
				)
			];
			for (const client of clients) client.setMaxListeners(0);
			await vi.waitFor(() => expect(acknowledged.size - before).toBeGreaterThan(150 + 23 * round), {
				timeout: 30_000,
				interval: 5
			});
			child.kill('SIGKILL');
			await once(child, 'exit');
			await Promise.all(senders);
			for (const client of clients) client.end(true);
		}
		const { values, offsets } = storedIn(dir);
		const lost = [...acknowledged].filter(([entity, value]) => values.get(entity) !== value);
		expect(lost).toEqual([]);
		expect([...acknowledged.keys()].some((entity) => entity.startsWith('h9'))).toBe(true);
		expect(offsets).toEqual(offsets.map((_, i) => i + 1));
		// And it opens again and goes on.
		const { child } = await startProcess(dir);
		child.kill('SIGKILL');
		await once(child, 'exit');
		rmSync(dir, { recursive: true });
	}
);
