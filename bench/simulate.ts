import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { startServer } from './support/ingest-client.ts';

/**
 * P15: the demo city's devices at 20,000 observations a second, published with QoS 1 through our real broker into its
 * log: CPU of the simulator's whole process while it publishes. Its start (building the city) is told by itself. The
 * peer is the naive way to make the same load: a JSON message for each observation.
 */
const options = benchOptions();
const ROUNDS = options.smoke ? 1 : 3;
const [BUILDINGS, RATE, SECONDS] = options.smoke ? [3000, 2000, 2] : [60_000, 20_000, 30];
const CLI = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const NAIVE = fileURLToPath(new URL('./support/naive-publisher.ts', import.meta.url));

const ran = z.object({
	rows: z.number(),
	messages: z.number(),
	seconds: z.number(),
	cpuSeconds: z.number()
});
type Ran = z.infer<typeof ran>;

/** Runs a program against a server of its own; what it says it sent, and how many rows lie in the log. */
async function measured(
	program: string,
	args: readonly string[]
): Promise<Ran & { readonly startSeconds: number; readonly logged: number; readonly dead: number }> {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-bench-'));
	const server = await startServer('ours', dir);
	try {
		const started = performance.now();
		const child = spawn(
			process.execPath,
			['--no-warnings', program, ...args, '--to', `mqtt://127.0.0.1:${server.port}`],
			{ stdio: ['ignore', 'pipe', 'inherit'] }
		);
		const [told] = await Promise.all([text(child.stdout), once(child, 'exit')]);
		const took = (performance.now() - started) / 1000;
		const figures = ran.parse(JSON.parse(told));
		const log = openSqliteReader(dir);
		const logged = log.read(1, 1e9).reduce((sum, { rows }) => sum + rows, 0);
		const dead = log.deadLetters(1).length;
		log.close();
		return { ...figures, startSeconds: took - figures.seconds, logged, dead };
	} finally {
		await server.stop();
		rmSync(dir, { recursive: true });
	}
}

const simulator = () =>
	measured(CLI, [
		...['simulate', '--json', '--no-faults', '--from', '2026-05-06T08:00:00+08:00'],
		...['--buildings', String(BUILDINGS), '--rate', String(RATE), '--for', String(SECONDS)]
	]);

const rounds: (Ran & { startSeconds: number })[] = [];
let proved = 0;
for (let round = 0; round < ROUNDS; round++) {
	const figures = await simulator();
	// A vehicle that a full dataset no longer has is a row more in the log than was sent.
	if (figures.logged < figures.rows || figures.dead > 0)
		throw new Error(`wrong: ${figures.rows} observations were sent, ${figures.logged} are in the log`);
	proved += figures.rows;
	rounds.push(figures);
	say(
		`${Math.round(figures.rows / figures.seconds)} a second, ${((100 * figures.cpuSeconds) / figures.seconds).toFixed(1)} % of a core`
	);
}
const naive = await measured(NAIVE, [String(Math.round(RATE / 4)), String(SECONDS)]);
say(`naive: ${((naive.cpuSeconds / naive.rows) * 1e6).toFixed(1)} µs an observation`);

const cores = rounds.map(({ cpuSeconds, seconds }) => cpuSeconds / seconds);
const perSecond = rounds.map(({ rows, seconds }) => rows / seconds);
const micros = rounds.map(({ cpuSeconds, rows }) => (cpuSeconds / rows) * 1e6);
writeResult(
	{
		name: 'simulate',
		versions: versionsOf('mqtt', 'aedes'),
		correct: { what: 'every observation that was sent is in the log, no dead letter', rows: proved },
		rounds: ROUNDS,
		ours: {
			cores: spread(cores),
			perSecond: spread(perSecond),
			microseconds: spread(micros),
			messagesPerSecond: spread(rounds.map(({ messages, seconds }) => messages / seconds)),
			startSeconds: spread(rounds.map(({ startSeconds }) => startSeconds))
		},
		peers: [
			{
				name: 'random walks, a JSON message of MQTT for each observation',
				use: 'usual',
				microseconds: (naive.cpuSeconds / naive.rows) * 1e6,
				perSecond: naive.rows / naive.seconds
			}
		],
		limit:
			'JSON.stringify of an observation of 200 bytes: about 1 µs; the client’s packet and its acknowledgement',
		goals: [
			goal('P15', `cores of the simulator at ${RATE} observations a second`, median(cores), 0.5, 'atMost'),
			goal('P15', 'observations a second that it reached', median(perSecond), RATE * 0.9, 'atLeast'),
			goal(
				'P15',
				'seconds until it speaks',
				median(rounds.map(({ startSeconds }) => startSeconds)),
				10,
				'atMost'
			)
		]
	},
	options
);
