import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { serve } from './fixture-city.ts';

/** A server of its own showing Gridtown, with its broker, that can be pulled out and put back. */
export interface LiveStage {
	readonly origin: string;
	/** One reading of one device, through the broker; resolves when it is acknowledged, that is: on disk. */
	say(layer: string, device: string, row: object): Promise<void>;
	/** Declares a layer. */
	declare(layer: string, declaration: object): Promise<void>;
	/** Ends the server as a power cut would. */
	kill(): Promise<void>;
	/** Starts it again on the same ports with the same data. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** `cities`: folder of packs, which is only read. */
export async function openLiveStage(cities: string): Promise<LiveStage> {
	const dataDir = mkdtempSync(join(tmpdir(), 'cityloop-e2e-'));
	symlinkSync(resolve(cities), join(dataDir, 'cities'));
	const [port, mqttPort] = [await freePort(), await freePort()];
	const origin = `http://127.0.0.1:${port}`;
	const start = () =>
		serve(['--city', 'gridtown', '--data', dataDir, '--port', `${port}`, '--mqtt-port', `${mqttPort}`]);
	const device = () => connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 200 });
	let server = await start();
	let client: MqttClient = await device();
	return {
		origin,
		async say(layer, id, row) {
			await client.publishAsync(`city/gridtown/${layer}/${id}/up`, JSON.stringify(row), { qos: 1 });
		},
		async declare(layer, declaration) {
			const reply = await fetch(`${origin}/ingest/layers/${layer}`, {
				method: 'PUT',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ id: layer, ...declaration })
			});
			if (!reply.ok) throw new Error(`declaring ${layer}: ${reply.status} ${await reply.text()}`);
		},
		async kill() {
			await client.endAsync(true);
			const gone = new Promise((resolveGone) => server.process.once('exit', resolveGone));
			server.process.kill('SIGKILL');
			await gone;
		},
		async restart() {
			server = await start();
			client = await device();
		},
		async close() {
			await client.endAsync(true);
			const gone = new Promise((resolveGone) => server.process.once('exit', resolveGone));
			server.stop();
			await gone;
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
	const { port } = probe.address() as AddressInfo; // a listening TCP server has an address
	await new Promise((closed) => probe.close(closed));
	return port;
}
