import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import type { LiveStatus } from '#lib/model/live.ts';
import { LOG_FILE } from '#lib/server/bus/schema.ts';
import { WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { startLiveClient } from './client.ts';

const WAIT = { timeout: 20_000, interval: 20 };

test('while the log cannot be written the page is told since when, and when it is over', async ({
	onTestFinished
}) => {
	const server = new LiveServer();
	onTestFinished(() => server.remove());
	await server.start();
	let status: LiveStatus | undefined;
	const client = startLiveClient({
		url: server.url,
		city: { anchor: [116.4, 39.9] },
		onStatus: (next) => (status = next),
		createWorker: () => new WorkerInThread()
	});
	onTestFinished(() => client.dispose());
	await vi.waitFor(() => expect(status?.link).toBe('online'), WAIT);
	expect(status!.halted).toBeUndefined();

	const other = new DatabaseSync(join(server.dir, 'log', LOG_FILE));
	other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
	await expect(server.send('air', [{ id: 'a', pm: 1 }])).rejects.toMatchObject({ code: 'LOG_FULL' });
	await vi.waitFor(() => expect(status!.halted).toBe(server.live.ingest!.health().logFailure!.since), WAIT);

	other.exec('COMMIT');
	other.close();
	await vi.waitFor(() => expect(status!.halted).toBeUndefined(), WAIT);
	await server.send('air', [{ id: 'a', pm: 1 }]);
});
