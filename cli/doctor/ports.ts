import { createConnection, createServer } from 'node:net';
import { failed, ok, warning, type Finding } from './check.ts';

/** Whether a port is free, or who has it. `ours`: what the running server says it listens on. */
export async function checkPort(name: string, host: string, port: number, ours: boolean): Promise<Finding> {
	if (await isFree(host, port)) return ok(name, `${host}:${port} is free`);
	if (ours) return ok(name, `${host}:${port} is held by the running server`);
	return (await answers(host, port))
		? failed(
				name,
				`${host}:${port} is held by another program`,
				`stop it, or choose another port for ${name}`
			)
		: warning(name, `${host}:${port} is taken, but nobody answers`, `choose another port for ${name}`);
}

const isFree = (host: string, port: number) =>
	new Promise<boolean>((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, host, () => server.close(() => resolve(true)));
	});

const answers = (host: string, port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = createConnection({ host, port, timeout: 1000 });
		const end = (answered: boolean) => {
			socket.destroy();
			resolve(answered);
		};
		socket
			.once('connect', () => end(true))
			.once('error', () => end(false))
			.once('timeout', () => end(false));
	});
