import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';

/** A way in that runs as a process of its own. */
export interface IngestServer {
	readonly port: number;
	/** Of the whole process: CPU so far, ms; memory, MiB. */
	usage(): Promise<{ readonly cpuMs: number; readonly rssMb: number }>;
	stop(): Promise<void>;
}

export async function startServer(kind: 'ours' | 'usual' | 'best', dir: string): Promise<IngestServer> {
	const child = fork(fileURLToPath(new URL('./ingest-server.ts', import.meta.url)), [kind, dir], {
		execArgv: ['--no-warnings']
	});
	const { port } = await told<{ port: number }>(child);
	return {
		port,
		usage() {
			child.send('usage');
			return told(child);
		},
		async stop() {
			child.kill();
			await once(child, 'exit');
		}
	};
}

const told = async <Value>(child: ChildProcess) => ((await once(child, 'message')) as [Value])[0]; // ingest-server.ts's own messages

export interface Message {
	readonly topic: string;
	readonly payload: string;
}

const CONNECTIONS = 4;

export async function connectAll(port: number): Promise<readonly MqttClient[]> {
	return Promise.all(
		Array.from({ length: CONNECTIONS }, () =>
			connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 })
		)
	);
}

/** Publishes with QoS 1, so many under way at once, until all are acknowledged; seconds that it took. */
export async function publishAll(
	clients: readonly MqttClient[],
	messages: readonly Message[],
	underWay: number
): Promise<number> {
	const started = performance.now();
	let next = 0;
	await Promise.all(
		Array.from({ length: underWay }, async (_, lane) => {
			const client = clients[lane % clients.length]!;
			while (next < messages.length) {
				const { topic, payload } = messages[next++]!;
				await client.publishAsync(topic, payload, { qos: 1 });
			}
		})
	);
	return (performance.now() - started) / 1000;
}

/**
 * Publishes at a steady rate for so long. `late`: s by which the last acknowledgement came after the last message was
 * due; a way in that cannot keep up is late by more and more.
 */
export async function publishSteadily(
	clients: readonly MqttClient[],
	messageOf: (n: number) => Message,
	perSecond: number,
	seconds: number
): Promise<{ readonly sent: number; readonly late: number }> {
	const started = performance.now();
	const total = Math.round(perSecond * seconds);
	const running = new Set<Promise<unknown>>();
	let sent = 0;
	while (sent < total) {
		const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
		while (sent < due) {
			const { topic, payload } = messageOf(sent);
			const publishing = clients[sent % clients.length]!.publishAsync(topic, payload, { qos: 1 });
			running.add(publishing);
			void publishing.then(() => running.delete(publishing));
			sent++;
		}
		await pause(2);
	}
	await Promise.all(running);
	return { sent, late: Math.max(0, (performance.now() - started) / 1000 - seconds) };
}
