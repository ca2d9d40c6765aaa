import { createServer, type AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { Aedes } from 'aedes';
import { liveConfig } from '#lib/server/live/live-config.ts';
import { startIngest } from '#lib/server/ingest/start-ingest.ts';

/**
 * One way in as a process of its own: `ingest-server.ts <ours|usual|best> <folder>`. Sends its port, and CPU (ms)
 * and memory (MiB) whenever it is asked.
 */
const [, , kind, dir] = process.argv as [string, string, 'ours' | 'usual' | 'best', string];

interface Row {
	readonly id: string;
	readonly at: number;
	readonly lng: number;
	readonly lat: number;
	readonly v: number;
}

async function ours(): Promise<number> {
	const ingest = await startIngest({
		logDir: dir,
		config: liveConfig.parse({}),
		listen: { host: '127.0.0.1', mqttPort: 0 },
		limits: { messagesPerSecond: 1e6 }
	});
	// Somebody listens, as the hub does.
	ingest.bus.follow(() => undefined);
	return ingest.health().mqttPort!;
}

/** What people write: a broker, JSON.parse, an INSERT for each row, a transaction for each message or for what came together. */
async function peer(together: boolean): Promise<number> {
	const database = new DatabaseSync(`${dir}/peer.sqlite`);
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
	database.exec(
		'CREATE TABLE rows (layer TEXT, id TEXT, at REAL, lng REAL, lat REAL, v REAL, received REAL)'
	);
	const insert = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)');
	let waiting: { topic: string; payload: string; done: () => void }[] = [];
	const write = () => {
		const group = waiting;
		waiting = [];
		database.exec('BEGIN');
		for (const { topic, payload } of group) {
			const said = JSON.parse(payload) as Row | Row[]; // the bench's own rows
			const layer = topic.split('/')[2]!;
			for (const { id, at, lng, lat, v } of Array.isArray(said) ? said : [said])
				insert.run(layer, id, at, lng, lat, v, Date.now());
		}
		database.exec('COMMIT');
		for (const { done } of group) done();
	};
	const aedes = await Aedes.createBroker({
		authorizePublish(_client, packet, callback) {
			waiting.push({ topic: packet.topic, payload: packet.payload.toString(), done: () => callback(null) });
			if (!together) write();
			else if (waiting.length === 1) setImmediate(write);
		}
	});
	const server = createServer(aedes.handle).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return (server.address() as AddressInfo).port; // a TCP server's
}

process.on('message', () => {
	const { user, system } = process.cpuUsage();
	process.send!({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 });
});
process.on('disconnect', () => process.exit(0));
process.send!({ port: await (kind === 'ours' ? ours() : peer(kind === 'best')) });
