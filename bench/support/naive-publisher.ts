import { connectAsync } from 'mqtt';

/**
 * The usual way to make a load: things that wander about by chance, and a message for each of their observations.
 * `naive-publisher.ts <per second> <seconds> --to <url>`; says what it sent and its CPU as JSON.
 */
const [, , perSecond, seconds, , to] = process.argv as [string, string, string, string, string, string];
const THINGS = 4000;
const things = Array.from({ length: THINGS }, () => ({ lng: 122.9, lat: 36 }));
const client = await connectAsync(to);
const before = process.cpuUsage();
const started = performance.now();
const total = Number(perSecond) * Number(seconds);
let rows = 0;
const waiting = new Set<Promise<unknown>>();
while (rows < total) {
	const due = Math.min(total, ((performance.now() - started) / 1000) * Number(perSecond));
	for (; rows < due; rows++) {
		const thing = things[rows % THINGS]!;
		thing.lng += (Math.random() - 0.5) / 1e4;
		thing.lat += (Math.random() - 0.5) / 1e4;
		const row = { at: Date.now(), ...thing, speed: 10 * Math.random(), heading: 90, status: 'car' };
		const sending = client.publishAsync(`city/bench/cars/car-${rows % THINGS}/up`, JSON.stringify(row), {
			qos: 1
		});
		waiting.add(sending);
		void sending.then(() => waiting.delete(sending));
	}
	await new Promise((resolve) => setTimeout(resolve, 5));
}
await Promise.all(waiting);
const { user, system } = process.cpuUsage(before);
const took = (performance.now() - started) / 1000;
await client.endAsync();
process.stdout.write(
	JSON.stringify({ rows, messages: rows, seconds: took, cpuSeconds: (user + system) / 1e6 })
);
