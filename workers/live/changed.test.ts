import { expect, test, vi } from 'vitest';
import type { LiveStatus } from '#lib/model/live.ts';
import type { Changed } from '#lib/model/wire/events.ts';
import { WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { startLiveClient } from './client.ts';

const WAIT = { timeout: 20_000, interval: 20 };

test('the page is told what it must fetch anew, and everything again after an outage', async ({
	onTestFinished
}) => {
	const server = new LiveServer();
	onTestFinished(() => server.remove());
	await server.start();
	server.live.changes.announce('themes', 1001);
	const said: Changed[] = [];
	let status: LiveStatus | undefined;
	const client = startLiveClient({
		url: server.url,
		city: { anchor: [116.4, 39.9] },
		onStatus: (next) => (status = next),
		onChanged: (changed) => said.push(changed),
		createWorker: () => new WorkerInThread()
	});
	onTestFinished(() => client.dispose());
	await vi.waitFor(() => expect(said).toContainEqual({ what: 'themes', rev: 1001 }), WAIT);

	server.live.changes.announce('alarms', 1007);
	await vi.waitFor(() => expect(said).toContainEqual({ what: 'alarms', rev: 1007 }), WAIT);

	said.length = 0;
	server.cut();
	await vi.waitFor(() => {
		expect(said).toContainEqual({ what: 'themes', rev: 1001 });
		expect(said).toContainEqual({ what: 'alarms', rev: 1007 });
	}, WAIT);
	await vi.waitFor(() => expect(status?.link).toBe('online'), WAIT);
});
