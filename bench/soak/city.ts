import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, serve } from '../../tests/e2e/fixture-city.ts';

/** A demo city of its own whose days go by faster than ours. */
export interface FastCity {
	readonly origin: string;
	readonly port: number;
	/** Process of the server. */
	readonly pid: number;
	close(): Promise<void>;
}

export interface FastCityOptions {
	readonly buildings: number;
	/** Seconds of the city in one of ours. */
	readonly speed: number;
	/** Seconds of ours after which its time reaches the present. */
	readonly seconds: number;
}

/** Makes the demo city in a folder of its own, serves it, and lets its devices speak of the time before now. */
export async function openFastCity({ buildings, speed, seconds }: FastCityOptions): Promise<FastCity> {
	const data = mkdtempSync(join(tmpdir(), 'cityloop-soak-'));
	cli(['demo', '--data', data, '--buildings', String(buildings)]);
	const mqttPort = await freePort();
	const server = await serve(['--data', data, '--mqtt-port', String(mqttPort), '--no-simulation']);
	const from = new Date(Date.now() - seconds * speed * 1000).toISOString();
	const devices = spawn(
		process.execPath,
		[
			...['--no-warnings', 'cli/main.ts', 'simulate', '--to', `mqtt://127.0.0.1:${String(mqttPort)}`],
			...['--buildings', String(buildings), '--from', from, '--speed', String(speed)]
		],
		{ stdio: ['ignore', 'ignore', 'inherit'] }
	);
	return {
		origin: server.origin,
		port: Number(new URL(server.origin).port),
		pid: server.process.pid!,
		async close() {
			await end(devices);
			await end(server.process);
			rmSync(data, { recursive: true, force: true });
		}
	};
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	await gone;
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
	const { port } = probe.address() as AddressInfo; // a listening TCP server has an address
	await new Promise((closed) => probe.close(closed));
	return port;
}
